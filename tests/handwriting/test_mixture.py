from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.handwriting import SKELETONS, PenSample, mixture, skeleton
from cnnviz.handwriting.elastic import elastic
from cnnviz.handwriting.mixture import MAKERS, Counts, Sources, chunk, round_of
from cnnviz.handwriting.printed import fonts, printed

COUNTS = Counts(pictures=12, pens=20, skeletons=30, printed=10, scans=5, displays=10, stretched=6)


@pytest.fixture(scope="module")
def sources():
    images, labels = mnist.bundled()
    x, y = images[::250], labels[::250]
    rng = np.random.default_rng(3)
    pens = [PenSample(n % 10, n, skeleton(n % 10, _first(n), rng)) for n in range(20)]
    scans = np.zeros((3, 32, 32), np.uint8)
    scans[:, :, 12:20] = 255
    return Sources(x, y, pens, scans, np.array([1, 1, 1], np.uint8))


def _first(n):
    return next(iter(SKELETONS[n % 10]))


def test_a_round_has_as_many_pictures_of_each_kind_as_asked_for(sources):
    x, y = round_of(sources, COUNTS, (1, 0))
    assert x.shape == (93, 28, 28)
    assert x.dtype == np.uint8
    assert y.shape == (93,)
    ink = x.max(axis=(1, 2))
    assert ink.min() > 100


@pytest.mark.parametrize("kind", MAKERS)
def test_pictures_keep_their_labels(sources, kind):
    _, y = chunk(sources, kind, 10, 20, (1, 0))
    numbers = range(10, 30)
    expected = {
        "pictures": [sources.labels[n % 20] for n in numbers],
        "pens": [sources.pens[n % 20].label for n in numbers],
        "skeletons": [n % 10 for n in numbers],
        "printed": [n % 10 for n in numbers],
        "scans": [1] * 20,
        "displays": [n % 10 for n in numbers],
        "stretched": [sources.labels[n % 20] for n in numbers],
    }
    assert y.tolist() == expected[kind]


def test_a_round_repeats_by_its_seed_and_each_round_is_new(sources):
    first, same, next_one = (round_of(sources, COUNTS, seed) for seed in ((1, 0), (1, 0), (1, 1)))
    np.testing.assert_array_equal(first[0], same[0])
    np.testing.assert_array_equal(first[1], same[1])
    assert (first[0] != next_one[0]).any()


def test_processes_make_the_same_round(sources):
    expected = round_of(sources, COUNTS, (2, 0))
    with ThreadPoolExecutor(2, initializer=mixture.begin, initargs=(sources,)) as executor:
        made = round_of(sources, COUNTS, (2, 0), executor)
    np.testing.assert_array_equal(made[0], expected[0])
    np.testing.assert_array_equal(made[1], expected[1])


def test_an_elastic_picture_is_the_same_digit_a_little_elsewhere():
    picture = mnist.bundled()[0][2000].astype(np.float32) / 255
    moved = [elastic(picture, np.random.default_rng(seed)) for seed in range(20)]
    for one in moved:
        assert one.shape == picture.shape
        assert 0 <= one.min() <= one.max() <= 1
        assert np.corrcoef(one.ravel(), picture.ravel())[0, 1] > 0.2
    assert np.mean([np.abs(one - picture).max() for one in moved]) > 0.3
    np.testing.assert_allclose(elastic(picture, np.random.default_rng(1), 0.0), picture, atol=1e-6)


def test_printed_digits_differ_from_each_other_in_every_font():
    assert len(fonts()) > 10
    for font in fonts():
        inks = [printed(label, font) for label in range(10)]
        assert all(ink.max() == 1 for ink in inks)
        assert len({ink.tobytes() for ink in inks}) == 10
