"""Numbers have enough contrast with their cells' colours, in the light and the dark theme."""

import re

import numpy as np
import pytest

from cnnviz.colours import NEGATIVE, OPACITY, POSITIVE
from tests.contrast import contrast, mixed, theme
from tests.node import called

STRENGTHS = np.linspace(-1, 1, 201).tolist()
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_black_or_white_ink_is_chosen_for_contrast(scheme):
    inks = called("shared/ink.js", "a[0].map((value) => m.inkOn(value, { limit: 1 }))", STRENGTHS)
    usual = {"light": BLACK, "dark": WHITE}[scheme]
    assert set(inks) == {"", "black"}
    for strength, ink in zip(STRENGTHS, inks, strict=True):
        ground = mixed(NEGATIVE if strength < 0 else POSITIVE, OPACITY * abs(strength), scheme)
        assert contrast(ground, {"": usual, "black": BLACK}[ink]) >= 4.5, strength


def test_ink_on_grey_is_chosen_for_contrast():
    greys = [level / 255 for level in range(256)]
    inks = called("shared/ink.js", "a[0].map((grey) => m.inkOn(grey, { pixels: true }))", greys)
    for level, ink in enumerate(inks):
        assert contrast((level,) * 3, {"white": WHITE, "black": BLACK}[ink]) >= 4.5, level


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_number_of_the_magnifier_stands_out_from_its_cell(scheme):
    plane = {"kind": "signed", "limit": 1}
    shown = called("magnifier/plane_values.js", "a[1].map((v) => m.coloured(a[0], [v]))", plane, STRENGTHS)
    for cell in shown:
        sign, opacity = re.fullmatch(r"rgb\(var\(--(\w+)\) / ([\d.]+)\)", cell["ground"]).groups()
        ground = mixed({"positive": POSITIVE, "negative": NEGATIVE}[sign], float(opacity), scheme)
        ink = {"inherit": theme(scheme, "textColor"), "black": BLACK}[cell["ink"]]
        assert contrast(ground, ink) > 3.9, cell


def test_a_number_of_the_magnifier_stands_out_from_a_pixel():
    levels = list(range(256))
    plane = {"kind": "pixels255", "tint": ""}
    shown = called(
        "magnifier/plane_values.js", "a[1].map((level) => m.coloured(a[0], [level]))", plane, levels
    )
    for level, cell in zip(levels, shown, strict=True):
        assert contrast((level,) * 3, {"white": WHITE, "black": BLACK}[cell["ink"]]) >= 4.5, cell
