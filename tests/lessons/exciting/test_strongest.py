"""The nine places that excite a filter most, against a plain loop over all pictures and places."""

from itertools import pairwise

import numpy as np
import pytest

from cnnviz.errors import NetworkError
from cnnviz.lessons.exciting import NO_PICTURE, merged, strongest


def by_loop(maps, filter_index, n_best=9):
    """Return the best (value, picture, place) of a filter, one for each picture."""
    found = []
    for picture, one in enumerate(maps):
        best = None
        for row in range(one.shape[0]):
            for column in range(one.shape[1]):
                value = one[row, column, filter_index]
                if best is None or value > best[0]:
                    best = (value, picture, (row, column))
        found.append(best)
    return sorted(found, key=lambda one: (-one[0], one[1]))[:n_best]


def told(found, filter_index):
    """Return what was found of a filter as the loop gives it."""
    values, pictures, places = (
        part[:, filter_index] for part in (found.values, found.pictures, found.places)
    )
    return [(v, n, tuple(p)) for v, n, p in zip(values, pictures, places.tolist(), strict=True)]


def test_three_pictures_by_hand():
    maps = np.zeros((3, 2, 2, 1), np.float32)
    maps[0, 1, 0, 0], maps[1, 0, 1, 0], maps[2] = 2, 5, -1
    found = strongest(maps, n_best=4)
    assert found.values[:, 0].tolist() == [5, 2, -1, -np.inf]
    assert found.pictures[:, 0].tolist() == [1, 0, 2, NO_PICTURE]
    assert found.places[:3, 0].tolist() == [[0, 1], [1, 0], [0, 0]]


@pytest.mark.parametrize("batches", [[23], [10, 13], [1, 2, 20], [5] * 4 + [3]])
def test_the_nine_best_are_those_of_a_plain_loop_in_any_batches(batches):
    rng = np.random.default_rng(3)
    maps = np.round(rng.normal(size=(23, 5, 4, 6)), 1).astype(np.float32)  # rounded, so that some are equal
    firsts = np.cumsum([0, *batches])
    parts = [strongest(maps[a:b], first=int(a)) for a, b in pairwise(firsts)]
    found = merged(parts)
    for n in range(6):
        assert told(found, n) == by_loop(maps, n)


def test_units_without_maps_have_one_place():
    outputs = np.random.default_rng(0).normal(size=(12, 3)).astype(np.float32)
    found = strongest(outputs)
    for n in range(3):
        assert told(found, n) == by_loop(outputs[:, None, None], n)


def test_places_in_one_picture_are_apart():
    maps = np.zeros((1, 1, 8, 1), np.float32)
    maps[0, 0, :, 0] = [1, 9, 8, 7, 3, 2, 6, 0]
    found = strongest(maps, per_picture=3, apart=(2, 3), n_best=4)
    assert found.values[:, 0].tolist() == [9, 6, -np.inf, -np.inf]  # 8 and 7 are too near to 9, 3 to 6
    assert found.pictures[:, 0].tolist() == [0, 0, NO_PICTURE, NO_PICTURE]


def test_a_small_map_gives_as_many_places_as_it_has():
    found = strongest(np.ones((1, 2, 2, 1), np.float32), per_picture=3, apart=(2, 2), n_best=3)
    assert found.values[:, 0].tolist() == [1, -np.inf, -np.inf]
    assert found.pictures[:, 0].tolist() == [0, NO_PICTURE, NO_PICTURE]


def test_a_filter_for_few_places_is_more_selective():
    maps = np.zeros((10, 10, 10, 3), np.float32)
    maps[..., 0] = np.random.default_rng(1).normal(size=(10, 10, 10))
    maps[:, 4, 4, 1] = 1
    maps[..., 2] = 7  # dead: all alike
    found = strongest(maps)
    assert found.ranking() == [1, 0, 2]
    assert found.selectivity[2] == 0


def test_selectivity_by_hand():
    outputs = np.array([[1.0], [2.0], [3.0], [6.0]], np.float32)  # mean 3, variance 14 / 4
    assert strongest(outputs).selectivity[0] == pytest.approx((6 - 3) / np.sqrt(14 / 4))


def test_selectivity_does_not_depend_on_batches():
    maps = np.random.default_rng(2).normal(size=(20, 3, 3, 4)).astype(np.float32)
    whole = strongest(maps)
    parts = merged([strongest(maps[:7]), strongest(maps[7:], first=7)])
    np.testing.assert_allclose(parts.selectivity, whole.selectivity, rtol=1e-6)


def test_what_is_no_number_is_refused():
    with pytest.raises(NetworkError, match="not a number"):
        strongest(np.full((1, 2, 2, 1), np.nan, np.float32))
    with pytest.raises(NetworkError, match="Received"):
        strongest(np.zeros((1, 2, 2), np.float32))
