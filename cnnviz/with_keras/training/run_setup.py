"""What a run needs before its first batch, made from its settings."""

from __future__ import annotations

import math
from inspect import signature
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

from cnnviz.data_sets import DataSet, Labels, Pictures, encode, fewer
from cnnviz.errors import NetworkError
from cnnviz.lessons.shuffling import shuffled, shuffled_data
from cnnviz.network import Node
from cnnviz.network.kinds.add import Add
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import MAX_EPOCHS, RunSettings
from cnnviz.with_keras import models
from cnnviz.with_keras.own_layers import keras_class, keras_layer
from cnnviz.with_keras.training.skips import Skips

#: The arguments of Keras's layers that say how their kernels begin.
KERNEL_INITIALIZERS = ("kernel_initializer", "depthwise_initializer", "pointwise_initializer")
Picture = npt.NDArray[np.floating[Any]]


def prepared(settings: RunSettings, data: DataSet) -> DataSet:
    """Return the subset of the data that a run uses, with shuffled pixels if the settings say so."""
    data = fewer(data, share=settings.share, per_class=settings.per_class, seed=settings.seed)
    return data if settings.shuffle is None else shuffled_data(data, settings.shuffle)


def model_of(settings: RunSettings, skips: Skips | None = None) -> keras.Model:
    """Return the network of a run before its first batch; the seed decides its weights.

    Args:
        settings: The settings of the run.
        skips: The switch of the network's skips; None for a network whose skips stay on.
    """

    def make_layer(node: Node) -> keras.Layer:
        if skips is not None and isinstance(node.layer, Add):
            return skips.add_layer(node.name)
        return keras_layer(node.layer, node.name, **_initializers(node, settings.initializer))

    keras.utils.set_random_seed(settings.seed)
    return models.build(settings.network, make_layer=make_layer)


def _initializers(node: Node, name: str) -> dict[str, str]:
    """Return the arguments that give a layer's kernels this initializer; none for Keras's own."""
    if name == RunSettings.initializer:
        return {}
    taken = signature(keras_class(node.layer).__init__).parameters
    return {argument: name for argument in KERNEL_INITIALIZERS if argument in taken}


def batches(pictures: Pictures, labels: Labels, n_classes: int, batch_size: int, *, shuffle: bool) -> Any:
    """Return one epoch as Keras's `fit` makes it: a tf.data.Dataset of pictures and one-hot labels.

    A shuffled order depends on the global seed when this is called, and is the same in every epoch: Keras
    draws it anew from that seed each time. So the place in an epoch is the number of its batches done.
    """
    x, y = encode(pictures), keras.utils.to_categorical(labels, n_classes)
    return ArrayDataAdapter(x, y, batch_size=batch_size, shuffle=shuffle).get_tf_dataset()


def shifted_batches(epoch: Any, settings: RunSettings, number: int) -> Any:
    """Return the batches of an epoch, each picture moved by up to `settings.shift` pixels along each axis.

    Zeros come in at the sides. Each picture's shift depends on the seed, the epoch and the batch alone, so
    that a run goes on after a pause as without one.

    Args:
        epoch: A tf.data.Dataset from `batches`.
        settings: The settings of the run.
        number: The number of the epoch.
    """
    if not settings.shift:
        return epoch

    def moved(batch: tf.Tensor, given: tuple[tf.Tensor, tf.Tensor]) -> tuple[tf.Tensor, tf.Tensor]:
        pictures, labels = given
        seed = tf.stack([settings.seed * (MAX_EPOCHS + 1) + number, tf.cast(batch, tf.int64)])
        return shifted_by(
            pictures, _random_offsets(tf.shape(pictures)[0], settings.shift, seed), settings.shift
        ), labels

    return epoch.enumerate().map(moved)


def _random_offsets(n: tf.Tensor, most: int, seed: tf.Tensor) -> tf.Tensor:
    return tf.random.stateless_uniform((n, 2), seed, 0, 2 * most + 1, tf.int32)


def shifted_by(pictures: tf.Tensor, offsets: tf.Tensor, most: int) -> tf.Tensor:
    """Return pictures (n, height, width, channels), each cut from itself with a margin of `most` zeros.

    Args:
        pictures: The pictures.
        offsets: The row and the column (n, 2) at which each is cut, from 0 to 2 * most; `most` leaves it.
        most: The width of the margin.
    """
    height, width = pictures.shape[1:3]
    wide = tf.pad(pictures, ((0, 0), (most, most), (most, most), (0, 0)))
    rows = offsets[:, :1] + tf.range(height)
    columns = offsets[:, 1:] + tf.range(width)
    cut = tf.gather(wide, rows, axis=1, batch_dims=1)
    return tf.gather(cut, columns, axis=2, batch_dims=1)


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
