"""Descents: their steps are Keras's, they converge, and unusable rates are errors."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import images, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent
from cnnviz.optimizers import MOMENTUM

SMALL = [name for name, kernel in KERNELS.items() if max(kernel.shape) <= 3]
DEFAULT = pipeline.Pipeline().learn_kernel.optimizer
KERAS = {
    "sgd": keras.optimizers.SGD,
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=MOMENTUM),
    "adam": keras.optimizers.Adam,
}


def problem_of(image, name, size=3):
    kernel = KERNELS[name]
    return descent.problem(image, kernel.array / kernel.divisor, offset=kernel.offset, size=size)


def china():
    return problem_of(descent.picture(images.sample_images()["china"]()), "sobel x")


# --- Keras's steps


@pytest.mark.parametrize("name", descent.RULES)
@pytest.mark.parametrize("rate", [0.003, 0.5])
def test_the_same_gradients_make_the_same_steps_as_in_keras(name, rate):
    rng = np.random.default_rng(1)
    weights = rng.normal(size=10)
    variable = keras.Variable(weights, dtype="float64")
    optimizer, step = KERAS[name](rate), descent.RULES[name](rate)
    for n in range(30):
        gradient = rng.normal(size=10) * 10.0 ** rng.integers(-4, 3) * (n % 7 != 3)
        optimizer.apply([keras.ops.convert_to_tensor(gradient, "float64")], [variable])
        weights = weights + step(gradient)
        np.testing.assert_allclose(weights, variable.numpy(), rtol=1e-4, atol=1e-5)


def test_the_start_is_drawn_as_keras_draws_it():
    drawn = [keras.initializers.GlorotUniform(seed)((3, 3, 1, 1)) for seed in range(40)]
    mine = [descent.random_start(3, seed)[:-1] for seed in range(40)]
    most = np.abs(np.array(drawn)).max()
    assert np.abs(mine).max() == pytest.approx(most, rel=0.02)
    assert np.abs(mine).max() <= np.sqrt(6 / 18)
    assert descent.random_start(3, 0)[-1] == 0
    np.testing.assert_array_equal(descent.random_start(5, 7), descent.random_start(5, 7))


# --- it arrives


@pytest.mark.parametrize("name", images.sample_images())
def test_the_error_falls_below_a_hundredth_of_the_spread_within_300_steps(name):
    """With the default settings and every 3 x 3 kernel."""
    image = images.sample_images()[name]()
    for kernel in SMALL:
        given_problem = problem_of(descent.picture(image), kernel)
        assert not given_problem.flat
        for seed in range(3):
            run = descent.descend(
                given_problem, DEFAULT, descent.suggested_rate(given_problem, DEFAULT), seed=seed
            )
            assert run.n_steps == descent.STEPS == 300
            assert run.errors[-1] < 0.01, (kernel, seed)
            np.testing.assert_allclose(
                run.kernels[-1], given_problem.wanted, atol=0.02 * np.abs(given_problem.wanted).max()
            )


@pytest.mark.parametrize("name", ["flower", "china", "test card"])
@pytest.mark.parametrize("kernel", ["sobel y", "emboss", "blur", "sharpen", "ridge"])
def test_so_it_does_on_the_whole_picture(name, kernel):
    given_problem = problem_of(images.channel_mean(images.sample_images()[name]()), kernel)
    run = descent.descend(given_problem, DEFAULT, descent.suggested_rate(given_problem, DEFAULT))
    assert run.errors[-1] < 0.01


def test_every_optimiser_descends_and_the_losses_are_those_of_its_kernels():
    given_problem = china()
    for name in descent.RULES:
        run = descent.descend(
            given_problem, name, descent.suggested_rate(given_problem, name), seed=3, steps=60
        )
        assert run.errors[-1] < 0.5 * run.errors[0]
        views = np.lib.stride_tricks.sliding_window_view(given_problem.x, (3, 3))
        for n in (0, 1, 33, 60):
            made = np.einsum("rcij,ij->rc", views, run.kernels[n]) + run.added[n]
            error = np.sqrt(np.mean((made - given_problem.target) ** 2)) / given_problem.target.std()
            assert run.errors[n] == pytest.approx(error, rel=1e-9)
        assert run.remark == ""


def test_a_kernel_too_small_for_the_wanted_one_comes_as_near_as_can_be():
    given_problem = problem_of(descent.picture(images.sample_images()["china"]()), "gaussian blur 5x5")
    run = descent.descend(given_problem, "momentum", descent.suggested_rate(given_problem, "momentum"))
    assert 0 < given_problem.least <= run.losses[-1] < given_problem.least + 1e-4
    assert run.remark == ""


# --- rates


@pytest.mark.parametrize("name", ["sgd", "momentum"])
@pytest.mark.parametrize("size", [3, 5])
def test_below_the_limit_it_converges_and_above_it_does_not(name, size):
    given_problem = problem_of(descent.picture(images.sample_images()["test card"]()), "emboss", size)
    most = descent.rate_limit(given_problem, name)
    assert descent.suggested_rate(given_problem, name) < most
    below = descent.descend(given_problem, name, 0.99 * most, steps=3000)
    assert below.losses[-1] < 0.01 * below.losses[0]
    assert below.remark == ""
    above = descent.descend(given_problem, name, 1.01 * most, steps=3000)
    assert above.n_steps < 3000
    assert above.remark.endswith(f"so training stopped at step {above.n_steps + 1}.")
    assert f"is above the limit of {most:.3g}. Each step overshoots" in above.remark


def test_a_rate_just_above_the_limit_is_said_before_the_loss_rises():
    given_problem = china()
    run = descent.descend(given_problem, "sgd", 1.001 * descent.rate_limit(given_problem, "sgd"), steps=40)
    assert run.losses[-1] < run.losses[0]
    assert run.remark.endswith("The loss will rise.")


def test_the_limit_of_plain_steps_is_two_over_the_steepest_bend():
    """By hand: one weight and a bias, gram 1, second derivative 2."""
    given_problem = descent.problem([[0, 1], [2, 3]], [[2]], size=1)
    assert descent.rate_limit(given_problem, "sgd") == pytest.approx(1)
    assert descent.rate_limit(given_problem, "momentum") == pytest.approx(1.9)
    assert descent.rate_limit(given_problem, "adam") is None


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0, "nothing is learned"),
        (-0.1, "makes the loss grow"),
        (float("-inf"), "makes the loss grow"),
        (float("nan"), "at most 1,000,000,000"),
        (float("inf"), "at most 1,000,000,000"),
        (1.1e9, "at most 1,000,000,000"),
    ],
)
def test_a_rate_that_is_none_is_a_sentence(rate, said):
    with pytest.raises(NetworkError, match=said) as caught:
        descent.descend(china(), "sgd", rate)
    assert "nan" not in sentence(caught.value)


@pytest.mark.parametrize("name", descent.RULES)
def test_a_huge_rate_is_cut_where_the_numbers_fly_off(name):
    run = descent.descend(china(), name, 1e9)
    assert run.n_steps == 0
    assert run.remark.startswith("The learning rate 1e+09 is")
    assert run.remark.endswith("so training stopped at step 1.")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(descent.RULES)), st.floats(1e-12, 1e9), st.integers(0, 9999))
def test_no_rate_leaves_the_finite_range(name, rate, seed):
    run = descent.descend(SMILEY, name, rate, seed=seed)
    for values in (run.kernels, run.added, run.losses):
        assert np.isfinite(values).all()
        assert len(values) == run.n_steps + 1
    assert run.n_steps == 300 or run.remark
    assert not (run.losses[-1] > run.losses[0] and not run.remark)


SMILEY = problem_of(descent.picture(images.sample_images()["smiley"]()), "emboss")
