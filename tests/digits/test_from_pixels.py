import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import ndimage

from cnnviz import digits
from cnnviz.digits import from_mnist, from_picture, stroke_width
from cnnviz.digits.preparing import prepared as prepared_cut
from cnnviz.drawing import Drawing, render
from cnnviz.errors import ImageError
from tests.digits.drawn import DRAWN

STEPS = [
    "grey",
    "ink bright on dark",
    "contrast",
    "cut out",
    "stroke width",
    "20x20 box",
    "28x28, centre of mass in the middle",
]
#: Steps that some pictures need.
SOMETIMES = {"without lines", "small gaps closed"}


def drawn(digit):
    return render(Drawing(DRAWN[digit]))


@cache
def prepared_drawing(digit):
    return from_picture(drawn(digit)).digit


def ink(rows, columns, size=28):
    picture = np.zeros((size, size), np.float32)
    picture[rows, columns] = 1
    return picture


# By hand


def test_a_square_fills_the_box():
    # 4x4 becomes 20x20; its centre of mass (9.5, 9.5) goes to (14.5, 14.5), half a pixel from (14, 14).
    digit = prepared_cut(np.ones((4, 4), np.float32)).digit
    assert np.array_equal(digit, ink(slice(5, 25), slice(5, 25)))


def test_a_flat_block_keeps_its_aspect():
    # 2x4 becomes 10x20; its centre of mass (4.5, 9.5) goes to (14.5, 14.5).
    digit = prepared_cut(np.ones((2, 4), np.float32)).digit
    assert np.array_equal(digit, ink(slice(10, 20), slice(5, 25)))


def test_an_unbalanced_shape_lands_with_its_centre_of_mass_in_the_middle():
    # 40 pixels of a pole and 16 of a foot. The centre of mass is in row (40 * 9.5 + 16 * 18.5) / 56 = 12.07,
    # column (40 * 0.5 + 16 * 5.5) / 56 = 1.93; with the corner in (2, 12) it comes to (14.07, 13.93).
    picture = ink(slice(5, 25), slice(3, 5)) + ink(slice(23, 25), slice(5, 13))
    expected = ink(slice(2, 22), slice(12, 14)) + ink(slice(20, 22), slice(14, 22))
    digit = prepared_cut(picture[5:25, 3:13]).digit
    assert np.array_equal(digit, expected)
    assert ndimage.center_of_mass(digit) == pytest.approx((14.07, 13.93), abs=0.01)


def test_all_steps_of_a_digit_on_paper():
    # A bar of 10x80 black on 0.9 is as wide as 2 * 800 / 180 = 8.9: 2.2 in a box of 20. It becomes 2.4.
    assert stroke_width(np.pad(np.ones((10, 80), np.float32), 1)) == pytest.approx(8.9, abs=0.1)
    picture = 0.1 + 0.8 * drawn(2)
    prepared = from_picture(picture)
    grey, bright, contrast, cut, stroke, box, last = prepared.steps
    assert [step.name for step in prepared.steps] == STEPS
    assert bright.picture == pytest.approx(1 - grey.picture)
    assert set(np.unique(contrast.picture[:3, :3])) == {0}
    assert cut.picture.any(axis=1).all()
    assert cut.picture.any(axis=0).all()
    assert stroke_width(stroke.picture) / max(stroke.picture.shape) * 20 == pytest.approx(2.4, abs=0.3)
    assert "Colour" in grey.sentence
    assert max(box.picture.shape) == 20
    assert last.picture is prepared.digit
    assert ndimage.center_of_mass(last.picture) == pytest.approx((14, 14), abs=0.51)


def test_from_mnist_divides_by_255():
    image = np.arange(784, dtype=np.uint16).reshape(28, 28).astype(np.uint8)
    prepared = from_mnist(image)
    assert prepared.digit.dtype == np.float32
    assert np.array_equal(prepared.digit * 255, image)
    assert [step.name for step in prepared.steps] == ["0…255", "0…1"]
    for bad in (image[:-1], image.astype(np.float32)):
        with pytest.raises(ImageError, match="28x28 bytes"):
            from_mnist(bad)


# Drawings


def test_the_place_on_the_board_does_not_matter():
    here = render(Drawing((((60, 60), (120, 60), (90, 140)),)))
    there = render(Drawing((((125, 99), (185, 99), (155, 179)),)))
    assert np.array_equal(from_picture(here).digit, from_picture(there).digit)


@pytest.mark.parametrize("digit", DRAWN)
@pytest.mark.parametrize("pen", [6, 12, 20, 28])
def test_strokes_come_out_as_wide_as_mnists_whatever_the_pen(digit, pen):
    prepared = from_picture(render(Drawing(DRAWN[digit]), width=pen))
    assert stroke_width(prepared.digit) == pytest.approx(digits.STROKE, abs=0.6)
    assert max(prepared.steps[5].picture.shape) == 20
    assert ndimage.center_of_mass(prepared.digit) == pytest.approx((14, 14), abs=0.51)


def test_bright_ink_on_dark_is_the_same_digit():
    assert from_picture(1 - drawn(5)).digit == pytest.approx(from_picture(drawn(5)).digit, abs=0.05)


def test_colour_is_only_brightness():
    grey = drawn(2)
    coloured = 1 - (1 - grey[..., np.newaxis]) * np.array([1, 0.8, 0.1], np.float32)  # blue ink
    assert from_picture(np.stack([grey] * 3, axis=-1)).digit == pytest.approx(
        from_picture(grey).digit, abs=0.01
    )
    assert from_picture(coloured).digit == pytest.approx(from_picture(grey).digit, abs=0.05)


# Photographs


def photo(digit, light, seed=0, noise=0.02):
    """A digit as a camera sees it, (480, 640, 3): uneven light, noise of paper and camera, soft edges."""
    random = np.random.default_rng(seed)
    sheet = np.ones((480, 640), np.float32)
    sheet[112:368, 192:448] = 1 - 0.8 * (1 - drawn(digit))
    seen = ndimage.gaussian_filter(sheet * light, 1.5) + random.normal(0, noise, sheet.shape)
    return np.clip(seen[..., np.newaxis] * [1, 0.97, 0.9], 0, 1).astype(np.float32)


ACROSS, DOWN = np.meshgrid(np.linspace(0, 1, 640), np.linspace(0, 1, 480))
LIGHTS = {
    "even": np.full((480, 640), 0.8),
    "from the left": 0.9 - 0.5 * ACROSS,
    "from above": 0.95 - 0.6 * DOWN,
    "dark corners": 0.9 - 0.8 * ((ACROSS - 0.5) ** 2 + (DOWN - 0.5) ** 2),
    "the shadow of a hand": np.where(ACROSS + 0.3 * DOWN > 0.6, 0.85, 0.5),
    "dim": np.full((480, 640), 0.35),
}


def nearest_drawn(digit):
    """Return the drawing whose digit is most similar, within one pixel, and its mean distance per pixel."""
    moved = [np.roll(digit, (rows, columns), (0, 1)) for rows in (-1, 0, 1) for columns in (-1, 0, 1)]
    distances = {n: min(np.abs(prepared_drawing(n) - one).mean() for one in moved) for n in DRAWN}
    nearest = min(distances, key=distances.__getitem__)
    return nearest, distances[nearest]


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("digit", [2, 4, 5])
def test_a_photo_gives_the_same_digit_as_the_drawing(digit, light):
    prepared = from_picture(photo(digit, LIGHTS[light]))
    assert nearest_drawn(prepared.digit) == (digit, pytest.approx(0, abs=0.03))
    assert np.mean(prepared.steps[2].picture == 0) > 0.8  # the paper's texture is gone


def test_ruled_paper_and_the_tables_edge_are_no_ink():
    light = LIGHTS["even"].copy()
    light[::40] *= 0.8
    light[:, ::40] *= 0.8
    light[:, :40] *= 0.3
    assert nearest_drawn(from_picture(photo(3, light)).digit) == (3, pytest.approx(0, abs=0.03))


@pytest.mark.parametrize("noise", [0.0, 0.002, 0.01, 0.02])
def test_chalk_on_a_blackboard(noise):
    board = 1 - 0.9 * photo(7, LIGHTS["even"], noise=noise)
    assert nearest_drawn(from_picture(board).digit) == (7, pytest.approx(0, abs=0.03))


def test_specks_and_far_things_are_left_out():
    clean = drawn(5)
    spoilt = clean.copy()
    spoilt[10:14, 10:14] = 0  # a speck
    spoilt[150:156, 190:194] = 0  # one close by
    spoilt[:, :3] = 0  # a shadow at the edge
    assert from_picture(spoilt).digit == pytest.approx(from_picture(clean).digit, abs=0.05)


@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("wide", [40, 90])
def test_a_white_rim_along_one_or_two_sides_of_a_dark_picture_is_no_digit(wide, sides):
    digit = 1 - drawn(4)
    rims = ((wide, 0), (0, wide if sides == 2 else 0))
    assert from_picture(np.pad(digit, rims, constant_values=1)).digit == pytest.approx(
        from_picture(digit).digit, abs=0.05
    )


def test_a_faint_halo_is_no_digit_beside_ink():
    digit = 1 - drawn(4)
    both = np.concatenate([0.05 * (1 - drawn(1)), digit], axis=1)
    assert [found.box[1] > 256 for found in digits.find(both)] == [True]


def test_an_angular_7_without_margin_is_no_rim():
    seven = np.zeros((100, 60), np.float32)
    seven[:14] = seven[:, -14:] = 1
    for picture in (seven, 1 - seven):
        digit = from_picture(picture).digit
        assert digit[8:10, 7:17].min() > 0.5
        assert digit[8:27, 16:17].min() > 0.5
        assert digit[12:, :14].max() == 0


# No ink


@pytest.mark.parametrize("value", [0, 1, 0.5, 0.1234567])
@pytest.mark.parametrize("shape", [(1, 1), (28, 28), (300, 400, 3), (1, 1024)])
def test_a_picture_without_ink_is_refused(value, shape):
    with pytest.raises(ImageError, match="No digit that I know"):
        from_picture(np.full(shape, value, np.float32))


def test_empty_paper_is_refused():
    with pytest.raises(ImageError, match="No digit that I know"):
        from_picture(LIGHTS["from the left"] + np.random.default_rng(1).normal(0, 0.02, (480, 640)))


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros(3),
        np.zeros((0, 5)),
        np.zeros((5, 5, 4)),
        np.zeros((5, 5, 1)),
        np.zeros((2, 2, 3, 3)),
        np.array(0.5),
    ],
)
def test_what_is_no_picture_is_refused(picture):
    with pytest.raises(ImageError, match="height, width"):
        from_picture(picture)


def test_numbers_that_are_none_are_refused():
    with pytest.raises(ImageError, match="0 to 1"):
        from_picture(np.array([[0, math.nan], [1, 0]]))


# Any picture


def check(picture):
    try:
        prepared = from_picture(picture)
    except ImageError:
        return False
    assert prepared.digit.shape == (28, 28)
    assert [step.name for step in prepared.steps if step.name not in SOMETIMES] == STEPS
    for step in prepared.steps:
        assert step.picture.dtype == np.float32
        assert step.picture.ndim == 2
        assert 0 <= step.picture.min() <= step.picture.max() <= 1  # false for NaN
    assert prepared.digit.sum() > 0
    return True


@given(
    arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=45), elements=st.floats(0, 1, width=32))
    | arrays(
        np.float32, array_shapes(min_dims=2, max_dims=2, max_side=9).map(lambda shape: (*shape, 3)),
        elements=st.sampled_from([np.float32(0), np.float32(0.5), np.float32(1)]),
    )
)  # fmt: skip
@settings(deadline=None, max_examples=150)
def test_any_picture_is_a_digit_or_refused(picture):
    check(picture)


@pytest.mark.parametrize("shape", [(1024, 1024), (1, 1024), (1024, 1), (1024, 3), (700, 1023, 3), (2, 2)])
def test_any_size_and_aspect(shape):
    picture = np.ones(shape, np.float32)
    height, width = shape[:2]
    picture[height // 2 : height // 2 + 1 + height // 9, width // 2 : width // 2 + 1 + width // 20] = 0
    check(picture)
    check(np.random.default_rng(0).random(shape))
