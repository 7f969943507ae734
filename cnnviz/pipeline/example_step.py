"""The training step of the visitor's settings: the chosen kernel over the tiny input."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.kernels import KERNELS, Kernel
from cnnviz.lessons import backprop
from cnnviz.lessons.backprop import TrainingStep
from cnnviz.pipeline.cutouts import cut_out
from cnnviz.pipeline.example_input import CLASSES, Grid, drawn, shrunk
from cnnviz.pipeline.settings import Pipeline

Array = npt.NDArray[np.float32]


def example_grid(now: Pipeline, image: Array) -> Grid:
    """Return the chosen tiny input.

    Args:
        now: the settings; they give the example and the cut-out.
        image: (height, width) or (height, width, 3) float32, the image that is cut out of.
    """
    example = now.training_step.example
    if example == "own":
        return now.training_step.grid
    return shrunk(cut_out(image, now).pixels) if example == "cut-out" else drawn(example)


def example_kernel(now: Pipeline) -> Kernel:
    """Return the chosen kernel if it is 3 × 3, else Sobel x."""
    return now.kernel if now.kernel.shape == (3, 3) else KERNELS["sobel x"]


def example_step(now: Pipeline, image: Array) -> TrainingStep:
    """Return the chosen training step; the kernel's offset is the initial bias.

    Args:
        now: the settings; they give input, kernel, class, seed and learning rate.
        image: (height, width) or (height, width, 3) float32, the image that is cut out of.

    Raises:
        NetworkError: if the numbers grow too large.
    """
    kernel = example_kernel(now)
    weights = (kernel.array[::-1, ::-1] if now.filters.flip else kernel.array) / np.float32(kernel.divisor)
    x = np.array(example_grid(now, image), dtype=np.float32)[..., np.newaxis]
    first = backprop.start(
        x.shape,
        len(CLASSES),
        weights[..., np.newaxis, np.newaxis],
        np.array([kernel.offset], np.float32),
        seed=now.training_step.start,
    )
    return backprop.training_step(x, now.training_step.true_class, first, now.training_step.learning_rate)
