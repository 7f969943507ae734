"""SmoothGrad: the mean saliency of noisy copies of a picture."""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution import compiled
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.inputs import checked_class, picture
from cnnviz.with_keras.attribution.saliency import largest

Array = npt.NDArray[np.float32]


def smooth_grad(
    model: keras.Model,
    x: npt.ArrayLike,
    class_index: int,
    *,
    n_samples: int = 25,
    noise: float = 0.15,
    seed: int = 0,
) -> Array:
    """Return the mean of `saliency` over copies of the picture with normal noise.

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.
        n_samples: How many copies, at least 1.
        noise: The standard deviation as a share of the picture's range, its maximum less its minimum.
        seed: The seed of the noise.

    Returns:
        (height, width) float32, at least 0.

    Raises:
        NetworkError: If the picture, the class or a number does not fit.

    Source: D. Smilkov, N. Thorat, B. Kim, F. Viégas, M. Wattenberg, "SmoothGrad: removing noise by adding
    noise", 2017. There too, 10 % to 20 % of the range work best.
    """
    values, index = picture(model, x), checked_class(model, class_index)
    if n_samples < 1 or noise < 0:
        raise NetworkError(f"SmoothGrad needs a copy and some noise. Received: {n_samples}, {noise}")
    random = np.random.default_rng(seed)
    spread = np.float32(noise) * np.ptp(values)
    compute, total = compiled.gradients(model), np.zeros(values.shape[:2], np.float64)
    for part in batches(model, values.shape, n_samples, with_gradients=True):
        n = part.stop - part.start
        copies = values + spread * random.standard_normal((n, *values.shape), np.float32)
        total += largest(compute(copies, index)[1].numpy()).sum(axis=0)
    return np.asarray(total / n_samples, np.float32)
