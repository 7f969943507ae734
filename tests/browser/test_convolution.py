"""Convolution: the cut-out on the whole picture, the walk from the first cell, the motion of a step."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import rest, visit
from tests.browser.test_stepping import PRESSED, at

#: The travelling product and the time of the window's glide.
MOVES = """(root) => ({
  travels: root.querySelectorAll('.traveller').length,
  glide: getComputedStyle(root.querySelector('.grid.input .window i')).transitionDuration,
})"""


def opened(page: Page, address: str, query: str = "") -> Locator:
    visit(page, f"{address}/convolution{query}")
    return page.locator(".stepper")


def test_the_cut_out_is_dragged_on_the_whole_picture(page, address):
    root = opened(page, address, "?image=china")
    whole, cut = root.locator(".locator .whole"), root.locator(".locator .cut")
    expect(root.locator(".locator")).to_have_attribute("data-read", re.compile("."))
    before, box, link = cut.bounding_box(), whole.bounding_box(), page.url
    numbers = root.locator(".matrix.window td").all_inner_texts()
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    target = box["x"] + 0.25 * box["width"], box["y"] + 0.25 * box["height"]
    page.mouse.move(*target, steps=4)
    # The browser answers while the button is down; the link waits.
    expect(root.locator(".matrix.window td").first).not_to_have_text(numbers[0])
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    after = cut.bounding_box()
    assert after["x"] + after["width"] / 2 == pytest.approx(target[0], abs=2)
    assert after["y"] + after["height"] / 2 == pytest.approx(target[1], abs=2)
    dragged = root.locator(".matrix.window td").all_inner_texts()
    assert page.url == link
    page.mouse.up()
    expect(page).not_to_have_url(link)
    rest(page)
    # The server's numbers are those that the browser showed.
    assert root.locator(".matrix.window td").all_inner_texts() == dragged
    assert cut.bounding_box() == after


def test_play_begins_at_the_first_cell(page, address):
    root = opened(page, address)
    at(root, 0, 0)
    root.get_by_label("Speed").select_option("0.5")
    root.get_by_role("button", name="Play").click()
    at(root, 0, 0)
    at(root, 0, 1)
    root.get_by_role("button", name="Pause").click()
    rest(page)


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
