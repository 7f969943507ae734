"""Ambiguity in a real browser: the morph under a hand, by keys, and by itself; the guess."""

import re
from functools import cache

import numpy as np
from playwright.sync_api import expect

from cnnviz import mnist, network, reading
from cnnviz.figures import captions
from cnnviz.lessons import ambiguity
from cnnviz.lessons.ambiguity import STEPS
from tests.browser import at_a_glance, visitor
from tests.browser.harness import rest, visit

FIRST, SECOND = (mnist.bundled()[0][number] for number in (4 * 500 + 130, 9 * 500 + 45))
LEVELS = (
    """canvas => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, n) => n % 4 === 0)"""
)


@cache
def answer(step):
    """Return the probabilities of the lecture's network at a step."""
    layers, weights = reading.read(reading.pretrained_bytes("lecture"))
    picture = ambiguity.morph(FIRST, SECOND, step).astype(np.float32)[..., np.newaxis] / np.float32(255)
    return network.forward(layers, weights, picture)[layers.outputs[0]]


@cache
def doubt():
    return ambiguity.greatest_doubt(answer)


def stands(page, step):
    """Wait until the network has read the picture at a step, and look at everything that it decides."""
    expect(page.locator(".morph")).to_have_attribute("data-step", str(step))
    levels = page.locator(".morph .now canvas").evaluate(LEVELS)
    np.testing.assert_array_equal(levels, ambiguity.morph(FIRST, SECOND, step).ravel())
    shares = answer(step)
    best = np.argsort(-shares, kind="stable")[:2]
    expected = [f"{n}: {captions.share_among(shares, n)}" for n in best]
    expect(page.locator(".morph .answers strong")).to_have_text(expected)
    tenths = (10 * 100 * step + STEPS // 2) // STEPS
    expect(page.locator(".morph output")).to_have_text(f"{tenths / 10:.1f} %")


def slider(page):
    return page.get_by_label("From the first digit to the second")


def place(page, step):
    """Return the place of a step on the chart."""
    ticks = page.locator(".morph .chart .tick[y1][x1]").evaluate_all(
        "lines => lines.filter((line) => line.getAttribute('x1') === line.getAttribute('x2'))"
        ".map((line) => line.getBoundingClientRect().x)"
    )
    box = page.locator(".morph .chart").bounding_box()
    return ticks[0] + (ticks[-1] - ticks[0]) * step / STEPS, box["y"] + box["height"] / 2


def test_it_begins_at_the_greatest_doubt_and_a_hand_leads_away(page, address, sent, other):
    visit(page, f"{address}/ambiguity?reader=lecture")
    stands(page, doubt())
    expect(page.locator(".morph h4")).to_have_text("Greatest doubt: is it a 4 or a 9?")
    pictures = page.locator(".morph .pictures").bounding_box()
    page.mouse.move(*place(page, 120))
    page.mouse.down()
    sent.clear()
    for step in (120, 173, 300):
        page.mouse.move(*place(page, step), steps=3)
        stands(page, step)
    expect(page.locator(".morph h4")).to_have_text("The network reads a 9.")
    assert sent == []
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link("morph_step=300"))
    rest(page)
    assert page.locator(".morph .pictures").bounding_box() == pictures
    visit(other, page.url)
    stands(other, 300)


def test_keys_and_buttons_step_and_lead_back_to_the_doubt(page, address):
    visit(page, f"{address}/ambiguity?reader=lecture&morph_step=100")
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    stands(page, 101)
    page.keyboard.press("End")
    stands(page, STEPS)
    page.get_by_title("One step back").click()
    stands(page, STEPS - ambiguity.EVERY)
    expect(page).to_have_url(visitor.in_link("morph_step=390"))
    page.get_by_role("button", name="Greatest doubt").click()
    stands(page, doubt())
    expect(page).not_to_have_url(re.compile("morph_step"))
    rest(page)
    expect(page.get_by_role("heading", name="Ambiguity", exact=True)).to_be_visible()


def test_it_plays_once_and_stops_at_the_doubt(page, address, sent):
    page.emulate_media(reduced_motion="no-preference")
    try:
        visit(page, f"{address}/ambiguity?reader=lecture")
        pause = page.get_by_title("Pause")
        expect(pause).to_be_visible()
        pause.click()
        expect(page.get_by_title("Play")).to_be_visible()
        held = int(slider(page).input_value())
        stands(page, held)
        page.get_by_title("Play").click()
        expect(page.get_by_role("button", name="Greatest doubt")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_title("Play")).to_be_visible()
        stands(page, doubt())
        assert held < STEPS
    finally:
        page.emulate_media(reduced_motion="reduce")


def test_another_digit_and_another_way_have_their_own_doubt(page, address):
    visit(page, f"{address}/ambiguity?reader=lecture")
    visitor.choose(page, "To", "7")
    expect(page.locator(".morph figcaption").last).to_have_text("A 7")
    rest(page)
    expect(page.locator(".morph h4")).to_have_text(re.compile(r"^Greatest doubt: is it an? \d or an? \d\?$"))
    visitor.press(page, "Mix pixels")
    rest(page)
    seven = mnist.bundled()[0][7 * 500 + 45]
    step = int(page.locator(".morph").get_attribute("data-step"))
    levels = page.locator(".morph .now canvas").evaluate(LEVELS)
    np.testing.assert_array_equal(levels, ambiguity.morph(FIRST, seven, step, "pixels").ravel())


def test_a_class_sees_that_a_high_probability_is_not_knowledge_without_scrolling(page, address):
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{address}/ambiguity?ambiguity_view=none&no_digit=face")
    chart = page.get_by_label("Accuracy on test digits at each level of confidence")
    expect(chart).to_be_visible()  # once the network has read the test digits
    rest(page)
    expect(page.get_by_role("heading", name="A high probability is not knowledge.")).to_be_in_viewport(
        ratio=1
    )
    for text in ("What a network sees", "test digits", "Is it a digit at all?"):
        expect(page.get_by_text(text).first).to_be_in_viewport(ratio=1)
    expect(chart).to_be_in_viewport(ratio=1)
    assert at_a_glance.too_small(page) == []


def test_the_button_for_the_next_digit_stays_in_its_place(page, address):
    visit(page, f"{address}/ambiguity?ambiguity_view=guess")
    button = page.get_by_role("button", name="Next digit")
    expect(button).to_be_visible()
    before = button.bounding_box()
    visitor.press(page, "7")
    expect(page.get_by_text("You say 7.")).to_be_visible()
    rest(page)
    assert button.bounding_box() == before
