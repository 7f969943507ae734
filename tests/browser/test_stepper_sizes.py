"""The stepper on a projector, on a phone, and on a page taller than any screen."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests import oracle
from tests.browser.test_stepper import CASES, opened, rounded
from tests.browser.test_stepping import at, marked, middle, says

SMALLEST = """(root) => Math.min(...[...root.querySelectorAll('td, .arithmetic, .formula')]
  .map((cell) => parseFloat(getComputedStyle(cell).fontSize)))"""


@pytest.fixture
def page(kept_in_module, desk):
    """The page of all tests here, in which each begins a visit of its own."""
    with desk.at_one_page() as opened:
        yield opened


def test_a_finger_taps_and_the_page_scrolls_beside_it(phone, steppers):
    root = opened(phone, steppers, "whole numbers", listen=True)
    expected = oracle.keras_stepped(CASES["whole numbers"])
    phone.touchscreen.tap(*middle(root.locator(".grid.output"), 2, 3))
    at(root, 2, 3)
    assert rounded(root.locator(".arithmetic b").inner_text(), expected[2, 3, 0], 4)
    says(phone, "position: (2, 3)")
    root.locator(".grid.input").evaluate("(grid) => grid.scrollIntoView({ block: 'center' })")
    phone.touchscreen.tap(*middle(root.locator(".grid.input"), 0, 0))
    expect(root.locator(".note")).to_contain_text("Input row 0, column 0")
    assert marked(root.locator(".grid.output"), "fed") == {(0, 0)}
    assert root.evaluate("(root) => getComputedStyle(root).touchAction") == "auto"


@pytest.mark.parametrize("name", ["whole numbers", "28x28x3", "max, ties", "12x12x3, 8 filters"])
def test_on_a_phone_the_parts_stand_one_below_the_other(phone, steppers, name):
    root = opened(phone, steppers, name)
    parts = [root.locator(one).first.bounding_box() for one in (".input-part", ".slice", ".output-part")]
    for above, below in pairwise(parts):
        assert above["y"] + above["height"] <= below["y"]
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("name", ["whole numbers", "28x28x3", "12x12x3, 8 filters", "pixels, pooled", "even"])
def test_on_a_projector_it_keeps_to_its_part_of_the_screen(page, steppers, name):
    root = opened(page, steppers, name)
    box = root.bounding_box()
    assert box["height"] <= 0.6 * 900
    assert root.evaluate("(root) => root.scrollWidth <= root.clientWidth")
    assert root.evaluate(SMALLEST) >= 0.02 * 900


def test_on_a_high_and_narrow_sheet_nothing_is_cut_off(page: Page, steppers):
    page.set_viewport_size({"width": 390, "height": 3000})
    root = opened(page, steppers, "whole numbers")
    assert 16 <= root.evaluate(SMALLEST) < 24
    for table in root.locator("table").all():
        box = table.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
