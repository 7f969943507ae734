"""Saliency: how strongly each pixel moves the logit."""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.with_keras.attribution import compiled
from cnnviz.with_keras.attribution.inputs import checked_class, picture

Array = npt.NDArray[np.float32]


def saliency(model: keras.Model, x: npt.ArrayLike, class_index: int) -> Array:
    """Return the largest |gradient| of the class's logit over the channels of each pixel.

    Args:
        model: A Sequential or functional network; models inside it are looked into.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.

    Returns:
        (height, width) float32, at least 0.

    Raises:
        NetworkError: If the picture or the class does not fit the network.

    Source: K. Simonyan, A. Vedaldi, A. Zisserman, "Deep Inside Convolutional Networks: Visualising Image
    Classification Models and Saliency Maps", 2013, section 3.1.
    """
    values = picture(model, x)
    _, gradients = compiled.gradients(model)(values[np.newaxis], checked_class(model, class_index))
    return largest(gradients.numpy()[0])


def largest(gradients: Array) -> Array:
    """Return the largest |gradient| over the channels.

    Args:
        gradients: (height, width, channels), or a batch of them.

    Returns:
        (height, width) float32, or a batch.
    """
    return np.asarray(np.abs(gradients).max(axis=-1), np.float32)
