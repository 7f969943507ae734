"""A network that is too large for the browser: the server computes it when the pen is lifted."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    script = harness.ROOT / "tests" / "browser" / "pages" / "served_network.py"
    with harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as url:
        yield url


def test_the_numbers_come_when_the_pen_is_lifted(page: Page, served: str) -> None:
    page.goto(served)
    root = page.locator(".live")
    expect(root).to_have_attribute("data-drawn", re.compile(".+"))
    expect(root.locator(".said")).to_contain_text("too large for the browser")
    box = root.locator(".board").bounding_box()
    assert box is not None
    stroke = [(0.25, 0.2), (0.75, 0.2), (0.45, 0.85)]
    (x, y), *rest = [(box["x"] + a * box["width"], box["y"] + b * box["height"]) for a, b in stroke]
    page.mouse.move(x, y)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(x, y, steps=6)
    expect(root).to_contain_class("late")
    page.mouse.up()
    expect(root.locator(".answer b")).to_have_text("7")
    expect(root).not_to_contain_class("late")
    page.mouse.click(*middle_of(page))
    expect(root.locator(".card")).to_be_hidden()


def middle_of(page: Page) -> tuple[float, float]:
    """Return the middle of the maps of the convolution."""
    box = page.locator(".live canvas.block").first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + 20
