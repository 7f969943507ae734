"""Image -> convolution -> ReLU -> pooling -> convolution -> …, by the visitor's settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import filters, formulas, layers
from cnnviz.errors import ImageError, NetworkError
from cnnviz.images import channel_mean
from cnnviz.kernels import Kernel
from cnnviz.pipeline.rounds import POOLINGS
from cnnviz.pipeline.settings import Pipeline

Array: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Stage:
    """The result of one step: its name, the operation, the map (height, width) or image, and its round."""

    name: str
    operation: str
    values: Array = field(repr=False)
    round: int = 0


def feature_map(image: Array, pipeline: Pipeline, kernel: Kernel | None = None) -> Array:
    """Return one filter's feature map of an image: (height, width) float32, signed.

    A colour image also gives one map, as in Keras's Conv2D: the filter sees all three channels, each with a
    third of the kernel.
    """
    return filters.apply(
        channel_mean(image),
        kernel or pipeline.kernel,
        border=pipeline.filters.border,
        flip=pipeline.filters.flip,
    )


def walk(image: Array, pipeline: Pipeline) -> tuple[list[Stage], str]:
    """Return all stages, starting with the image, and the reason for an early end, or "".

    Args:
        image: (height, width) or (height, width, 3) float32.
        pipeline: the settings.
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
            pooled = POOLINGS[one.pooling].pool(values[..., np.newaxis], one.pool_size, strides=one.strides)
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
    """Return row and column of a map's largest absolute value.

    >>> strongest(np.array([[0, 1], [-2, 0]], np.float32))
    (1, 0)
    """
    row, column = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    return int(row), int(column)


def arithmetic(stages: list[Stage], pipeline: Pipeline, place: int, cell: tuple[int, int]) -> list[str]:
    """Return how one pooled cell is computed: a line for each stage of its round up to `place`.

    Args:
        stages: the stages from `walk`.
        pipeline: the settings that made them.
        place: the index of the stage on the screen.
        cell: row and column of a cell in the pooled map; the largest value in its window is followed.
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
