"""The places of a patch over a picture, in rounds, and the mean fall of each pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.lessons.occlusion_patches import Patches


def test_the_fall_of_a_pixel_is_the_mean_over_its_patches():
    patches = Patches.over((2, 3), patch=2, stride=1)
    assert patches.places == [(0, 0), (0, 1)]
    falls = patches.falls(0.75, np.array([0.25, 0.5], np.float32))
    np.testing.assert_allclose(falls, [[0.5, 0.375, 0.25]] * 2)


def test_by_default_the_patch_is_a_seventh_and_moves_by_its_half():
    patches = Patches.over((224, 500, 3))
    assert (patches.side, patches.move) == (32, 16)
    assert len(Patches.over((224, 224)).places) == 13 * 13


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), st.data())
def test_every_pixel_is_covered(height, width, side, data):
    patches = Patches.over((height, width), side, data.draw(st.integers(1, side)))
    falls = patches.falls(1.0, np.zeros(len(patches.places), np.float32))
    np.testing.assert_array_equal(falls, np.ones((height, width)))


@given(st.integers(1, 30), st.integers(1, 9))
def test_the_rounds_have_every_place_once(length, most):
    patches = Patches.over((length, length), 2, 1)
    rounds = patches.rounds(most)
    assert [place for part in rounds for place in patches.places[part]] == patches.places
    assert all(0 < part.stop - part.start <= most for part in rounds)


@pytest.mark.parametrize(("patch", "stride"), [(0, 1), (3, 4), (3, 0)])
def test_a_patch_that_leaves_gaps_is_an_error(patch, stride):
    with pytest.raises(NetworkError, match="up to its side"):
        Patches.over((9, 9), patch, stride)
