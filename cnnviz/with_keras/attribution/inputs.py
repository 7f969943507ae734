"""What the methods take: a picture, a class and a baseline, checked."""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution.ending import classifier
from cnnviz.with_keras.models import preparation_of

Array = npt.NDArray[np.float32]


def picture(model: keras.Model, x: npt.ArrayLike) -> Array:
    """Return one input as (height, width, channels) float32.

    Args:
        model: The network.
        x: (height, width, channels) as the model takes it or, with one channel, (height, width).

    Raises:
        NetworkError: If the model cannot be explained, or does not take pictures, or not of this shape.
    """
    classifier(model)  # says what is wrong with a network that cannot be explained at all
    wanted = tuple(model.inputs[0].shape[1:])
    if len(wanted) != 3:
        raise NetworkError(f"The network must take a picture (height, width, channels). Received: {wanted}")
    values = np.asarray(x, np.float32)
    values = values[..., np.newaxis] if values.ndim == 2 else values
    fits = values.ndim == 3 and all(n in (None, m) for n, m in zip(wanted, values.shape, strict=True))
    if not fits or not values.size:
        raise NetworkError(f"The network takes an input of shape {wanted}. Received: {values.shape}")
    return values


def checked_class(model: keras.Model, class_index: int) -> int:
    """Return the index of a class that the network has.

    Raises:
        NetworkError: If it has no such class. A network with one sigmoid output has two: 0 is no, 1 is yes.
    """
    n_classes = classifier(model).n_classes
    if not 0 <= class_index < n_classes:
        raise NetworkError(f"The class must be from 0 to {n_classes - 1}. Received: {class_index}")
    return int(class_index)


def black(model: keras.Model, x: Array, baseline: npt.ArrayLike | None) -> Array:
    """Return the picture without content that a method compares with, of x's shape.

    Args:
        model: The network.
        x: (height, width, channels), the picture.
        baseline: A number, a number for each channel or a whole picture, as the model takes it. None is black
            as the network sees black: a black pixel after the network's own preparation. That is 0, unless
            pictures are shifted before they go in, as by (pixel - 127) / 128: then it is -127 / 128.

    Raises:
        NetworkError: If the baseline does not fit the picture.
    """
    if baseline is None:
        return np.broadcast_to(preparation_of(model).scaled(np.zeros(x.shape[2])), x.shape).copy()
    values = np.asarray(baseline, np.float32)
    values = values[..., np.newaxis] if values.shape == x.shape[:2] and x.shape[2] == 1 else values
    try:
        return np.broadcast_to(values, x.shape).copy()
    except ValueError as error:
        raise NetworkError(f"The baseline must fit {x.shape}. Received: {values.shape}") from error
