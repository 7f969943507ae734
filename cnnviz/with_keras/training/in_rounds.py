"""Train a network on pictures that are made anew every few epochs."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from cnnviz.data_sets import Labels, Pictures
from cnnviz.errors import NetworkError
from cnnviz.network import Network, folded, normalized
from cnnviz.reading.keras_file import Weights
from cnnviz.with_keras import models
from cnnviz.with_keras.training.engine import enough_memory

#: The learning rate rises to its highest in the first batches, and falls along a cosine to its last.
HIGHEST, LAST, WARM_UP = 2e-3, 1e-5, 300
#: The highest learning rate for a network that is trained already.
HIGHEST_AFTERWARDS = 6e-4
WEIGHT_DECAY = 0.01
LABEL_SMOOTHING = 0.02
#: The rate of Dropout before the last layer, in training only.
DROPOUT = 0.3
#: The share of pictures that are shifted in each epoch, and the most pixels along each axis.
SHIFTED, FARTHEST = 0.3, 3
#: The pictures are made anew after this many epochs.
REFRESHED_AFTER = 2


@dataclass(frozen=True)
class Schedule:
    """How long a network trains. The same seed and pictures give the same network."""

    epochs: int
    batch_size: int
    seed: int


def train_in_rounds(
    network: Network,
    pictures: Callable[[int], tuple[Pictures, Labels]],
    schedule: Schedule,
    start: Weights | None = None,
) -> Weights:
    """Return the weights of a network after its training with batch normalization, which is folded into them.

    Args:
        network: A row of layers that ends in the probabilities of the classes, or in the one of class 1.
        pictures: Returns the pictures (n, height, width) uint8 and labels (n,) of a round, by its number.
        schedule: How long the network trains.
        start: The weights to go on from, without batch normalization and with small steps; None begins anew.

    Raises:
        NetworkError: If the loss becomes infinite, or there is not enough memory.
    """
    training, n_outputs = network, network.output_shapes[-1][0]
    if start is None:
        training = normalized(network, dropout=DROPOUT)
    rng = np.random.default_rng(schedule.seed)
    with enough_memory():
        keras.utils.set_random_seed(schedule.seed)
        model = models.build(training, start)
        for epoch in range(schedule.epochs):
            if epoch % REFRESHED_AFTER == 0:
                x, y = pictures(epoch // REFRESHED_AFTER)
            if epoch == 0:
                n_batches = math.ceil(len(x) / schedule.batch_size) * schedule.epochs
                _compile(model, n_outputs, n_batches, HIGHEST if start is None else HIGHEST_AFTERWARDS)
            batches = _batches(_shifted(x, rng), y, n_outputs, schedule.batch_size, rng)
            logs = model.fit(batches, shuffle=False, verbose=0).history
            loss, accuracy = (logs[name][0] for name in ("loss", "accuracy"))
            if not math.isfinite(loss):
                raise NetworkError("The loss has become infinite. Train with other pictures.")
            sys.stderr.write(
                f"epoch {epoch + 1}/{schedule.epochs}: loss {loss:.4f}, accuracy {accuracy:.4f}\n"
            )
        return folded(training, models.weights_of(model, training), network)


def _compile(model: keras.Model, n_outputs: int, n_batches: int, highest: float) -> None:
    warm_up = min(WARM_UP, n_batches // 10)
    rate = keras.optimizers.schedules.CosineDecay(
        LAST, n_batches - warm_up, alpha=LAST / highest, warmup_target=highest, warmup_steps=warm_up
    )
    crossentropy = keras.losses.BinaryCrossentropy if n_outputs == 1 else keras.losses.CategoricalCrossentropy
    model.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=WEIGHT_DECAY),
        loss=crossentropy(label_smoothing=LABEL_SMOOTHING),
        metrics=["accuracy"],
    )


def _batches(x: Pictures, y: Labels, n_outputs: int, batch_size: int, rng: np.random.Generator) -> Any:
    """Return one epoch in random order, pictures in [0, 1]; labels are one-hot, or for one output 0 and 1."""
    order = rng.permutation(len(x))
    batches = tf.data.Dataset.from_tensor_slices((x[order], y[order])).batch(batch_size)
    return batches.map(
        lambda pictures, labels: (
            tf.cast(pictures, tf.float32)[..., tf.newaxis] / 255,
            tf.cast(labels, tf.float32)[:, tf.newaxis] if n_outputs == 1 else tf.one_hot(labels, n_outputs),
        )
    ).prefetch(2)


def _shifted(x: Pictures, rng: np.random.Generator) -> Pictures:
    """Return the pictures, some of them shifted by up to FARTHEST pixels along each axis; 0 comes in."""
    height, width = x.shape[1:]
    padded = np.pad(x, ((0, 0), (FARTHEST, FARTHEST), (FARTHEST, FARTHEST)))
    shifts = rng.integers(2 * FARTHEST + 1, size=(len(x), 2))
    shifts[rng.random(len(x)) >= SHIFTED] = FARTHEST
    result = np.empty_like(x)
    for down, right in np.unique(shifts, axis=0):
        those = np.flatnonzero((shifts == (down, right)).all(axis=1))
        result[those] = padded[those, down : down + height, right : right + width]
    return result
