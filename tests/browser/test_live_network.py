"""The whole network on the front page, alive under the pen."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files

import keras
import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import digits, drawing, mnist
from cnnviz.network import KINDS
from cnnviz.network.defined import Defined
from cnnviz.with_keras.own_layers import keras_class
from tests.browser import harness
from tests.browser.harness import rest, visit
from tests.browser.test_drawing_pad import in_link, n_strokes

SEVEN = [(60, 60), (190, 60), (110, 210)]
#: A sum of each canvas's pixels, by its label.
PICTURES = """() => {
  const root = document.querySelector('.live') ?? deep(document).find((e) => e.matches('.live'))
  function deep(node) {
    return [...node.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  }
  return Object.fromEntries([...root.querySelectorAll('canvas[role=img]')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let sum = 0
    for (let n = 0; n < data.length; n += 1) sum = (31 * sum + data[n]) % 1000003
    return [canvas.getAttribute('aria-label'), sum]
  }))
}"""


@cache
def observer(name):
    """Return a shipped network as Keras itself reads it, with all layers' outputs."""
    own = {kind: keras_class(made.usual()) for kind, made in KINDS.items() if issubclass(made, Defined)}
    with as_file(files("cnnviz.assets") / f"{name}.keras") as path:
        model = keras.models.load_model(path, custom_objects=own)
    return keras.Model(model.inputs[0], {layer.name: layer.output for layer in model.layers})


def live(page):
    return page.locator(".live")


def shares(page):
    """The length of each class's bar, as a share."""
    read = "bars => bars.map((bar) => Number(bar.style.getPropertyValue('--share')))"
    found = page.locator(".live .class i").evaluate_all(read)
    return np.array(found)


def draw_on(page, stroke):
    """Draw a stroke on the pad without lifting the mouse."""
    box = page.locator(".live .board").bounding_box()
    for n, (x, y) in enumerate(stroke):
        scale = box["width"] / drawing.BOARD
        page.mouse.move(box["x"] + (x + 0.5) * scale, box["y"] + (y + 0.5) * scale, steps=8 if n else 1)
        if not n:
            page.mouse.down()


def assert_is_keras(page, digit, name):
    """Assert that each layer's numbers are those of Keras for a digit."""
    outputs = observer(name)(digit.reshape(1, 28, 28, 1), training=False)
    for name, output in outputs.items():
        numbers = live(page).evaluate("(root, name) => root.numbersOf(name)", name)
        np.testing.assert_allclose(numbers, np.asarray(output).ravel(), rtol=1e-4, atol=1e-5, err_msg=name)


def test_every_column_and_the_bars_follow_the_pen_before_it_is_lifted(page, address, sent):
    visit(page, address)
    before, bars = page.evaluate(PICTURES), shares(page)
    sent.clear()
    draw_on(page, SEVEN)
    expect(page.locator(".live .large")).to_have_text("7")
    after = page.evaluate(PICTURES)
    assert len(before) == 12  # the pad, the digit, nine columns of maps, the flat column
    assert [label for label in before if before[label] == after[label]] == []
    assert np.abs(shares(page) - bars).max() > 0.9
    assert sent == []
    page.mouse.up()
    n_strokes(page, 1)
    assert len(sent) == 1
    assert in_link(page) == drawing.Drawing((tuple(SEVEN),))
    expect(page.locator(".live .large")).to_have_text("7")
    share = page.locator(".live .share").inner_text()
    expect(page.locator(".live > .heard[aria-live=polite]").first).to_have_text(
        f"The network reads 7, {share}."
    )


@pytest.mark.parametrize("name", ["pen", "lecture", "lenet5"])
def test_the_numbers_are_those_of_keras(page, address, name):
    visit(page, f"{address}/?reader={name}")
    draw_on(page, SEVEN)
    page.mouse.up()
    n_strokes(page, 1)
    assert_is_keras(page, digits.from_drawing(in_link(page)).digit, name)


def test_the_next_sample_is_shown_and_stands_in_the_link(page, address):
    visit(page, address)
    page.get_by_role("button", name="Next sample").click()
    page.wait_for_function("() => new URL(location).searchParams.has('number')")
    rest(page)
    number = int(page.evaluate("() => new URL(location).searchParams.get('number')"))
    expect(page.locator(".live .large")).to_have_text(str(mnist.bundled()[1][number]))


@pytest.fixture(scope="session")
def branched() -> Iterator[str]:
    """The address of a page with branches, and more maps and layers than are shown at once."""
    script = harness.ROOT / "tests" / "browser" / "pages" / "branched_network.py"
    with harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as url:
        yield url


#: Pairs of captions or pictures that cover each other by more than a pixel, and what is outside of the stage.
FAULTS = """(stage) => {
  const all = [...stage.querySelectorAll('.block, .picture, .title, .shape, .board, .name')]
  const boxes = all.map((e) => [e.textContent || e.getAttribute('aria-label'), e.getBoundingClientRect()])
  const apart = (a, b) =>
    a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1
  const covering = boxes.flatMap(([name, box], n) =>
    boxes.slice(n + 1).filter(([, other]) => !apart(box, other)).map(([other]) => `${name} on ${other}`))
  const { left, right } = stage.getBoundingClientRect()
  const outside = boxes.filter(([, b]) => b.left < left - 1 || b.right > right + 1)
  return [...covering, ...outside.map(([name]) => name)]
}"""


def test_branches_and_folded_layers_open_in_place(page, phone, branched):
    for screen in (page, phone):
        screen.goto(branched)
        expect(screen.locator(".live[data-drawn]")).to_be_visible()
        expect(screen.locator(".live .block")).to_have_count(12)
        assert screen.locator(".live .stage").evaluate(FAULTS) == []
        wide = screen.get_by_role("img", name=re.compile("^wide"))
        expect(wide).to_have_accessible_name(re.compile("64 maps"))
        more = screen.get_by_role("button", name="+ 8 maps")
        more.or_(screen.get_by_title("Show all 72 maps.")).click()  # the shape itself where names are crowded
        expect(wide).to_have_accessible_name(re.compile("72 maps"))
        screen.get_by_role("button", name="+ 2 layers").click()
        expect(screen.locator(".live .block")).to_have_count(14)
        expect(screen.get_by_role("button", name=re.compile(r"^\+"))).to_have_count(0)
        assert screen.locator(".live .stage").evaluate(FAULTS) == []


def test_a_dot_is_seen_on_the_pad(page, address):
    visit(page, address)
    live(page).locator(".board").click(position={"x": 60, "y": 60})
    n_strokes(page, 1)
    ink = "(board) => board.getContext('2d').getImageData(0, 0, board.width, board.height).data.some(Boolean)"
    assert live(page).locator(".board").evaluate(ink)


def test_no_end_of_the_picture_cuts_off_the_sentence_of_a_door(page, address):
    visit(page, address)
    doors = live(page).locator(".caption .title")
    assert doors.count() == 12
    for n in range(doors.count()):
        doors.nth(n).hover()
        box = doors.nth(n).locator(".sentence").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_reaches_the_canvases(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, f"{address}/overview?digit=drawing&drawing=AAM8PL48btI")
    ink = page.locator(".live .board").evaluate(
        """canvas => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
          let found = []
          for (let n = 3; n < data.length; n += 4) if (data[n] === 255) found = [...data.slice(n - 3, n)]
          return found
        }"""
    )
    assert (max(ink) < 90) == (scheme == "light")
