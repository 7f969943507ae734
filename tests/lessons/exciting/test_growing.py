"""Inputs grown from noise: by hand, with filters whose gradient is known."""

import numpy as np
import pytest

from cnnviz.lessons.exciting import (
    Regularizers,
    first_growth,
    grown,
    input_range,
    total_variation,
    variation_gradient,
)
from cnnviz.network import Preparation

KERNEL = np.random.default_rng(7).normal(size=(3, 3, 1)).astype(np.float32)


def linear(x):
    return float((x * KERNEL).sum()), KERNEL


def cosine(one, other):
    return float((one * other).sum() / np.linalg.norm(one) / np.linalg.norm(other))


def test_without_regularizers_a_linear_filter_grows_its_own_kernel():
    # From -1 to 1, and too few steps to reach these ends.
    start = first_growth((3, 3, 1), Preparation(offset=(127.5,), scale=(127.5,)), n_steps=4)
    end = grown(start, linear, 1000)
    assert end.done
    assert end.step == end.n_steps
    assert cosine(end.x, KERNEL) > 0.9
    assert cosine(start.x, KERNEL) < 0.9


def test_within_the_range_a_linear_filter_grows_white_where_its_kernel_is_positive():
    end = grown(first_growth((3, 3, 1)), linear, 1000)
    assert (end.x[KERNEL > 0.5] == 1).all()
    assert (end.x[KERNEL < -0.5] == 0).all()


def test_excitation_rises_and_is_that_of_the_input():
    growth, before = first_growth((3, 3, 1)), -np.inf
    assert growth.excitation is None
    while not growth.done:
        growth = grown(growth, linear, 5)
        assert growth.excitation == linear(growth.x)[0] >= before - 1e-6
        before = growth.excitation
    assert grown(growth, linear, 5) is growth


def test_a_round_ends_when_its_time_is_over():
    growth = grown(first_growth((3, 3, 1)), linear, 50, lambda: False)
    assert growth.step == 1


def test_the_same_seed_grows_the_same_in_any_rounds():
    chosen = Regularizers(0.01, 0.1, jitter=1)
    one = grown(first_growth((3, 3, 1), seed=4, regularizers=chosen), linear, 1000)
    other = first_growth((3, 3, 1), seed=4, regularizers=chosen)
    while not other.done:
        other = grown(other, linear, 7)
    np.testing.assert_array_equal(one.x, other.x)
    assert one.excitation == other.excitation
    assert not np.array_equal(first_growth((3, 3, 1), seed=5).x, first_growth((3, 3, 1), seed=4).x)


def test_a_filter_without_a_gradient_is_stuck_and_nothing_is_divided_by_zero():
    start = first_growth((3, 3, 1), regularizers=Regularizers(0.02, 0.1, 1, (0, 1)))
    end = grown(start, lambda x: (0.5, np.zeros_like(x)), 1000)
    assert end.is_stuck
    assert end.done
    assert end.excitation == 0.5
    np.testing.assert_array_equal(end.x, start.x)


def test_total_variation_and_its_gradient_by_hand():
    x = np.array([[0, 1], [0, 3]], np.float32)[..., np.newaxis]
    assert total_variation(x) == 1 + 9 + 0 + 4
    # By x[0, 1]: -2 (3 - 1) from below it, 2 (1 - 0) from beside it.
    assert variation_gradient(x)[..., 0].tolist() == [[-2, -2], [-6, 10]]


def test_the_gradient_of_the_total_variation_is_its_slope():
    x = np.random.default_rng(0).normal(size=(4, 5, 2)).astype(np.float32)
    gradient, h = variation_gradient(x), 1e-2
    for place in np.ndindex(x.shape):
        near = x.copy()
        near[place] += h
        slope = (total_variation(near) - total_variation(x)) / h
        assert slope == pytest.approx(gradient[place], abs=0.05)


def test_decay_and_variation_by_hand():
    x = np.array([[0, 1], [0, 3]], np.float32)[..., np.newaxis]
    np.testing.assert_allclose(Regularizers(decay=0.1).applied(x), 0.9 * x, rtol=1e-6)
    evened = Regularizers(variation=0.4).applied(x)[..., 0]
    np.testing.assert_allclose(evened, [[0.2, 1.2], [0.6, 2.0]], rtol=1e-6)


def test_a_step_has_the_same_size_however_large_the_gradient():
    gradient = np.random.default_rng(2).normal(size=(9, 9, 1)).astype(np.float32)
    for chosen in (Regularizers(), Regularizers(blurs=(0, 1))):
        step = chosen.smoothed(gradient)
        assert np.mean(step**2) == pytest.approx(1, rel=1e-5)
        np.testing.assert_allclose(chosen.smoothed(1000 * gradient), step, rtol=1e-3, atol=1e-5)


def test_a_blurred_step_is_smoother():
    gradient = np.random.default_rng(2).normal(size=(28, 28, 1)).astype(np.float32)
    rough, smooth = (Regularizers(blurs=blurs).smoothed(gradient) for blurs in ((0,), (0, 1)))
    assert total_variation(smooth) < 0.7 * total_variation(rough)


@pytest.mark.parametrize(
    ("preparation", "low", "high"),
    [
        (Preparation(), 0, 1),
        (Preparation((8, 8)), 0, 1),
        (Preparation(offset=(127,), scale=(128,)), -127 / 128, 1),
        (Preparation(offset=(0,), scale=(-255,)), -1, 0),
    ],
)
def test_the_range_is_the_one_of_the_preparation(preparation, low, high):
    lows, highs = input_range(preparation, 3)
    np.testing.assert_allclose(lows, [low] * 3)
    np.testing.assert_allclose(highs, [high] * 3)
    end = grown(first_growth((3, 3, 1), preparation), linear, 1000)
    assert end.x.min() >= low
    assert end.x.max() <= high
