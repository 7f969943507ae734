"""A number stands out from the colour of its cell, in the light and in the dark theme."""

import tomllib

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.ui.components import component
from tests.browser.harness import ROOT, visit
from tests.browser.test_magnifier import colour, contrast

STRENGTHS = np.linspace(-1, 1, 201)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
#: The colour and the ink of each number of a grid, the ink as it is drawn.
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


def paper(scheme):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][scheme]
    return np.array(colour(theme["backgroundColor"]))


def mixed(rgb, alpha, scheme):
    return alpha * np.array(rgb) + (1 - alpha) * paper(scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_of_black_and_white_the_one_that_is_read_is_taken(page, scheme):
    script = component.joined("shared/grid") + "\nexport { inkOn as ink }"
    source = f"import('data:text/javascript,' + encodeURIComponent({script!r}))"
    inks = page.evaluate(f"{source}.then((m) => {STRENGTHS.tolist()}.map((v) => m.ink(v, {{ limit: 1 }})))")
    usual = {"light": BLACK, "dark": WHITE}[scheme]
    for strength, ink in zip(STRENGTHS, inks, strict=True):
        ground = mixed(NEGATIVE if strength < 0 else POSITIVE, 0.85 * abs(strength), scheme)
        assert contrast(ground, {"": usual, "black": BLACK}[ink]) >= 4.5, strength
    levels = page.evaluate(
        f"{source}.then((m) => [...Array(256).keys()].map((n) => m.ink(n / 255, {{ pixels: true }})))"
    )
    for level, ink in enumerate(levels):
        assert contrast((level,) * 3, {"white": WHITE, "black": BLACK}[ink]) >= 4.5, level


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_numbers_on_the_page_are_drawn_so(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, f"{address}/relu")
    grid = page.locator(".stepper .grid.input")
    expect(grid).to_have_attribute("data-numbers", "true")
    cells = grid.evaluate(INKS)
    assert len(cells) == 100
    for cell in cells:
        *rgb, alpha = cell["ground"]
        assert contrast(mixed(rgb, alpha / 255, scheme), cell["ink"]) > 4.4, cell  # the canvas rounds
