import numpy as np
import pytest

from cnnviz.handwriting.displays import HEIGHT, LIT, SEGMENTS, Display, display, shown

PLAIN = Display(width=0.5, thick=0.1, gap=0, bevel=0, slant=0, glow=0)


def test_each_digit_and_form_has_segments_of_its_own():
    forms = [frozenset(lit) for every in LIT.values() for lit in every]
    assert sorted(LIT) == list(range(10))
    assert len(set(forms)) == len(forms)
    assert frozenset.union(*forms) == set(SEGMENTS)


def test_an_eight_has_all_segments_and_two_holes():
    ink = shown("abcdefg", PLAIN)
    middle = ink[:, ink.shape[1] // 2] > 0.5
    assert np.flatnonzero(np.diff(middle)).size == 6  # in and out of three bars
    rows = np.flatnonzero(ink.any(axis=1))
    assert rows[-1] - rows[0] + 1 == pytest.approx(HEIGHT * 1.1, abs=2)
    np.testing.assert_allclose(ink, ink[::-1], atol=1)
    assert np.abs(ink - ink[:, ::-1]).mean() < 0.02


@pytest.mark.parametrize(("lit", "share"), [("a", 0.5 * 0.1), ("b", 0.5 * 0.1), ("ad", 2 * 0.5 * 0.1)])
def test_a_straight_segment_has_the_area_of_its_rectangle(lit, share):
    assert shown(lit, PLAIN).sum() == pytest.approx(share * HEIGHT**2, rel=0.06)


def test_points_gaps_and_a_slant_do_what_they_say():
    bar = shown("g", PLAIN)
    pointed, apart = shown("g", PLAIN._replace(bevel=1)), shown("g", PLAIN._replace(gap=1))
    assert pointed.sum() == pytest.approx(0.9 * bar.sum(), rel=0.03)  # two triangles are cut off at each end
    assert apart.sum() == pytest.approx(0.8 * bar.sum(), rel=0.05)
    leaning = shown("e", PLAIN._replace(slant=0.3))
    tops = [np.flatnonzero(row > 0.5).mean() for row in leaning if (row > 0.5).any()]
    assert tops[0] - tops[-1] == pytest.approx(0.15 * HEIGHT, abs=2)


def test_displays_repeat_by_seed_and_differ():
    first, same, other = (display(np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first == same != other
