"""A drawing's digit from its strokes: by hand, its properties, and that the browser computes the same."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz import digits
from cnnviz.digits import STROKE, from_drawing, from_picture, stroke_width
from cnnviz.digits.from_strokes import digit_of
from cnnviz.drawing import BOARD, MAX_POINTS, PEN, Drawing, render
from cnnviz.errors import ImageError
from tests.digits.drawn import DRAWN
from tests.node import called

STEPS = ["drawn", "scaled", "stroke width", "28x28, centre of mass in the middle"]


def levels(strokes):
    """Return the digit's pixels from 0 to 255."""
    digit = from_drawing(Drawing(strokes)).digit
    found = np.rint(digit * 255).astype(int)
    np.testing.assert_array_equal(found.astype(np.float32) / np.float32(255), digit)
    return found


# By hand


def test_a_vertical_line_ten_pixels_long_on_each_side_of_the_middle():
    """The box's middle, 10, lies between columns 9 and 10: their centres are 0.5 away, so full of ink.

    The centres of columns 8 and 11 are 1.5 away: 0.5 + 1.2 - 1.5 = 0.2 of ink, 51 of 255. The line ends 1.2
    before the box's edges. The centre of row 0 is 0.7 above its end: sqrt(0.7² + 0.5²) = 0.8602 away from
    it in columns 9 and 10, 214 of ink, and sqrt(0.7² + 1.5²) = 1.6553 in columns 8 and 11, 11 of ink. The
    centre of mass (9.5, 9.5) goes to (14.5, 14.5).
    """
    found = levels((((40, 20), (40, 230)),))
    expected = np.zeros((28, 28), int)
    expected[5:25, 13:17] = [51, 255, 255, 51]
    expected[[5, 24], 13:17] = [11, 214, 214, 11]
    np.testing.assert_array_equal(found, expected)


def test_a_dot_is_a_round_dot_of_mnists_pen():
    """Its centre lies between four pixels, sqrt(0.5² + 0.5²) away; the next are sqrt(0.5² + 1.5²) away."""
    found = levels((((200, 7),),))
    middle, next_to = (round(255 * (0.5 + STROKE / 2 - distance)) for distance in (0.5**0.5, 2.5**0.5))
    expected = np.zeros((28, 28), int)
    expected[13:17, 14:16] = expected[14:16, 13:17] = next_to
    expected[14:16, 14:16] = middle
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(levels((((200, 7), (200, 7)), ((200, 7),))), expected)


def test_an_unbalanced_drawing_lands_with_its_centre_of_mass_in_the_middle():
    digit = from_drawing(Drawing((((50, 20), (50, 230), (180, 230)),))).digit
    assert ndimage.center_of_mass(digit) == pytest.approx((14, 14), abs=0.501)
    rows, columns = np.nonzero(digit)
    assert rows.max() - rows.min() == 19
    assert columns.max() - columns.min() in {
        13,
        14,
    }  # 130 / 210 * 17.6 + 2.4 = 13.3 pixels, wherever they begin


def test_all_steps_are_pictures():
    drawing = Drawing(DRAWN[4])
    prepared = from_drawing(drawing)
    drawn, scaled, stroke, last = prepared.steps
    assert [step.name for step in prepared.steps] == STEPS
    np.testing.assert_array_equal(drawn.picture, render(drawing))
    assert scaled.picture.shape == stroke.picture.shape == (20, 20)
    assert stroke_width(scaled.picture) < stroke_width(stroke.picture)
    assert np.all(scaled.picture <= stroke.picture)
    assert last.picture is prepared.digit
    rows, columns = np.nonzero(prepared.digit)
    inked = prepared.digit[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    np.testing.assert_array_equal(inked, stroke.picture[:, stroke.picture.any(axis=0)])
    for step in prepared.steps:
        assert step.picture.dtype == np.float32
        assert 0 <= step.picture.min() < step.picture.max() <= 1


def test_an_empty_drawing_is_refused():
    with pytest.raises(ImageError, match="Draw a digit first"):
        from_drawing(Drawing())


# Properties

points = st.tuples(st.integers(0, 80), st.integers(0, 80))
small_strokes = st.lists(st.lists(points, min_size=1, max_size=12), min_size=1, max_size=4)


def moved(strokes, factor, x=0, y=0):
    return tuple(tuple((factor * a + x, factor * b + y) for a, b in stroke) for stroke in strokes)


def side(strokes):
    """Return the longer side of the strokes' extent."""
    lines = np.concatenate([np.array(stroke) for stroke in strokes])
    return int(np.ptp(lines, axis=0).max())


@given(small_strokes, st.integers(0, 175), st.integers(0, 175))
def test_the_place_on_the_board_does_not_matter(strokes, x, y):
    np.testing.assert_array_equal(levels(moved(strokes, 1, x, y)), levels(moved(strokes, 1)))


@given(small_strokes.filter(lambda strokes: side(strokes) >= PEN), st.sampled_from([2, 3]))
def test_the_size_on_the_board_does_not_matter(strokes, factor):
    """Rounding may change a pixel by 1 of 255, and then the place of a digit balanced between two pixels."""
    box, larger = (from_drawing(Drawing(moved(strokes, n))).steps[2].picture for n in (1, factor))
    np.testing.assert_allclose(larger, box, rtol=0, atol=1.01 / 255)
    if factor == 2:  # exact in binary
        np.testing.assert_array_equal(levels(moved(strokes, 2)), levels(moved(strokes, 1)))


def test_what_is_smaller_than_the_pen_is_wide_is_not_enlarged_any_further():
    sizes = [
        np.count_nonzero(levels((((100, 100), (100 + n, 100)),)).any(axis=0)) for n in (0, 5, 10, PEN, 99)
    ]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-2:]) == (4, [20, 20])
    assert sizes[1] < sizes[2] < 16


@given(small_strokes)
def test_the_order_and_direction_of_the_strokes_do_not_matter(strokes):
    backwards = [stroke[::-1] for stroke in reversed(strokes)]
    difference = levels(moved(backwards, 1)) - levels(moved(strokes, 1))
    assert np.abs(difference).max() <= 1


@pytest.fixture(scope="module")
def by_pixels():
    """The drawn digits as they come out of their pictures."""
    return {digit: from_picture(render(Drawing(strokes))).digit for digit, strokes in DRAWN.items()}


@pytest.mark.parametrize("digit", DRAWN)
def test_the_digit_is_like_the_one_from_pixels(digit, by_pixels):
    prepared = from_drawing(Drawing(DRAWN[digit])).digit
    moved = [np.roll(prepared, (rows, columns), (0, 1)) for rows in (-1, 0, 1) for columns in (-1, 0, 1)]
    distances = {n: min(np.abs(one - other).mean() for one in moved) for n, other in by_pixels.items()}
    assert min(distances, key=distances.__getitem__) == digit
    assert distances[digit] < 0.035
    assert stroke_width(prepared) == pytest.approx(digits.STROKE, abs=0.3)


# The browser


def some_drawings():
    """Yield drawings of all kinds; on a pad, the points of the stroke under the hand lie between cells."""
    chance = random.Random(5)

    def anywhere():
        return [chance.uniform(-0.5, BOARD - 0.5), chance.uniform(-0.5, BOARD - 0.5)]

    def cell():
        return [chance.randrange(BOARD), chance.randrange(BOARD)]

    def walk(n):
        (x, y), path = anywhere(), []
        for _ in range(n):
            path.append([x, y])
            x, y = (min(BOARD - 0.5, max(-0.5, value + chance.gauss(0, 6))) for value in (x, y))
        return path

    edge = BOARD - 1
    yield from [[[[0, 0], [edge, 0], [edge, edge], [0, edge], [0, 0]]], [[[-0.5, -0.5]], [[255.5, 255.5]]]]
    yield [[cell() for _ in range(MAX_POINTS)]]
    yield [walk(MAX_POINTS)]
    yield [[list(point) for point in stroke] for stroke in DRAWN[4]]
    for _ in range(99):
        (x, y), (a, b) = cell(), anywhere()
        yield [[[x, y]]]
        yield [[[0, y], [edge, y]], [[x, edge]]] if x % 2 else [[[x, 0], [x, y]]]
        yield [[[a, b], [a, b], [a + 3, b]], [[a, b + chance.uniform(0, 30)]]]
        yield [walk(chance.randrange(1, 80)) for _ in range(chance.randrange(1, 5))]
        yield [[cell() for _ in range(chance.randrange(1, 9))] for _ in range(chance.randrange(1, 9))]


def test_the_browsers_digit_is_the_same_to_the_last_bit():
    drawings = list(some_drawings())
    assert len(drawings) == 500
    found = called("shared/from_strokes.js", "a[0].map((strokes) => [...m.digitOf(strokes)])", drawings)
    expected = [digit_of(strokes) for strokes in drawings]
    np.testing.assert_array_equal(np.reshape(found, (-1, 28, 28)), expected)


def test_the_browser_writes_into_the_array_that_it_is_given():
    write = "(() => { const d = new Float32Array(784).fill(9); return [m.digitOf(a[0], d) === d, [...d]] })()"
    for strokes in ([], [[[3, 4], [90, 77.5]]]):
        same, digit = called("shared/from_strokes.js", write, strokes)
        assert same
        expected = digit_of(strokes) if strokes else np.zeros((28, 28))
        np.testing.assert_array_equal(np.reshape(digit, (28, 28)), expected)
