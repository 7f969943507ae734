"""Numbers have enough contrast with their cells' colours, in the light and the dark theme."""

import pytest
from playwright.sync_api import expect

from tests.browser.harness import visit
from tests.contrast import contrast, mixed

#: The colour and the drawn ink of each number in a grid.
INKS = """(grid) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const drawn = (colour) => {
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const map = grid.querySelector('canvas')
  const pixels = map.getContext('2d').getImageData(0, 0, map.width, map.height).data
  return [...grid.querySelectorAll('.numbers span')].map((cell, n) => ({
    ground: [...pixels.slice(4 * n, 4 * n + 4)],
    ink: drawn(getComputedStyle(cell).color),
  }))
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_numbers_on_the_page_are_drawn_so(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, f"{address}/relu?image=china")
    grid = page.locator(".stepper .grid.input")
    expect(grid).to_have_attribute("data-numbers", "true")
    cells = grid.evaluate(INKS)
    assert len(cells) == 100
    for cell in cells:
        *rgb, alpha = cell["ground"]
        assert contrast(mixed(rgb, alpha / 255, scheme), cell["ink"]) > 4.4, cell  # the canvas rounds
