"""What a run needs before its first batch, made from its settings."""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

from cnnviz.data_sets import DataSet, Labels, Pictures, encode, fewer
from cnnviz.errors import NetworkError
from cnnviz.lessons.shuffling import shuffled, shuffled_data
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import RunSettings

Picture = npt.NDArray[np.floating[Any]]


def prepared(settings: RunSettings, data: DataSet) -> DataSet:
    """Return the subset of the data that a run uses, with shuffled pixels if the settings say so."""
    data = fewer(data, share=settings.share, per_class=settings.per_class, seed=settings.seed)
    return data if settings.shuffle is None else shuffled_data(data, settings.shuffle)


def batches(pictures: Pictures, labels: Labels, n_classes: int, batch_size: int, *, shuffle: bool) -> Any:
    """Return one epoch as Keras's `fit` makes it: a tf.data.Dataset of pictures and one-hot labels.

    A shuffled order depends on the global seed when this is called, and is the same in every epoch: Keras
    draws it anew from that seed each time. So the place in an epoch is the number of its batches done.
    """
    x, y = encode(pictures), keras.utils.to_categorical(labels, n_classes)
    return ArrayDataAdapter(x, y, batch_size=batch_size, shuffle=shuffle).get_tf_dataset()


def probe_for(settings: RunSettings, data: DataSet, probe: Picture | None) -> npt.NDArray[np.float32]:
    """Return the picture for the moments (height, width, channels), prepared as the network's input.

    Raises:
        NetworkError: If the picture has another shape than those of the data set.
    """
    shape = data.input_shape
    if probe is None:
        return encode(data.x_test[:1]).reshape(shape)
    if probe.shape not in {shape, shape[:2]} or probe.size != math.prod(shape):
        raise NetworkError(f"The picture for the moments needs the shape {shape}. Received: {probe.shape}")
    picture: npt.NDArray[np.float32] = np.asarray(probe, np.float32).reshape(shape)
    return picture if settings.shuffle is None else shuffled(picture, settings.shuffle, axis=0)


def early_stopping(settings: RunSettings) -> keras.callbacks.EarlyStopping | None:
    """Return the callback for early stopping and for keeping the best network, if the settings need one."""
    if settings.patience is None and not settings.keep_best:
        return None
    patience = settings.epochs if settings.patience is None else settings.patience
    return keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=settings.keep_best
    )


def optimizer_of(settings: RunSettings) -> keras.optimizers.Optimizer:
    """Return the optimizer that the settings name."""
    chosen = OPTIMIZERS[settings.optimizer]
    return getattr(keras.optimizers, chosen.keras_class)(settings.learning_rate, **chosen.arguments)


def zeros(n_classes: int) -> tf.Tensor:
    """Return labels or probabilities for one picture, (1, n_classes)."""
    return tf.zeros((1, n_classes))
