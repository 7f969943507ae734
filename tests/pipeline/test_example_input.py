"""The training step's tiny input: drawn, shrunk, typed; and the chosen step."""

import numpy as np
import pytest

from cnnviz.errors import NetworkError
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.pipeline import Pipeline, Round, example_grid, example_kernel, example_step
from cnnviz.pipeline.example_input import CLASSES, drawn, grid_from_text, grid_text, shrunk

IMAGE = np.random.default_rng(0).random((40, 30, 3), dtype=np.float32)


@pytest.mark.parametrize("name", CLASSES)
def test_a_drawn_line_is_light_on_dark(name):
    grid = np.array(drawn(name))
    assert grid.shape == (6, 6)
    assert set(grid.ravel()) == {-1, 1}
    np.testing.assert_array_equal(np.array(drawn("vertical")).T, drawn("horizontal"))


def test_a_cut_out_is_shrunk_to_the_mean_of_each_part():
    pixels = np.kron(np.arange(36).reshape(6, 6) / 35, np.ones((2, 2)))[..., np.newaxis].astype(np.float32)
    expected = 2 * np.arange(36).reshape(6, 6) / 35 - 1
    np.testing.assert_allclose(shrunk(pixels), np.rint(8 * expected) / 8)


@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 3, 3), (28, 5, 1), (12, 12, 3)])
def test_any_cut_out_becomes_a_grid(shape):
    grid = np.array(shrunk(np.full(shape, 0.25, np.float32)))
    np.testing.assert_array_equal(grid, np.full((6, 6), -0.5))


ROWS = "1 0.5 0 -0.5 -1 0\n" * 6


@pytest.mark.parametrize(
    "text", [ROWS, ROWS.replace("\n", ";"), ROWS.replace("-", "−"), ROWS.replace(" ", ", ")]
)
def test_a_grid_as_text(text):
    grid = grid_from_text(text)
    assert grid == ((1, 0.5, 0, -0.5, -1, 0),) * 6
    assert grid_from_text(grid_text(grid)) == grid


@pytest.mark.parametrize(
    "text",
    ["", "1 2 3", ROWS[:-3], ROWS.replace("1", "2"), "nan " * 6 + ROWS[18:], "a b c d e f\n" * 6, "9" * 9999],
)
def test_an_invalid_grid_gives_a_sentence(text):
    with pytest.raises(NetworkError, match="6 rows of 6 numbers, each from −1"):
        grid_from_text(text)


def test_where_the_input_comes_from():
    own = grid_from_text(ROWS)
    assert example_grid(Pipeline().replace(training_step={"example": "diagonal"}), IMAGE) == drawn("diagonal")
    assert example_grid(Pipeline().replace(training_step={"example": "own", "grid": own}), IMAGE) == own
    now = Pipeline().replace(training_step={"example": "cut-out"}, cutout={"corner": (5, 6), "side": 12})
    assert example_grid(now, IMAGE) == shrunk(IMAGE[5:17, 6:18])


def test_the_kernel_is_the_threads_where_it_is_3_by_3():
    emboss = Pipeline().replace(walk={"rounds": (Round(KERNELS["emboss"]),)})
    assert example_kernel(emboss) == KERNELS["emboss"]
    small = Pipeline().replace(walk={"rounds": (Round(Kernel("custom", ((1, 2), (3, 4)))),)})
    assert example_kernel(small) == KERNELS["sobel x"]


def test_the_chosen_step():
    kernel = Kernel("custom", ((1, 2, 3), (4, 5, 6), (7, 8, 9)), 9, 0.5)
    now = Pipeline().replace(
        training_step={"example": "horizontal", "true_class": 2, "learning_rate": 0.125, "start": 7},
        walk={"rounds": (Round(kernel),)},
    )
    step = example_step(now, IMAGE)
    np.testing.assert_allclose(step.old.kernel[..., 0, 0], kernel.array / 9, rtol=1e-6)
    np.testing.assert_array_equal(step.old.kernel_bias, [0.5])
    np.testing.assert_array_equal(step.before.x[..., 0], drawn("horizontal"))
    np.testing.assert_array_equal(step.before.target, [0, 0, 1])
    assert step.learning_rate == 0.125
    flipped = example_step(
        Pipeline().replace(filters={"flip": True}, walk={"rounds": (Round(kernel),)}), IMAGE
    )
    np.testing.assert_array_equal(flipped.old.kernel[..., 0, 0], step.old.kernel[::-1, ::-1, 0, 0])
    assert not np.array_equal(
        example_step(Pipeline().replace(training_step={"start": 8}), IMAGE).old.weights, step.old.weights
    )


def test_with_the_defaults_the_loss_falls_and_at_the_end_of_the_slider_it_rises():
    assert example_step(Pipeline(), IMAGE).fell
    assert not example_step(Pipeline().replace(training_step={"learning_rate": 100.0}), IMAGE).fell
