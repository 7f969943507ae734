"""Image -> convolution -> activation -> pooling -> convolution -> …, as the visitor has set it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import filters, formulas, layers
from cnnviz.errors import ImageError, NetworkError
from cnnviz.images import channel_mean
from cnnviz.kernels import Kernel
from cnnviz.pipeline.settings import Pipeline

Array: TypeAlias = npt.NDArray[np.float32]

POOLINGS = {"max": layers.max_pool2d, "average": layers.average_pool2d}


@dataclass(frozen=True)
class Stage:
    """What one step gave: its name, what was done, the map (height, width) or image, and its round."""

    name: str
    operation: str
    values: Array = field(repr=False)
    round: int = 0


def feature_map(image: Array, pipeline: Pipeline, kernel: Kernel | None = None) -> Array:
    """Return what one filter makes of an image: (height, width) float32, signed.

    A colour image gives one map as well, as in Keras's Conv2D: the filter sees all three channels, here each
    with a third of the kernel.
    """
    return filters.apply(
        channel_mean(image),
        kernel or pipeline.kernel,
        border=pipeline.filters.border,
        flip=pipeline.filters.flip,
    )


def walk(image: Array, pipeline: Pipeline) -> tuple[list[Stage], str]:
    """Return all stages, from the image on, and why it ends before the last round, or "".

    Args:
        image: (height, width) or (height, width, 3) float32.
        pipeline: what to do with it.
    """
    stages = [Stage("image", "", image)]
    values = image
    for n, one in enumerate(pipeline.walk.rounds):
        try:
            values = feature_map(values, pipeline, one.kernel)
        except ImageError:
            return (
                stages,
                "The numbers grow too large to go on. Choose a kernel of smaller weights, or a divisor.",
            )
        stages.append(Stage("convolution", one.kernel.name, values, n))
        values = layers.relu(values)
        stages.append(Stage("ReLU", "max(0, x)", values, n))
        try:
            pooled = POOLINGS[one.pooling](values[..., np.newaxis], one.pool_size, strides=one.strides)
        except NetworkError:
            size = " × ".join(map(str, values.shape))
            return stages, (
                f"Nothing is left to pool: the map is {size}, the window {one.pool_size} × {one.pool_size}."
            )
        values = pooled[..., 0]
        operation = f"{one.pooling} {one.pool_size} × {one.pool_size}, stride {one.strides}"
        stages.append(Stage(f"{one.pooling} pooling", operation, values, n))
    return stages, ""


def strongest(values: Array) -> tuple[int, int]:
    """Return row and column of the largest absolute value of a map.

    >>> strongest(np.array([[0, 1], [-2, 0]], np.float32))
    (1, 0)
    """
    row, column = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    return int(row), int(column)


def arithmetic(stages: list[Stage], pipeline: Pipeline, place: int, cell: tuple[int, int]) -> list[str]:
    """Return, for one pooled cell, how it came about: a line for each stage of its round up to `place`.

    Args:
        stages: all stages, from `walk`.
        pipeline: what made them.
        place: the stage that is shown.
        cell: row and column of a cell in the pooled map; its window's largest value is followed.
    """
    first = 3 * (max(0, place - 1) // 3)
    one = pipeline.walk.rounds[first // 3]
    before, convolved = stages[first].values, stages[first + 1].values
    top, left = (n * one.strides for n in cell)
    window = convolved[top : top + one.pool_size, left : left + one.pool_size]
    row, column = np.unravel_index(int(window.argmax()), window.shape)
    at = (top + int(row), left + int(column))
    lines = [
        f"row {at[0]}, column {at[1]}: "
        + formulas.filtered(
            channel_mean(before),
            one.kernel,
            at,
            pipeline.filters.border,
            pipeline.filters.flip,
            value=float(convolved[at]),
        ),
        formulas.relu(float(convolved[at])),
        formulas.pooling(layers.relu(window), one.pooling),
    ]
    return lines[: max(0, place - first)]
