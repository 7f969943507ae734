import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.drawing import BOARD
from cnnviz.handwriting import as_drawn
from cnnviz.handwriting import as_drawn as whole
from cnnviz.handwriting.as_drawn import OFTEN, bent, leant, on_board, with_gap
from cnnviz.handwriting.geometry import lengths_along, line, part, resampled, size_of, smooth_curve

RNG = np.random.default_rng
seeds = st.integers(0, 10_000)
one_stroke = st.integers(1, 40).flatmap(
    lambda n: arrays(np.float64, (n, 2), elements=st.floats(-500, 500, allow_nan=False, width=32))
)
strokes_of_a_digit = st.lists(one_stroke, min_size=1, max_size=4)
LONG = [line((0, 0), (100, 0), 50), line((0, 50), (0, 100), 3)]


@given(strokes=strokes_of_a_digit, seed=seeds)
def test_a_drawing_is_whole_cells_of_the_board_whatever_the_strokes(strokes, seed):
    drawn = as_drawn(strokes, RNG(seed))
    assert drawn
    for stroke in drawn:
        assert stroke.shape[1:] == (2,)
        assert len(stroke) >= 1
        assert np.isfinite(stroke).all()
        assert ((stroke >= 0) & (stroke < BOARD) & (stroke == np.rint(stroke))).all()


@given(strokes=strokes_of_a_digit, seed=seeds)
def test_the_same_seed_draws_the_same_and_leaves_the_strokes_alone(strokes, seed):
    before = [stroke.copy() for stroke in strokes]
    first, second = (whole(strokes, RNG(seed)) for _ in range(2))
    for one, same in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, same)
    for stroke, old in zip(strokes, before, strict=True):
        np.testing.assert_array_equal(stroke, old)


@pytest.mark.parametrize("distortion", OFTEN, ids=lambda one: one.__name__)
def test_each_flaw_changes_a_drawing_but_not_much(distortion):
    for seed in range(20):
        changed = distortion(LONG, RNG(seed))
        flat = np.concatenate(changed)
        assert np.isfinite(flat).all()
        assert size_of(changed) < 1.4 * size_of(LONG)
    assert any(
        len(a) != len(b) or not np.array_equal(a, b) for a, b in zip(changed, LONG, strict=False)
    ) or len(changed) != len(LONG)


@given(seed=seeds)
def test_a_gap_parts_a_stroke_at_the_place_of_the_pen(seed):
    first, second = with_gap([LONG[0]], RNG(seed))
    assert first[0].tolist() == [0, 0]
    assert second[-1].tolist() == [100, 0]
    assert 2 - 1e-6 <= second[0, 0] - first[-1, 0] <= 7 + 1e-6


@given(seed=seeds)
def test_leaning_is_linear_and_turns_by_at_most_some_25_degrees(seed):
    square = [np.array([[0.0, 0], [100, 0], [100, 100], [0, 100]])]
    (leaning,) = leant(square, RNG(seed))
    np.testing.assert_allclose(leaning[0] + leaning[2], leaning[1] + leaning[3], atol=1e-9)
    along = leaning[1] - leaning[0]
    assert abs(np.degrees(np.arctan2(along[1], along[0]))) < 25


@given(seed=seeds)
def test_bending_moves_neighbours_alike(seed):
    (curve,) = bent([LONG[0]], RNG(seed))
    steps = np.diff(curve, axis=0)
    assert np.abs(np.diff(steps, axis=0)).max() < 0.2


@given(seed=seeds)
def test_a_drawing_on_the_board_keeps_its_aspect(seed):
    box = [np.array([[0.0, 0], [50, 100]])]
    (placed,) = on_board(box, RNG(seed))
    width, height = np.ptp(placed, axis=0)
    assert 0.1 * BOARD < height < BOARD
    assert abs(width - height / 2) <= 1.5


def test_parts_and_samples_of_a_line_lie_where_they_should():
    stroke = np.array([[0.0, 0], [30, 0], [30, 40]])
    assert lengths_along(stroke).tolist() == [0, 30, 70]
    assert part(stroke, 0, 3 / 7).tolist() == [[0, 0], [30, 0]]
    np.testing.assert_allclose(part(stroke, 5 / 7, 1), [[30, 20], [30, 40]])
    np.testing.assert_allclose(resampled(stroke, 8)[[1, 4]], [[10, 0], [30, 10]])


def test_a_smooth_curve_leads_through_its_points():
    through = np.array([[0.0, 0], [10, 20], [30, 5], [31, 5]])
    curve = smooth_curve(through, 5)
    np.testing.assert_allclose(curve[::5], through)
    np.testing.assert_allclose(smooth_curve(through[:2], 4)[:, 0], [0, 2.5, 5, 7.5, 10])
