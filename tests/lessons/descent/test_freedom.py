"""The kernels that an image leaves open: ranks by hand and by NumPy, and two kernels for one picture."""

import numpy as np
import pytest

from cnnviz import images, layers
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent

SOBEL = KERNELS["sobel x"].array
SMILEY = descent.picture(images.sample_images()["smiley"]())


def made(x, kernel):
    return layers.conv2d(np.asarray(x, np.float32)[..., None], kernel[..., None, None])[..., 0]


@pytest.mark.parametrize("name", images.sample_images())
def test_each_sample_determines_a_kernel_of_3x3(name):
    """Also the lecture's smiley: its 25 windows suffice for nine weights and a bias."""
    found = descent.freedom(descent.problem(descent.picture(images.sample_images()[name]()), SOBEL))
    assert (found.numbers, found.rank, found.open) == (10, 10, 0)
    np.testing.assert_array_equal(found.direction, 0)
    np.testing.assert_allclose(found.other, SOBEL, atol=1e-12)


@pytest.mark.parametrize(("size", "numbers", "rank"), [(5, 26, 9), (7, 50, 1)])
def test_the_smiley_leaves_a_larger_kernel_open(size, numbers, rank):
    """By hand: the image has 3 x 3 windows of 5 x 5, and one of 7 x 7."""
    given_problem = descent.problem(SMILEY, SOBEL, size=size)
    patches = np.lib.stride_tricks.sliding_window_view(SMILEY, (size, size)).reshape(-1, size**2)
    assert rank == np.linalg.matrix_rank(np.column_stack([patches, np.ones(len(patches))]))
    found = descent.freedom(given_problem, seed=4)
    assert (found.numbers, found.rank) == (numbers, rank)
    assert np.abs(found.direction).max() > 0.05
    assert found.difference < 1e-12
    np.testing.assert_allclose(found.wanted, given_problem.wanted, atol=1e-12)
    both = [made(SMILEY, found.wanted), made(SMILEY, found.other) + found.added]
    np.testing.assert_allclose(both[0], both[1], atol=1e-5)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
def test_descent_comes_to_that_other_kernel(optimizer):
    given_problem = descent.problem(SMILEY, SOBEL, size=5)
    found = [descent.freedom(given_problem, seed) for seed in (4, 5)]
    runs = [
        descent.descend(
            given_problem, optimizer, descent.suggested_rate(given_problem, optimizer), seed=seed, steps=900
        )
        for seed in (4, 5)
    ]
    for one, run in zip(found, runs, strict=True):
        assert run.errors[-1] < 1e-6
        np.testing.assert_allclose(run.kernels[-1], one.other, atol=1e-4)
    assert np.abs(runs[0].kernels[-1] - runs[1].kernels[-1]).max() > 0.1


def test_a_constant_image_leaves_all_weights_open():
    given_problem = descent.problem(np.full((6, 8), 0.3), SOBEL)
    found = descent.freedom(given_problem)
    assert (found.numbers, found.rank) == (10, 1)
    assert np.abs(found.direction).max() > 0.5
    assert found.difference < 1e-12
    run = descent.descend(given_problem, "momentum", descent.suggested_rate(given_problem, "momentum"))
    np.testing.assert_allclose(run.errors, 0, atol=1e-12)
    np.testing.assert_allclose(run.kernels[0], run.kernels[-1])


def test_it_says_where_a_photograph_repeats_itself():
    """All columns are equal: the rows differ, so three sums of weights are determined, and the bias."""
    image = np.repeat(np.random.default_rng(0).random((1, 40)), 30, axis=0)
    assert descent.freedom(descent.problem(image, SOBEL)).rank == 4
