"""Occlusion: how far the probability falls when a patch hides a part of the picture."""

from __future__ import annotations

from itertools import product

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution import compiled
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.inputs import black, checked_class, picture

Array = npt.NDArray[np.float32]

#: By default the patch is a seventh of the shorter side, 4 of 28 pixels and 32 of 224, and moves by its half.
PART = 7


def occlusion(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    *,
    patch: int | None = None,
    stride: int | None = None,
    baseline: npt.ArrayLike | None = None,
) -> Array:
    """Return for each pixel how far the class's probability falls, the mean over the patches that cover it.

    The patch begins at the top left and moves by `stride` until it reaches the other end; there it may
    overhang. Every pixel is covered. A network that ends without softmax or sigmoid has no probability: its
    output is taken.

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.
        patch: The side of the patch in pixels; None is a seventh of the picture's shorter side.
        stride: How far the patch moves, from 1 to `patch`; None is half the patch.
        baseline: What the patch is filled with: a number, one for each channel or a picture, as the model
            takes it; None is black as the network sees black.

    Returns:
        (height, width) float32: positive where hiding lowers the probability.

    Raises:
        NetworkError: If the picture, the class, the baseline, the patch or the stride does not fit.

    Source: M. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section 4.2.
    """
    values, index = picture(model, x), checked_class(model, class_index)
    side = max(1, min(values.shape[:2]) // PART) if patch is None else patch
    move = max(1, side // 2) if stride is None else stride
    if side < 1 or not 1 <= move <= side:
        raise NetworkError(f"The patch must move by 1 pixel up to its side. Received: {side}, {move}")
    height, width = values.shape[:2]
    places = list(product(starts(height, side, move), starts(width, side, move)))
    filling = black(model, values, baseline)
    probabilities = _hidden(model, values, index, filling=filling, places=places, side=side)
    total, covered = np.zeros((2, height, width), np.float64)
    for (top, left), fall in zip(places, probabilities[0] - probabilities[1:], strict=True):
        total[top : top + side, left : left + side] += fall
        covered[top : top + side, left : left + side] += 1
    return np.asarray(total / covered, np.float32)


def starts(length: int, side: int, move: int) -> range:
    """Return where the patch begins along an axis; the last one reaches the end, or overhangs.

    >>> list(starts(10, 4, 3)), list(starts(11, 4, 3)), list(starts(3, 4, 2))
    ([0, 3, 6], [0, 3, 6, 9], [0])
    """
    return range(0, max(1, length - side + move), move)


def _hidden(
    model: keras.Model, x: Array, index: int, *, filling: Array, places: list[tuple[int, int]], side: int
) -> Array:
    """Return the probability of the whole picture and of it with each place hidden, (1 + places,)."""
    compute, found = compiled.probabilities(model), [compiled.probabilities(model)(x[np.newaxis], index)]
    for part in batches(model, x.shape, len(places), with_gradients=False):
        copies = np.repeat(x[np.newaxis], part.stop - part.start, axis=0)
        for copy, (top, left) in zip(copies, places[part], strict=True):
            cut = np.s_[top : top + side, left : left + side]
            copy[cut] = filling[cut]
        found.append(compute(copies, index))
    return np.concatenate([one.numpy() for one in found])
