"""Numbers have enough contrast with their cells' colours, in the light and the dark theme."""

import re

import numpy as np
import pytest

from cnnviz.colours import MAP_SCALES, NEGATIVE, OPACITY, POSITIVE
from tests.contrast import contrast, mixed
from tests.node import called

STRENGTHS = np.linspace(-1, 1, 201).tolist()
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_black_or_white_ink_is_chosen_for_contrast(scheme):
    look = {"colours": "weights", "limit": 1}
    inks = called("shared/ink.js", "a[1].map((value) => m.inkOn(value, a[0]))", look, STRENGTHS)
    usual = {"light": BLACK, "dark": WHITE}[scheme]
    assert set(inks) == {"", "black"}
    for strength, ink in zip(STRENGTHS, inks, strict=True):
        ground = mixed(NEGATIVE if strength < 0 else POSITIVE, OPACITY * abs(strength), scheme)
        assert contrast(ground, {"": usual, "black": BLACK}[ink]) >= 4.5, strength


def test_ink_on_grey_is_chosen_for_contrast():
    greys = [level / 255 for level in range(256)]
    look = {"colours": "pixels", "limit": 1}
    inks = called("shared/ink.js", "a[1].map((grey) => m.inkOn(grey, a[0]))", look, greys)
    for level, ink in enumerate(inks):
        assert contrast((level,) * 3, {"white": WHITE, "black": BLACK}[ink]) >= 4.5, level


@pytest.mark.parametrize("colours", MAP_SCALES)
def test_ink_on_a_map_is_chosen_for_contrast(colours):
    look = {"colours": colours, "limit": 1}
    cells = called(
        "shared/ink.js",
        "a[1].map((value) => [m.groundOf(value, a[0]), m.inkOn(value, a[0])])",
        look,
        STRENGTHS,
    )
    for strength, (ground, ink) in zip(STRENGTHS, cells, strict=True):
        rgb = [int(part) for part in re.findall(r"\d+", ground)]
        assert contrast(rgb, {"white": WHITE, "black": BLACK}[ink]) >= 4.5, strength


def test_a_number_of_the_magnifier_has_the_colour_and_the_ink_of_a_cell():
    plane = {"kind": "signed", "colours": "signed", "limit": 1}
    shown = called("magnifier/plane_values.js", "a[1].map((v) => m.coloured(a[0], [v]))", plane, STRENGTHS)
    cells = called(
        "shared/ink.js",
        "a[1].map((v) => ({ ground: m.groundOf(v, a[0]), ink: m.inkOn(v, a[0]) }))",
        plane,
        STRENGTHS,
    )
    assert shown == cells


def test_a_number_of_the_magnifier_stands_out_from_a_pixel():
    levels = list(range(256))
    plane = {"kind": "pixels255", "colours": "pixels", "tint": ""}
    shown = called(
        "magnifier/plane_values.js", "a[1].map((level) => m.coloured(a[0], [level]))", plane, levels
    )
    for level, cell in zip(levels, shown, strict=True):
        assert contrast((level,) * 3, {"white": WHITE, "black": BLACK}[cell["ink"]]) >= 4.5, cell
