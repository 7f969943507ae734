"""Why? in a real browser: the slider, the methods, and the sanity check."""

import re

from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit

#: The opacity of each map in the frame after the slider has moved.
MOVE = """(input, value) => new Promise((done) => {
  input.value = String(value)
  input.dispatchEvent(new Event("input", { bubbles: true }))
  const overs = [...input.getRootNode().querySelectorAll(".over:not([hidden])")]
  requestAnimationFrame(() => done(overs.map((over) => getComputedStyle(over).opacity)))
})"""


def opened(page, address, query):
    visit(page, f"{address}/why?{query}")
    shown(page)


def shown(page):
    """Wait until both maps are there."""
    expect(page.locator(".overlay .over:not([hidden]) img")).to_have_count(2)
    expect(page.locator(".overlay .stale, .overlay .awaited")).to_have_count(0)
    rest(page)


def sources(page):
    return page.locator(".overlay .over img").evaluate_all("all => all.map((one) => one.src)")


def test_the_slider_changes_what_shows_in_the_next_frame_and_the_link_when_it_rests(page, address, sent):
    opened(page, address, "why_network=lecture")
    slider = page.get_by_label("How much of the map shows")
    sent.clear()
    assert slider.evaluate(MOVE, 20) == ["0.2", "0.2"]
    assert slider.evaluate(MOVE, 80) == ["0.8", "0.8"]
    assert sent == []
    expect(page).to_have_url(visitor.in_link("why_shown=80"))
    rest(page)
    assert slider.input_value() == "80"


def test_another_method_has_another_map_beside_that_of_random_weights(page, address):
    opened(page, address, "why_network=pen")
    before = sources(page)
    visitor.choose(page, "Method", "Integrated gradients")
    expect(page.locator(".overlay figcaption b")).to_have_text(
        [re.compile("."), "Integrated gradients", "With random weights"]
    )
    shown(page)
    assert not set(before) & set(sources(page))
    expect(page.locator(".overlay dt")).to_have_text(
        [re.compile("Probability of"), "Sum of the map", "Score, less that of black"]
    )
    sides = page.locator(".overlay .frame").evaluate_all(
        "all => all.map((one) => [one.clientWidth, one.clientHeight])"
    )
    assert len(sides) == 3
    assert len({tuple(side) for side in sides}) == 1


def test_a_photo_is_explained(page, address):
    opened(page, address, "image=cat")
    expect(page.locator(".overlay figcaption").nth(0)).to_contain_text("(224, 224, 3)")
    expect(page.locator(".overlay dt").first).to_contain_text("Probability of")


def test_how_good_a_map_is(page, address):
    visit(page, f"{address}/why?why_network=lecture&why_view=quality")
    expect(page.get_by_text("Deletion: less area is better")).to_be_visible()
    expect(page.get_by_text(re.compile("random order: area")).first).to_be_visible()


def test_the_pointer_reads_a_map_s_numbers_in_the_next_frame(page, address, sent):
    opened(page, address, "why_network=lecture&why_method=saliency")
    sent.clear()
    read = """(frame) => new Promise((done) => {
      const { left, top, width, height } = frame.getBoundingClientRect()
      const at = { clientX: left + 0.5 * width, clientY: top + 0.25 * height, bubbles: true }
      frame.dispatchEvent(new PointerEvent("pointermove", at))
      const detail = frame.parentElement.querySelector("figcaption span")
      requestAnimationFrame(() => done(detail.textContent))
    })"""
    frames = page.locator(".overlay .frame")
    assert re.fullmatch(r"row 7, column 14: \S+", frames.nth(1).evaluate(read))
    before = frames.nth(0).evaluate(read)
    assert before.startswith("(28, 28, 1)")
    frames.nth(1).dispatch_event("pointerleave")
    expect(page.locator(".overlay figcaption span").nth(1)).to_contain_text("(28, 28)")
    assert sent == []
