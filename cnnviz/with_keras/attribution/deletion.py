"""Deletion and insertion: does the answer depend on the pixels that a map calls important?

Source: V. Petsiuk, A. Das, K. Saenko, "RISE: Randomized Input Sampling for Explanation of Black-box Models",
2018, section 4.2.
"""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.deletion_curve import DeletionCurve
from cnnviz.with_keras.attribution import compiled
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.inputs import black, checked_class, picture

Array = npt.NDArray[np.float32]
Order = npt.NDArray[np.intp]


def deletion(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    attribution_map: npt.ArrayLike,
    *,
    baseline: npt.ArrayLike | None = None,
    n_steps: int = 50,
) -> DeletionCurve:
    """Return the class's probability while the most important pixels are taken away first.

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.
        attribution_map: (height, width); the largest number is the most important. Equal ones go in reading
            order.
        baseline: What stands in place of a pixel that is taken away, as for `integrated_gradients`.
        n_steps: How many times pixels are taken away, in parts of equal size; at most once for each pixel.

    Returns:
        The curve from the whole picture to the baseline.

    Raises:
        NetworkError: If the picture, the class, the map or the baseline does not fit.
    """
    values = picture(model, x)
    order = _by_importance(attribution_map, values)
    return _curve(model, values, black(model, values, baseline), class_index, order=order, n_steps=n_steps)


def insertion(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    attribution_map: npt.ArrayLike,
    *,
    baseline: npt.ArrayLike | None = None,
    n_steps: int = 50,
) -> DeletionCurve:
    """Return the class's probability while the most important pixels are given back first.

    The arguments are those of `deletion`; the curve goes from the baseline to the whole picture.
    """
    values = picture(model, x)
    order = _by_importance(attribution_map, values)
    return _curve(model, black(model, values, baseline), values, class_index, order=order, n_steps=n_steps)


def random_order(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    *,
    baseline: npt.ArrayLike | None = None,
    n_steps: int = 50,
    n_orders: int = 5,
    seed: int = 0,
) -> DeletionCurve:
    """Return the mean deletion curve of several random orders; its `mirrored` is their insertion curve.

    Args:
        model: The network, as for `deletion`.
        x: The picture.
        class_index: The class.
        baseline: What stands in place of a pixel that is taken away.
        n_steps: How many times pixels are taken away.
        n_orders: How many orders, at least 1.
        seed: The seed of the orders.
    """
    values = picture(model, x)
    if n_orders < 1:
        raise NetworkError(f"A mean needs at least one order. Received: {n_orders}")
    random, end = np.random.default_rng(seed), black(model, values, baseline)
    orders = [random.permutation(values.shape[0] * values.shape[1]) for _ in range(n_orders)]
    curves = [_curve(model, values, end, class_index, order=order, n_steps=n_steps) for order in orders]
    return DeletionCurve(curves[0].shares, np.mean([curve.probabilities for curve in curves], axis=0))


def _by_importance(attribution_map: npt.ArrayLike, x: Array) -> Order:
    """Return the numbers of the pixels, in reading order, from the most important to the least."""
    importance = np.asarray(attribution_map)
    if importance.shape != x.shape[:2]:
        raise NetworkError(
            f"The map must have the picture's size {x.shape[:2]}. Received: {importance.shape}"
        )
    return np.argsort(-importance.ravel(), kind="stable")


def _curve(
    model: keras.Model, start: Array, end: Array, class_index: int, *, order: Order, n_steps: int
) -> DeletionCurve:
    """Return the probability on the way from one picture to another, pixel by pixel in an order."""
    index, n_pixels = checked_class(model, class_index), len(order)
    if n_steps < 1:
        raise NetworkError(f"A curve needs at least one step. Received: {n_steps}")
    counts = np.linspace(0, n_pixels, min(n_steps, n_pixels) + 1).round().astype(int)
    turn = np.empty(n_pixels, int)
    turn[order] = np.arange(n_pixels)
    turn = turn.reshape(*start.shape[:2], 1)
    compute, found = compiled.probabilities(model), []
    for part in batches(model, start.shape, len(counts), with_gradients=False):
        changed = turn < counts[part, None, None, None]
        found.append(compute(np.where(changed, end, start), index).numpy())
    return DeletionCurve(counts / n_pixels, np.concatenate(found).astype(np.float64))
