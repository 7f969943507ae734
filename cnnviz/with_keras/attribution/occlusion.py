"""Occlusion: how far the probability falls when a patch hides a part of the picture."""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.lessons.occlusion_patches import Patches
from cnnviz.with_keras.attribution import compiled
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.inputs import black, checked_class, picture

Array = npt.NDArray[np.float32]

#: All places.
ALL = slice(None)


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
    values = picture(model, x)
    patches = Patches.over(values.shape, patch, stride)
    probabilities = hidden_probabilities(model, values, class_index, patches, baseline=baseline)
    return patches.falls(float(probabilities[0]), probabilities[1:])


def hidden_probabilities(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    patches: Patches,
    *,
    part: slice = ALL,
    baseline: npt.ArrayLike | None = None,
) -> Array:
    """Return the probability of the whole picture, and of it with each place hidden, (1 + n,).

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class.
        patches: The places.
        part: Which of the places.
        baseline: As for `occlusion`.
    """
    values, index = picture(model, x), checked_class(model, class_index)
    filling, side = black(model, values, baseline), patches.side
    compute = compiled.probabilities(model)
    found, places = [compute(values[np.newaxis], index)], patches.places[part]
    for some in batches(model, values.shape, len(places), with_gradients=False):
        copies = np.repeat(values[np.newaxis], some.stop - some.start, axis=0)
        for copy, (top, left) in zip(copies, places[some], strict=True):
            cut = np.s_[top : top + side, left : left + side]
            copy[cut] = filling[cut]
        found.append(compute(copies, index))
    return np.concatenate([one.numpy() for one in found])
