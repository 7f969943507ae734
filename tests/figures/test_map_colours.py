"""The colours of feature maps: told apart by everybody, and lighter where a map is stronger."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.colours import CLASSES, MAP_SCALES, MAP_STEPS, TILE
from cnnviz.figures.map_colours import colours_of, levels, table
from tests.contrast import contrast, lightness, linear, theme

SIGNED = ["signed", "layer"]
#: How people with protanopia, deuteranopia and tritanopia see linear light. Source: Machado, Oliveira and
#: Fernandes, A physiologically-based model for simulation of color vision deficiency, 2009.
VISIONS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
#: sRGB to XYZ, and the white point D65. Source: IEC 61966-2-1.
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def branches(name):
    """Return the colours of strength 0, 1/126, ..., 1: of positive values and of negative ones."""
    return table(name)[MAP_STEPS:], table(name)[MAP_STEPS::-1]


def lightness_of(rgb):
    return lightness(linear(rgb) @ [0.2126, 0.7152, 0.0722])


def lab(light):
    """Return linear light (n, 3) as CIELAB."""
    shares = np.clip(light, 0, 1) @ TO_XYZ.T / WHITE
    roots = np.where(shares > (6 / 29) ** 3, np.cbrt(shares), shares * 841 / 108 + 4 / 29)
    x, y, z = roots.T
    return np.column_stack([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_a_table_by_hand():
    tile, first, full = table("strength")[[MAP_STEPS, MAP_STEPS + 1, 2 * MAP_STEPS]].tolist()
    assert (tile, full) == (list(TILE), [255, 255, 255])
    share = (1 / 126) ** 0.8
    assert first == [round(part + share * (255 - part)) for part in TILE]


@pytest.mark.parametrize("name", MAP_SCALES)
def test_zero_is_nearly_black_except_where_it_is_grey(name):
    zero = lightness_of(table(name)[MAP_STEPS])
    assert zero < 6 or (name == "toned" and 50 < zero < 56)


@pytest.mark.parametrize("name", [*SIGNED, "strength"])
def test_stronger_is_lighter(name):
    for branch in branches(name):
        assert (np.diff(lightness_of(branch)) >= 0).all()
        assert lightness_of(branch[-1]) > 85


@pytest.mark.parametrize("name", SIGNED)
def test_a_grey_print_shows_the_strength_whatever_the_sign(name):
    positive, negative = map(lightness_of, branches(name))
    assert np.abs(positive - negative).max() < 5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", SIGNED)
def test_everybody_tells_the_sign(name, vision):
    positive, negative = (lab(linear(branch) @ VISIONS[vision].T) for branch in branches(name))
    apart = np.linalg.norm(positive - negative, axis=1)
    assert apart[MAP_STEPS // 20 :].min() > 25  # 2.3 is just noticeable
    in_hue = np.linalg.norm((positive - negative)[:, 1:], axis=1)
    assert in_hue[-1] > 40, "the strongest would look white"


@pytest.mark.parametrize("name", ["signed", "toned"])
def test_each_level_has_its_own_colour(name):
    assert len(np.unique(table(name), axis=0)) == 2 * MAP_STEPS + 1


@pytest.mark.parametrize("name", MAP_SCALES)
def test_a_table_cannot_be_changed(name):
    with pytest.raises(ValueError, match="read-only"):
        table(name)[0] = 0


def test_an_unknown_scale_is_an_error():
    with pytest.raises(KeyError, match="rainbow"):
        table("rainbow")


@given(st.floats(-10, 10, width=32), st.floats(0.0625, 10, width=32))
def test_opposite_values_have_opposite_levels(value, limit):
    one, other = levels(np.array([value, -value], np.float32), limit).tolist()
    assert one + other == 2 * MAP_STEPS
    assert 0 <= one <= 2 * MAP_STEPS


@pytest.mark.parametrize(
    ("view", "values", "expected"),
    [
        ("signed", [0, 1], "signed"),
        ("strength", [-1, 1], "strength"),
        ("toned", [-1, 1], "toned"),
        ("toned", [0, 1], "grey"),
        ("toned", [-1e-9, 1], "grey"),
        ("toned", [0, 0], "grey"),
    ],
)
def test_black_is_0_where_nothing_is_negative(view, values, expected):
    assert colours_of(view, np.array(values, np.float32)) == expected


@pytest.mark.parametrize("vision", VISIONS)
def test_the_classes_differ_for_all_eyes(vision):
    seen = lab(linear(np.array(CLASSES)) @ VISIONS[vision].T)
    apart = np.linalg.norm(seen[:, np.newaxis] - seen, axis=-1)[np.triu_indices(len(CLASSES), 1)]
    assert len(CLASSES) == 10
    assert apart.min() > 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_classes_are_visible_on_the_page(scheme):
    assert min(contrast(colour, theme(scheme, "backgroundColor")) for colour in CLASSES) > 2.9
