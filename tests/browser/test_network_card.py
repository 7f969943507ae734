"""The card of a network's unit: for every kind of layer its numbers are Keras's; pointer, touch and keys."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from cnnviz.network import forward
from tests.browser import harness
from tests.browser.carded import INPUT, NETWORK, WEIGHTS
from tests.browser.harness import rest, visit

OUTPUTS = forward(NETWORK, WEIGHTS, INPUT)
#: The element in focus, in whatever shadow tree it is.
FOCUSED = """() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element.className
}"""
#: Walk over all cells of the card's map by keys; return the unit, its value and the last result at each.
WALK = """(card) => {
  const map = card.querySelector('.output .grid')
  const press = (key) => map.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const result = () => card.querySelector('.result b').textContent
  const read = () => [card.dataset.unit, Number(card.dataset.value), result()]
  const found = []
  map.focus()
  press('Home')
  for (let row = null; row !== card.dataset.unit; press('ArrowDown')) {
    row = card.dataset.unit
    for (let cell = null; cell !== card.dataset.unit; press('ArrowRight')) {
      cell = card.dataset.unit
      found.push(read())
    }
    for (let cell = null; cell !== card.dataset.unit; press('ArrowLeft')) cell = card.dataset.unit
    if (card.dataset.unit !== row) break
  }
  return found
}"""
#: The visible frames on the stage, in cells of the picture of the input: [top, left, height, width].
FRAMES = """(stage) => {
  const input = stage.querySelector('.picture').getBoundingClientRect()
  const side = input.width / 9
  return [...stage.querySelectorAll('.patches i')].filter((i) => !i.hidden).map((i) => {
    const sides = ['top', 'left', 'height', 'width']
    const [top, left, height, width] = sides.map((name) => parseFloat(i.style[name]))
    const origin = stage.getBoundingClientRect()
    const at = [top + origin.top - input.top, left + origin.left - input.left, height, width]
    return at.map((length) => Math.round(100 * length / side) / 100)
  })
}"""


@pytest.fixture(scope="session")
def cards() -> Iterator[str]:
    """The address of a page with one small network."""
    script = harness.ROOT / "tests" / "browser" / "pages" / "network_cards.py"
    with harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as url:
        yield url


def opened(page: Page, address: str) -> Locator:
    """Open a page with a network; return the place of its card."""
    page.goto(address)
    expect(page.locator(".live[data-drawn]")).to_be_visible()
    return page.locator(".live .card")


def heard(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until screen readers hear this."""
    expect(page.locator(".live > .heard[aria-live]").last).to_have_text(text)


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("> ", "").rstrip(" %"))


def truth(unit: str) -> float:
    node, *place = unit.split("-")
    channel, row, column = map(int, place)
    output = OUTPUTS[node]
    return float(output[row, column, channel] if output.ndim == 3 else output[channel])


@pytest.mark.parametrize("node", NETWORK.names)
def test_every_number_of_every_layer_is_keras_s(page, cards, node):
    shape = NETWORK.shapes[node]
    card = opened(page, f"{cards}/?unit={node}-{shape[-1] - 1}-0-0")
    expect(card).to_be_visible()
    walked = card.evaluate(WALK)
    units = {unit for unit, *_ in walked}
    assert len(units) == (shape[0] * shape[1] if len(shape) == 3 else shape[0])
    wanted = np.array([truth(unit) for unit, *_ in walked])
    np.testing.assert_allclose([value for _, value, _ in walked], wanted, rtol=1e-4, atol=1e-5)
    shown = np.array([number(text) for *_, text in walked])
    scale = 100 if walked[0][2].endswith("%") else 1
    np.testing.assert_allclose(shown, scale * wanted, atol=0.051 if scale == 100 else 0.00051)


def test_the_window_its_kernel_and_the_products_make_the_sum(page, cards):
    card = opened(page, f"{cards}/?unit=conv2d-2-3-4")
    read = """(card) => [...card.querySelectorAll('.matrix:not([hidden])')]
      .map((m) => [...m.querySelectorAll('.numbers span')].map((cell) => cell.textContent))"""
    window, kernel, products = (np.array(list(map(number, cells))) for cells in card.evaluate(read))
    np.testing.assert_allclose(window.reshape(3, 3), OUTPUTS["rescaling"][2:5, 3:6, 0], atol=0.0051)
    np.testing.assert_allclose(kernel.reshape(3, 3), WEIGHTS[0][:, :, 0, 2], atol=0.0051)
    exact = OUTPUTS["rescaling"][2:5, 3:6, 0] * WEIGHTS[0][:, :, 0, 2]
    np.testing.assert_allclose(products.reshape(3, 3), exact, atol=0.0051)
    sum_shown, bias, before = (number(text) for text in card.locator(".arithmetic b").all_inner_texts()[:3])
    assert abs(sum_shown - exact.sum()) < 0.00051
    assert abs(bias - WEIGHTS[1][2]) < 0.00051
    assert abs(before - exact.sum() - WEIGHTS[1][2]) < 0.00051


def test_keys_alone_walk_over_the_picture_open_a_card_and_go_back(page, cards):
    card = opened(page, cards)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "focus-ring":
            break
    ring = page.locator(".focus-ring")
    expect(ring).to_have_accessible_name("Rescaling")
    for key, name in (
        ("ArrowRight", re.compile("Convolution, map . of 5 maps")),
        ("Home", "Convolution, map 0 of 5 maps"),
        ("ArrowDown", "Convolution, map 1 of 5 maps"),
        ("End", "Convolution, map 4 of 5 maps"),
    ):
        page.keyboard.press(key)
        expect(ring).to_have_accessible_name(name)
    heard(page, "Convolution, map 4 of 5 maps")
    page.keyboard.press("Enter")
    row, column = np.unravel_index(OUTPUTS["conv2d"][..., 4].argmax(), (9, 9))
    expect(card).to_have_attribute("data-unit", f"conv2d-4-{row}-{column}")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(card).to_have_attribute("data-unit", "conv2d-4-1-1")
    exact = OUTPUTS["rescaling"][0:3, 0:3, 0] * WEIGHTS[0][:, :, 0, 4]
    before = exact.sum() + WEIGHTS[1][4]
    heard(page, re.compile(r"^Convolution, map 4, row 1, column 1: \S+ × \S+ \+ .*; ReLU \S+$"))
    spoken = page.locator(".live > .heard[aria-live]").last.inner_text()
    found = re.search(r"\+ bias (\S+) = (\S+); ReLU (\S+)$", spoken)
    assert found is not None
    told = [number(text) for text in found.groups()]
    np.testing.assert_allclose(told, [WEIGHTS[1][4], before, max(0, before)], atol=0.00051)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.evaluate(FOCUSED) == "focus-ring"
    expect(ring).to_have_accessible_name("Convolution, map 4 of 5 maps")


def test_tab_leads_from_the_card_to_open_and_close(page, cards):
    card = opened(page, f"{cards}/?unit=left-1-4-4")
    card.locator(".output .grid").focus()
    names: list[str] = []
    while "close" not in names[-1:] and len(names) < 12:
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED))
    assert names == ["step", "term", "term", "term", "step", "open", "close"]
    card.locator(".open").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("open: left-1-4-4")).to_be_visible()
    card.locator(".close").focus()
    page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    expect(page.get_by_text("unit: None")).to_be_visible()


def test_the_pointer_moves_the_cell_and_the_window_on_the_sources(page, cards):
    card = opened(page, f"{cards}/?unit=conv2d-1-0-0")
    grid = card.locator(".output .grid")
    box = grid.bounding_box()
    assert box is not None
    side = box["width"] / 9
    for row, column in ((4, 4), (4, 5), (0, 8)):
        page.mouse.move(box["x"] + (column + 0.5) * side, box["y"] + (row + 0.5) * side)
        expect(card).to_have_attribute("data-unit", f"conv2d-1-{row}-{column}")
    assert page.locator(".stage").evaluate(FRAMES)[0] == [0, 7, 2, 2]
    page.mouse.move(box["x"] + 4.5 * side, box["y"] + 4.5 * side)
    expect(card).to_have_attribute("data-unit", "conv2d-1-4-4")
    assert page.locator(".stage").evaluate(FRAMES)[0] == [3, 3, 3, 3]
    expect(page.get_by_text("unit: conv2d-1-4-4")).to_be_visible()


def test_a_click_chooses_a_map_and_another_beside_all_maps_closes_the_card(page, cards):
    card = opened(page, cards)
    maps = page.get_by_role("img", name=re.compile("^Max pooling"))
    maps.click(position={"x": 10, "y": 10})
    expect(card).to_have_attribute("data-unit", re.compile("max_pooling2d-0-"))
    expect(card.locator(".winner i:visible")).to_have_count(1)
    answer = page.locator(".stage").bounding_box()
    assert answer is not None
    page.mouse.click(answer["x"] + 2, answer["y"] + answer["height"] - 2)
    expect(card).to_be_hidden()


def test_several_sources_are_stepped_through(page, cards):
    card = opened(page, f"{cards}/?unit=left-1-4-4")
    terms = card.locator(".term")
    expect(terms).to_have_count(4)
    first = card.locator(".term[aria-pressed=true]").inner_text()
    sums = [number(text) for text in terms.locator("b").all_inner_texts()]
    total = number(card.locator(".arithmetic b").first.inner_text())
    assert abs(sum(sums) - total) < 0.003
    card.get_by_role("button", name="Weaker input").click()
    expect(card.locator(".term[aria-pressed=true]")).not_to_have_text(first)
    card.get_by_role("button", name="Stronger input").click()
    expect(card.locator(".term[aria-pressed=true]")).to_have_text(first.replace("\n", ""))


def test_on_a_phone_the_card_is_a_sheet_from_below(phone, cards):
    card = opened(phone, cards)
    phone.get_by_role("img", name=re.compile("^Convolution")).tap(position={"x": 10, "y": 10})
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] == 0
    assert box["width"] == harness.PHONE["width"]
    assert abs(box["y"] + box["height"] - harness.PHONE["height"]) < 2
    read = "(all) => all.filter((e) => e.children.length).map((e) => parseFloat(e.style.fontSize))"
    sizes = card.locator(".numbers").evaluate_all(read)
    assert min(sizes) >= 14
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()


def test_a_matrix_with_fewer_rows_than_the_one_before_is_lower(phone, cards):
    card = opened(phone, f"{cards}/?unit=conv2d-1-4-4")
    kernel = card.locator(".grid[aria-label='kernel: 3 × 3']")
    expect(kernel).to_be_visible()
    card.get_by_role("button", name="Close").tap()
    phone.get_by_role("img", name=re.compile("^Dense 1")).tap()
    weights = card.locator(".grid[aria-label='weights: 1 × 3']")
    expect(weights).to_be_visible()
    box = weights.bounding_box()
    assert box is not None
    assert abs(box["width"] - 3 * box["height"]) < 2


def test_the_numbers_follow_the_pen_and_the_link_holds_the_card(page, address):
    visit(page, f"{address}/?image=digit&number=3600&digit=bundled&network_unit=conv2d-24-10-12")
    card = page.locator(".live .card")
    expect(card).to_have_attribute("data-unit", "conv2d-24-10-12")
    lines = card.locator(".arithmetic")
    before = lines.inner_text()
    pad = page.locator(".live .hand canvas").bounding_box()
    assert pad is not None
    page.mouse.move(pad["x"] + 90, pad["y"] + 40)
    page.mouse.down()
    page.mouse.move(pad["x"] + 100, pad["y"] + 140, steps=12)
    expect(lines).not_to_have_text(before.replace("\n", ""))
    expect(card).to_be_visible()
    page.mouse.up()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page).not_to_have_url(re.compile("network_unit"))
    rest(page)


def test_open_leads_to_the_layer_s_page_with_this_very_unit(page, address):
    visit(page, f"{address}/?image=digit&number=3600&digit=bundled&network_unit=conv2d-24-10-12")
    card = page.locator(".live .card")
    before = number(card.locator(".arithmetic b").nth(2).inner_text())
    card.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Convolution", exact=True)).to_be_visible()
    rest(page)
    line = page.locator(".stepper .arithmetic")
    expect(line).to_have_attribute("data-row", "10")
    expect(line).to_have_attribute("data-column", "12")
    assert abs(float(line.get_attribute("data-value") or "nan") - before) < 0.00051
