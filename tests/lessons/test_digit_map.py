"""The map of all digits: its plane, its neighbours, one more digit among them, and t-SNE in stretches."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from openTSNE import TSNEEmbedding
from openTSNE.affinity import PerplexityBasedNN, PrecomputedAffinities
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from cnnviz import mnist
from cnnviz.architectures.lenet5_reader import lenet5_reader
from cnnviz.lessons import digit_map
from cnnviz.lessons.digit_map import NEIGHBOURS, STEPS, Space, arrangement
from cnnviz.network import (
    INPUT,
    Activation,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Network,
    lecture_network,
    no_convolution,
    pen_network,
)

DIGITS = mnist.load("bundled")
PIXELS = mnist.encode(DIGITS.x_test)
#: A rectangle: its long side along (3, 4), its short one across.
RECTANGLE = np.array([[0, 0], [6, 8], [-0.8, 0.6], [5.2, 8.6]], np.float32)

clouds = arrays(np.float32, st.tuples(st.integers(4, 12), st.integers(2, 7)), elements=st.integers(-9, 9))


def random_points(n, n_values=5, seed=0):
    return np.random.default_rng(seed).normal(size=(n, n_values)).astype(np.float32)


def test_a_rectangle_lies_along_its_long_side():
    found = Space(RECTANGLE).digit_map()
    np.testing.assert_allclose(np.abs(found.points[:, 0]), 5, rtol=1e-5)
    np.testing.assert_allclose(np.abs(found.points[:, 1]), 0.5, rtol=1e-5)
    np.testing.assert_allclose(found.kept, [100 / 101, 1 / 101], rtol=1e-5)
    assert found.neighbours[:, 0].tolist() == [2, 3, 0, 1]
    np.testing.assert_allclose(found.distances[0], [1, 10, np.sqrt(101)], rtol=1e-5)
    assert found.n_values == 2


def test_the_digits_lie_as_by_a_singular_value_decomposition():
    flat = PIXELS.reshape(len(PIXELS), -1).astype(np.float64)
    centred = flat - flat.mean(axis=0)
    left, values, _ = np.linalg.svd(centred, full_matrices=False)
    found = Space(PIXELS).digit_map()
    expected = left[:, :2] * values[:2]
    signs = np.sign((expected * found.points).sum(axis=0))
    np.testing.assert_allclose(found.points, expected * signs, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found.kept, (values**2 / (values**2).sum())[:2], rtol=1e-4)


def test_the_signs_are_those_of_scikit_learn():
    expected = PCA(2, svd_solver="full").fit_transform(PIXELS.reshape(len(PIXELS), -1))
    found = Space(PIXELS).digit_map().points
    same = np.sign(found[np.abs(found).argmax(axis=0), [0, 1]])
    np.testing.assert_array_equal(same, [1, 1])
    np.testing.assert_allclose(np.abs(found), np.abs(expected), rtol=1e-3, atol=1e-3)


@given(clouds)
@settings(max_examples=50, deadline=None)
def test_the_neighbours_are_those_of_a_plain_loop(points):
    found = Space(points).digit_map()
    for one, row in enumerate(points):
        distances = {
            other: float(np.linalg.norm(row - there)) for other, there in enumerate(points) if other != one
        }
        ordered = [distances[other] for other in found.neighbours[one]]
        assert set(found.neighbours[one]) == set(distances)
        np.testing.assert_allclose(ordered, sorted(ordered), atol=1e-2)
        np.testing.assert_allclose(found.distances[one], ordered, atol=1e-2)


def test_the_neighbours_of_the_digits_are_those_of_scikit_learn():
    flat = PIXELS.reshape(len(PIXELS), -1)
    distances, indices = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(flat).kneighbors()
    found = Space(PIXELS).digit_map()
    np.testing.assert_allclose(found.distances, distances, rtol=1e-4)
    assert (found.neighbours == indices).mean() > 0.999  # but for equal distances
    expected = int((DIGITS.y_test[indices[:, 0]] == DIGITS.y_test).sum())
    assert found.own_class(DIGITS.y_test) == expected == 902


def test_how_many_have_a_neighbour_of_their_class_is_counted():
    found = Space(RECTANGLE).digit_map()
    assert found.own_class([0, 1, 0, 1]) == 4
    assert found.own_class([0, 1, 0, 2]) == 2
    assert found.own_class([0, 1, 2, 3]) == 0


@given(clouds, st.integers(0, 3))
@settings(max_examples=30, deadline=None)
def test_a_digit_of_the_map_is_placed_where_it_stands(points, index):
    space = Space(points)
    found, expected = space.place(points[index]), space.digit_map().points[index]
    np.testing.assert_allclose(found.point, expected, rtol=1e-3, atol=1e-3 * max(1, np.abs(points).max()))
    assert (points[found.neighbours[0]] == points[index]).all()


def test_another_digit_is_placed_as_scikit_learn_does():
    pca = PCA(2, svd_solver="full").fit(PIXELS.reshape(len(PIXELS), -1))
    other = mnist.encode(DIGITS.x_train[:1])
    space = Space(PIXELS)
    found = space.place(other[0])
    np.testing.assert_allclose(np.abs(found.point), np.abs(pca.transform(other.reshape(1, -1))[0]), rtol=1e-3)
    distances = np.linalg.norm((PIXELS - other).reshape(len(PIXELS), -1), axis=1)
    assert found.neighbours.tolist() == np.argsort(distances)[:10].tolist()


def test_in_another_plane_it_stands_in_the_middle_of_its_neighbours():
    found = Space(random_points(20)).place(np.zeros(5, np.float32))
    plane = random_points(20, 2, seed=1)
    np.testing.assert_allclose(found.among(plane), np.median(plane[found.neighbours], axis=0))


@pytest.mark.parametrize("points", [np.ones((6, 3), np.float32), np.zeros((6, 1), np.float32)])
def test_a_layer_that_says_the_same_of_all_digits_is_one_point(points):
    space = Space(points)
    found = space.digit_map()
    assert not found.points.any()
    assert not found.kept.any()
    assert not space.place(points[0]).point.any()


def test_a_layer_of_one_number_is_a_line():
    found = Space(np.arange(6, dtype=np.float32)[:, np.newaxis]).digit_map()
    np.testing.assert_allclose(np.sort(found.points[:, 0]), np.arange(6) - 2.5, rtol=1e-5)
    np.testing.assert_allclose(found.points[:, 1], 0, atol=1e-3)


@pytest.mark.parametrize(
    ("network", "hidden", "convolution"),
    [
        (lecture_network(), "dense", "conv2d"),
        (pen_network(), "flatten", "conv2d"),
        (lenet5_reader(), "f6_tanh", "c1"),
        (Network((28, 28, 1), [Flatten(), Dense(10, "softmax")]), "flatten", ""),
        (
            Network((28, 28, 1), [Flatten(), Dense(7), Dropout(0.5), Dense(10), Activation("softmax")]),
            "dense",
            "",
        ),
        (
            Network((28, 28, 1), [Conv2D(10), GlobalAveragePooling2D(), Activation("softmax")]),
            "global_average_pooling2d",
            "conv2d",
        ),
    ],
)
def test_the_layers_that_a_map_begins_with(network, hidden, convolution):
    assert digit_map.last_hidden_layer(network) == hidden
    assert digit_map.first_convolution(network) == convolution
    assert digit_map.mapped_layer(network, "hidden") == hidden
    assert digit_map.mapped_layer(network, "convolution") == (convolution or hidden)
    assert digit_map.mapped_layer(network, "pixels") == INPUT


def test_any_layer_can_be_named_and_an_unknown_one_is_the_last_hidden():
    assert digit_map.mapped_layer(lecture_network(), "max_pooling2d") == "max_pooling2d"
    assert digit_map.mapped_layer(lecture_network(), "<b>") == "dense"
    assert digit_map.mapped_layer(no_convolution(), "convolution") == digit_map.last_hidden_layer(
        no_convolution()
    )


@pytest.fixture(scope="module")
def groups():
    """Three groups of twenty points, far from each other."""
    rng = np.random.default_rng(3)
    centres = np.repeat(20 * rng.normal(size=(3, 6)), 20, axis=0)
    return Space((centres + rng.normal(size=(60, 6))).astype(np.float32)).digit_map()


def arranged(start, stretches=None):
    one = start
    while not one.done and stretches != 0:
        one = digit_map.next_arrangement(one)
        stretches = None if stretches is None else stretches - 1
    return one


def test_tsne_in_stretches_is_tsne_without_a_stop(groups):
    start = digit_map.first_arrangement(groups)
    affinities = PrecomputedAffinities(start.affinities.copy(), normalize=False)
    whole = TSNEEmbedding(start.points, affinities, negative_gradient_method="bh", n_jobs=1)
    whole.optimize(arrangement.GATHERING, exaggeration=arrangement.EXAGGERATION, momentum=0.8, inplace=True)
    whole.optimize(STEPS - arrangement.GATHERING, exaggeration=1, momentum=0.8, inplace=True)
    np.testing.assert_allclose(arranged(start).points, np.asarray(whole), rtol=1e-6, atol=1e-6)


def test_tsne_attracts_as_opentsne_does_by_itself():
    points = random_points(100)
    expected = PerplexityBasedNN(points, perplexity=30, method="exact").P
    found = digit_map.first_arrangement(Space(points).digit_map()).affinities
    np.testing.assert_allclose(found.toarray(), expected.toarray(), rtol=1e-3, atol=1e-7)


def test_tsne_keeps_groups_apart_and_is_the_same_each_time(groups):
    start = digit_map.first_arrangement(groups)
    one, other = arranged(start), arranged(start)
    np.testing.assert_array_equal(one.points, other.points)
    assert one.step == STEPS
    assert Space(one.points.astype(np.float32)).digit_map().own_class(np.repeat([0, 1, 2], 20)) == 60


def test_a_stretch_leaves_the_arrangement_before_it_as_it_was(groups):
    start = digit_map.first_arrangement(groups)
    before = start.points.copy(), start.affinities.copy()
    first = digit_map.next_arrangement(start)
    kept = first.points.copy(), first.gains.copy(), first.update.copy()
    digit_map.next_arrangement(first)
    assert (start.step, first.step) == (0, arrangement.STRETCH)
    np.testing.assert_array_equal(start.points, before[0])
    assert (start.affinities != before[1]).nnz == 0
    for now, then in zip((first.points, first.gains, first.update), kept, strict=True):
        np.testing.assert_array_equal(now, then)


def test_what_is_done_stays(groups):
    done = arranged(digit_map.first_arrangement(groups))
    assert digit_map.next_arrangement(done) is done


def test_tsne_of_equal_digits_stays_finite():
    found = digit_map.first_arrangement(Space(np.ones((40, 3), np.float32)).digit_map())
    assert np.isfinite(arranged(found, 2).points).all()
