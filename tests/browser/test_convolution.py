"""Convolution: the motion of a step."""

from playwright.sync_api import Locator, Page

from tests.browser.harness import visit
from tests.browser.test_stepping import PRESSED, at

#: The travelling product and the time of the window's glide.
MOVES = """(root) => ({
  travels: root.querySelectorAll('.traveller').length,
  glide: getComputedStyle(root.querySelector('.grid.input .window i')).transitionDuration,
})"""


def opened(page: Page, address: str, query: str = "") -> Locator:
    visit(page, f"{address}/convolution{query}")
    return page.locator(".stepper")


def test_a_step_glides_unless_less_motion_is_wanted(page, address):
    root = opened(page, address)
    root.evaluate(PRESSED, ["ArrowRight"])
    at(root, 0, 1)
    assert root.evaluate(MOVES) == {"travels": 0, "glide": "0s"}
    page.emulate_media(reduced_motion="no-preference")
    try:
        root.evaluate(PRESSED, ["ArrowRight"])
        at(root, 0, 2)
        moves = root.evaluate(MOVES)
    finally:
        page.emulate_media(reduced_motion="reduce")
    assert moves["travels"] == 1
    assert moves["glide"] != "0s"
