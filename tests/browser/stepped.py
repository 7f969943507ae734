"""A table of operations for the stepper: some by hand, others random with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from cnnviz.layers import ACTIVATIONS, same_padding
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES
from cnnviz.ui.components.stepper import (
    ActivationOperation,
    Convolution,
    Operation,
    Pooling,
    problem,
)

ONES = np.ones((3, 3, 1, 1), np.float32)


def whole_numbers(*shape: int, low: int = -3, high: int = 4, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(low, high, shape).astype("float32")


def numbers(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.uniform(-1, 1, shape).astype("float32")


def same(x: np.ndarray, window: tuple[int, int], strides=(1, 1), dilation=(1, 1)) -> Any:
    axes = zip(x.shape[:2], window, strides, dilation, strict=True)
    return tuple(same_padding(*axis) for axis in axes)


def one_of(rng: np.random.Generator, choices: Iterable[str]) -> Any:
    return str(rng.choice(list(choices)))


def pairs(numbers: np.ndarray) -> Any:
    return tuple(map(tuple, numbers.tolist()))


def activation(x: np.ndarray, name: Any) -> ActivationOperation:
    return ActivationOperation(x, name)


def random_convolution(rng: np.random.Generator) -> Convolution:
    """Return a convolution that fits."""
    kernel = rng.integers(1, 5, 2)
    dilation = rng.integers(1, 4, 2)
    sides = (kernel - 1) * dilation + 1 + rng.integers(0, 6, 2)
    channels, filters = rng.integers(1, 4, 2)
    return Convolution(
        numbers(rng, *sides, channels),
        numbers(rng, *kernel, channels, filters),
        numbers(rng, filters) if rng.random() < 0.5 else None,
        strides=tuple(rng.integers(1, 5, 2).tolist()),
        padding=pairs(rng.integers(0, 4, (2, 2))),
        mode=one_of(rng, PADDING_MODES),
        dilation_rate=tuple(dilation.tolist()),
        divisor=float(rng.choice([1, 1, 9, -4])),
        offset=float(rng.choice([0, 0, 0.5])),
    )


def random_pooling(rng: np.random.Generator) -> Pooling:
    """Return a pooling that fits, with ties among the values."""
    window = rng.integers(1, 5, 2)
    sides = window + rng.integers(0, 7, 2)
    x = np.rint(3 * numbers(rng, *sides, int(rng.integers(1, 4)))) / 3
    strides = tuple(rng.integers(1, 5, 2).tolist())
    padded = same(x, tuple(window.tolist()), strides) if rng.random() < 0.5 else ((0, 0), (0, 0))
    return Pooling(x, one_of(rng, ["max", "average"]), tuple(window.tolist()), strides, padded)


def by_hand() -> dict[str, Operation]:
    """Return the cases with names of their own."""
    x, flat = whole_numbers(6, 7, 1), whole_numbers(5, 5, 1, low=0, high=2, seed=1)
    rng = np.random.default_rng(5)
    image, grey = rng.random((28, 28, 3), dtype=np.float32), rng.random((12, 12, 1), dtype=np.float32)
    even = numbers(rng, 2, 4, 1, 1)
    return {
        "whole numbers": Convolution(x, whole_numbers(3, 3, 1, 1, seed=2)),
        "zeros and ones": Convolution(flat, ONES, pixels=True),
        "1x1": Convolution(x, whole_numbers(1, 1, 1, 2, seed=3), strides=(2, 3)),
        "as large as the image": Convolution(x, numbers(rng, 6, 7, 1, 1)),
        "even": Convolution(x, even),
        "even, same": Convolution(x, even, padding=same(x, (2, 4))),
        "same with strides": Convolution(x, ONES, strides=(2, 2), padding=same(x, (3, 3), (2, 2))),
        "strides that do not divide": Convolution(x, ONES, strides=(2, 3)),
        "strides with dilation": Convolution(
            grey, numbers(rng, 3, 3, 1, 1), strides=(3, 2), dilation_rate=(2, 3), pixels=True
        ),
        "divisor, offset, bias": Convolution(
            grey, ONES, np.array([-0.25], np.float32), divisor=9, offset=0.5, pixels=True
        ),
        "much padding, reflect": Convolution(flat[:1, :2], ONES, padding=((2, 3), (4, 3)), mode="reflect"),
        "much padding, wrap": Convolution(flat[:2, :3], ONES, padding=((5, 4), (7, 8)), mode="wrap"),
        "much padding, edge": Convolution(flat[:2, :3], ONES, padding=((2, 1), (0, 3)), mode="edge"),
        "small weights": Convolution(grey, ONES * np.float32(0.0003)),
        "28x28x3": Convolution(image, numbers(rng, 5, 5, 3, 1), numbers(rng, 1), pixels=True),
        "12x12x3, 8 filters": Convolution(image[:12, :12], numbers(rng, 3, 3, 3, 8), pixels=True),
        "max, ties": Pooling(whole_numbers(6, 6, 1, low=0, high=2, seed=4)),
        "max, negative, same": Pooling(-1 - grey[:5, :5], "max", (2, 2), (2, 2), ((0, 1), (0, 1))),
        "average, same": Pooling(x, "average", (3, 3), (2, 2), same(x, (3, 3), (2, 2))),
        "pixels, pooled": Pooling(image, "average", (3, 3), (3, 3), pixels=True),
        **{name: activation(numbers(rng, 5, 4, 2) * 4, name) for name in ACTIVATIONS},
    }


def table() -> dict[str, Operation]:
    """Return all cases by name."""
    rng = np.random.default_rng(2026)
    cases = by_hand()
    cases |= {f"convolution {n}": random_convolution(rng) for n in range(30)}
    cases |= {f"pooling {n}": random_pooling(rng) for n in range(12)}
    assert not any(map(problem, cases.values()))
    return cases


#: An operation without output.
DOES_NOT_FIT = Convolution(whole_numbers(4, 4, 1), np.ones((5, 5, 1, 1), np.float32))
