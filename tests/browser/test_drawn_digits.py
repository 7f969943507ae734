"""Digits drawn with the mouse on the front page, in the styles of several countries, are read rightly."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import digits
from cnnviz.drawing import BOARD
from cnnviz.network import forward
from cnnviz.reading import pretrained_bytes, read
from tests.browser.harness import rest, visit
from tests.browser.test_drawing_pad import in_link, n_strokes
from tests.browser.test_live_network import live
from tests.browser.test_switch import bars
from tests.digits.drawn_by_mouse import BY_MOUSE, moved

#: Moves a pressed mouse over points of the screen as fast as a hand does: several moves come with one frame.
MOVE = """(board, points) => {
  const pointer = { pointerId: 1, pointerType: 'mouse', isPrimary: true, buttons: 1, bubbles: true }
  for (const [clientX, clientY] of points)
    board.dispatchEvent(new PointerEvent('pointermove', { ...pointer, clientX, clientY }))
}"""


def draw(page, strokes):
    """Draw a digit on the empty pad, with one movement of the mouse from point to point."""
    board = live(page).locator(".board")
    box = board.bounding_box()
    scale = box["width"] / BOARD
    for stroke in strokes:
        points = [(box["x"] + (x + 0.5) * scale, box["y"] + (y + 0.5) * scale) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        board.evaluate(MOVE, points[1:])
        page.mouse.move(*points[-1])
        page.mouse.up()


def clear(page):
    live(page).get_by_role("button", name="Clear").click()
    expect(live(page).locator(".large")).to_have_text("")


def test_each_style_is_read_large_or_small_in_a_corner(page, address):
    visit(page, address)
    for digit, styles in BY_MOUSE.items():
        for n, strokes in enumerate(styles.values()):
            clear(page)
            draw(page, moved(strokes, 0.3, 4, 5) if n == 1 else strokes)
            expect(live(page).locator(".large")).to_have_text(str(digit))


@pytest.mark.parametrize("digit", [1, 4, 7])
def test_the_page_and_python_give_the_same_answer(page, address, digit):
    network, weights = read(pretrained_bytes("pen"))
    visit(page, address)
    strokes = list(BY_MOUSE[digit].values())[1]
    draw(page, strokes)
    n_strokes(page, len(strokes))
    rest(page)
    prepared = digits.from_drawing(in_link(page)).digit
    shares = forward(network, weights, prepared[..., np.newaxis])["dense"]
    np.testing.assert_allclose(bars(page, "first"), shares, atol=1e-4)
    assert shares.argmax() == digit
