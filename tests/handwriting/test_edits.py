import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.handwriting import EDITS, edited, edits
from cnnviz.handwriting.geometry import corners_of, line, resampled

RNG = np.random.default_rng
seeds = st.integers(0, 10_000)


def path(*points):
    return np.array(points, np.float64)


STEM = path((50, 0), (50, 50), (50, 100))
FLAGGED = path((20, 40), (50, 0), (50, 50), (50, 100))
CIRCLE = path(*[(50 + 40 * np.cos(a), 50 + 50 * np.sin(a)) for a in np.linspace(-1.6, 4.7, 40)])
SEVEN = resampled(path((10, 0), (90, 0), (60, 50), (40, 100)), 60)
FOUR = [path((20, 0), (10, 60), (95, 60)), path((70, 10), (70, 100))]
NINE = path((85, 15), (50, 0), (15, 20), (50, 45), (85, 10), (85, 60), (60, 95), (20, 98))
SIX = path((70, 0), (30, 25), (10, 65), (40, 100), (80, 80), (50, 55), (15, 75))
REAL = {0: [CIRCLE], 1: [FLAGGED], 4: FOUR, 6: [SIX], 7: [SEVEN, line((30, 50), (80, 50))], 9: [NINE]}


@given(seed=seeds)
def test_a_slash_leads_from_the_top_right_to_the_bottom_left(seed):
    circle, slash = edits.slashed([CIRCLE], RNG(seed))
    assert circle is CIRCLE
    (left, top), (right, bottom) = corners_of([CIRCLE])
    middle = [(left + right) / 2, (top + bottom) / 2]
    assert (slash[0] > middle).tolist() == [True, False]
    assert (slash[-1] > middle).tolist() == [False, True]


@given(seed=seeds)
def test_an_opened_0_ends_before_it_meets_its_beginning(seed):
    (opened,) = edits.opened([CIRCLE], RNG(seed))
    np.testing.assert_array_equal(opened[0], CIRCLE[0])
    assert np.hypot(*(opened[-1] - opened[0])) > 0.1 * 100


def test_a_plain_1_begins_at_its_top():
    (stem,) = edits.plain([FLAGGED, line((30, 100), (70, 100))], RNG(0))
    np.testing.assert_array_equal(stem, STEM)


@given(seed=seeds)
def test_a_flag_rises_to_the_top_of_a_1_from_the_left(seed):
    (flagged,) = edits.flagged([STEM], RNG(seed))
    assert flagged[0, 0] < 50 - 5
    assert flagged[0, 1] > 5
    np.testing.assert_array_equal(flagged[-3:], STEM)


@given(seed=seeds)
def test_a_foot_lies_below_a_1_on_both_sides(seed):
    stem, foot = edits.footed([STEM], RNG(seed))
    assert stem is STEM
    assert foot[0, 0] < 40 < 60 < foot[-1, 0]
    assert np.abs(foot[:, 1] - 100).max() < 20


@given(seed=seeds)
def test_a_bar_crosses_the_stem_of_a_7_once(seed):
    stem, bar = edits.crossed(REAL[7], RNG(seed))
    assert stem is SEVEN
    level = bar[:, 1].mean()
    assert 40 <= level <= 68
    down = stem[:, 1] > 0
    middle = np.interp(level, stem[down, 1], stem[down, 0])
    assert bar[0, 0] < middle - 5 < middle + 5 < bar[-1, 0]


def test_a_7_loses_its_bar_only_if_a_stroke_is_left_from_top_to_bottom():
    (stem,) = edits.uncrossed(REAL[7], RNG(0))
    assert stem is SEVEN
    halves = [SEVEN[:20], SEVEN[20:40], SEVEN[40:]]
    assert edits.uncrossed(halves, RNG(0)) is halves


@given(seed=seeds)
def test_a_serif_hangs_from_the_left_end_of_a_7(seed):
    (seven,) = edits.with_serif([SEVEN], RNG(seed))
    assert 8 < seven[0, 1] < 25
    np.testing.assert_array_equal(seven[-len(SEVEN) :], SEVEN)


@given(seed=seeds)
def test_the_tops_of_a_4_meet_or_part_and_its_post_ends_where_it_did(seed):
    _, post = edits.closed(FOUR, RNG(seed))
    assert np.hypot(*(post[0] - FOUR[0][0])) < 20
    np.testing.assert_array_equal(post[-1], FOUR[1][-1])
    _, post = edits.opened_wide(FOUR, RNG(seed))
    assert post[0, 0] > 80
    np.testing.assert_array_equal(post[-1], FOUR[1][-1])


def test_a_4_in_one_stroke_stays_as_it_is():
    four = [FOUR[0]]
    assert edits.closed(four, RNG(0)) is four


@given(seed=seeds)
def test_the_tail_of_a_9_turns_left_and_up(seed):
    (hooked,) = edits.hooked([NINE[:-1]], RNG(seed))
    np.testing.assert_array_equal(hooked[: len(NINE) - 1], NINE[:-1])
    assert hooked[-1, 0] < 60 - 10
    assert hooked[-1, 1] < hooked[len(NINE) - 1 :, 1].max()


@given(seed=seeds)
def test_a_straight_tail_leads_to_the_bottom_of_a_9(seed):
    (straight,) = edits.straightened([NINE], RNG(seed))
    tail = straight[-8:]
    np.testing.assert_allclose(np.diff(tail, n=2, axis=0), 0, atol=1e-9)
    assert tail[0].tolist() == [85, 10]
    assert tail[-1, 1] == pytest.approx(98)


@given(seed=seeds)
def test_a_curl_begins_a_6_to_the_right_of_its_beginning(seed):
    (curled,) = edits.curled([SIX], RNG(seed))
    np.testing.assert_allclose(curled[-len(SIX) :], SIX)
    assert curled[0, 0] > SIX[0, 0]


@given(seed=seeds, label=st.sampled_from(range(10)))
def test_edits_leave_finite_strokes_and_repeat_by_seed(seed, label):
    strokes = REAL.get(label, [CIRCLE])
    first, second = (edited(label, strokes, RNG(seed)) for _ in range(2))
    assert len(first) >= 1
    for one, same in zip(first, second, strict=True):
        assert one.ndim == 2
        assert np.isfinite(one).all()
        np.testing.assert_array_equal(one, same)
    if label not in EDITS:
        assert first is strokes
