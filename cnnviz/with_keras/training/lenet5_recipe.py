"""Train the network `lenet5`: LeNet-5 of 1998, on MNIST's digits, each a little shifted in every epoch."""

from __future__ import annotations

import argparse
import math
import sys
import time
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from cnnviz import mnist
from cnnviz.architectures.lenet5_reader import SCORES
from cnnviz.errors import NetworkError
from cnnviz.mnist import Digits
from cnnviz.network import Network
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput
from cnnviz.with_keras import models
from cnnviz.with_keras.attribution.random_weights import n_inputs
from cnnviz.with_keras.training.card_command import card_command
from cnnviz.with_keras.training.engine import enough_memory
from cnnviz.with_keras.training.in_rounds import Schedule
from cnnviz.with_keras.training.judging import answers, figure
from cnnviz.with_keras.training.mnist_part import mnist_part
from cnnviz.with_keras.training.run_setup import shifted_by
from cnnviz.with_keras.training.trained import Trained

NETWORK = "lenet5"
BATCH_SIZE = 64
#: The learning rate falls from the highest to the lowest along a cosine.
HIGHEST, LOWEST = 1e-3, 1e-5
#: The most pixels by which a digit is shifted along each axis.
SHIFT = 1
#: The standard deviation of a unit's first output for inputs of 1: more than 1, because subsampling averages.
SPREAD = 2.0
#: The same for the units before the distances: all distances begin nearly alike.
SPREAD_OF_CODES = 0.2
#: The paper's constant j: the distance of what is no digit.
NO_DIGIT = 50.0
#: The errors that the paper gives: as the digits are, and with distorted ones to learn from.
PUBLISHED_ERROR, PUBLISHED_ERROR_DISTORTED = 0.0095, 0.008


def train_lenet5(arguments: argparse.Namespace, network: Network) -> Trained:
    """Return the network after its training, and its card.

    The bundled digits chose the settings above; the test digits chose nothing.

    Raises:
        DataError: If the digits cannot be read, or none is left.
        NetworkError: If the loss becomes infinite, or there is not enough memory.
    """
    digits = mnist_part(arguments.data, exclude_bundled=arguments.exclude_bundled)
    schedule = Schedule(arguments.epochs, arguments.batch_size or BATCH_SIZE, arguments.seed)
    started = time.perf_counter()
    with enough_memory():
        model = _learned(network, digits, schedule)
    seconds = time.perf_counter() - started
    data = models.to_bytes(network, models.weights_of(model, network))
    card = _card(arguments, network, digits, schedule, models.from_bytes(data))
    return Trained(data, card | {"seconds": round(seconds, 1)})


def _learned(network: Network, digits: Digits, schedule: Schedule) -> keras.Model:
    """Return the model after its training."""
    keras.utils.set_random_seed(schedule.seed)
    model = models.build(network)
    _begin(model, schedule.seed)
    n_batches = math.ceil(len(digits.x_train) / schedule.batch_size)
    rate = keras.optimizers.schedules.CosineDecay(
        HIGHEST, n_batches * schedule.epochs, alpha=LOWEST / HIGHEST
    )
    scores = keras.Model(model.inputs[0], model.get_layer(SCORES).output)  # with the same weights
    scores.compile(keras.optimizers.Adam(rate), loss=published_loss, metrics=["categorical_accuracy"])
    rng = np.random.default_rng(schedule.seed)
    for epoch in range(schedule.epochs):
        logs = scores.fit(_epoch(digits, schedule.batch_size, rng), shuffle=False, verbose=0).history
        loss, right = (logs[name][0] for name in ("loss", "categorical_accuracy"))
        if not math.isfinite(loss):
            raise NetworkError("The loss has become infinite. Train with other digits.")
        sys.stderr.write(f"epoch {epoch + 1}/{schedule.epochs}: loss {loss:.4f}, accuracy {right:.4f}\n")
    return model


def published_loss(one_hot: Any, scores: Any) -> Any:
    """Return the paper's loss, for each picture the distance from its digit's code and a penalty (n,).

    The penalty is log(exp(-j) + sum of exp(-distance_i)): the other codes should be far away. Without j, only
    differences between distances would count, and what comes before them would look like no code.

    Args:
        one_hot: (n, 10).
        scores: The negated distances, (n, 10).

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
    Recognition", Proceedings of the IEEE, 1998, equation 9.
    """
    rivals = keras.ops.pad(scores, ((0, 0), (0, 1)), constant_values=-NO_DIGIT)
    return keras.ops.logsumexp(rivals, axis=-1) - keras.ops.sum(one_hot * scores, axis=-1)


def _begin(model: keras.Model, seed: int) -> None:
    """Draw the kernels from a normal distribution whose variance falls with the inputs of a unit.

    So the numbers neither vanish nor grow on their way to the last layers: the scaled tanh needs numbers
    around 1.

    Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998, section 4.6.
    """
    rng = np.random.default_rng(seed)
    kernels = [(layer, one) for layer in model.layers for one in layer.weights if one.name == "kernel"]
    for layer, kernel in kernels:
        spread = SPREAD_OF_CODES if layer is kernels[-1][0] else SPREAD
        drawn = rng.standard_normal(tuple(kernel.shape), np.float32)
        kernel.assign(drawn * spread / math.sqrt(n_inputs(layer, kernel)))


def _epoch(digits: Digits, batch_size: int, rng: np.random.Generator) -> Any:
    """Return the batches of one epoch, in random order, each digit shifted by up to `SHIFT` pixels."""
    order = rng.permutation(len(digits.x_train))
    offsets = rng.integers(2 * SHIFT + 1, size=(len(order), 2), dtype=np.int32)
    given = (digits.x_train[order], digits.y_train[order], offsets)
    batches = tf.data.Dataset.from_tensor_slices(given).batch(batch_size)

    def prepared(pictures: tf.Tensor, labels: tf.Tensor, offsets: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        x = tf.cast(pictures, tf.float32)[..., tf.newaxis] / 255
        return shifted_by(x, offsets, SHIFT), tf.one_hot(labels, digits.n_classes)

    return batches.map(prepared).prefetch(2)


def _card(
    arguments: argparse.Namespace, network: Network, digits: Digits, schedule: Schedule, model: keras.Model
) -> dict[str, Any]:
    """Return the model card: what the network is, how it was trained, and how well it reads."""
    return {
        "network": f"{NETWORK}: {', '.join(type(layer).__name__ for layer in network.layers)}",
        "weights": network.n_weights,
        "fixed numbers of the codes": _n_fixed(network),
        "data": digits.source,
        "trained on": len(digits.x_train),
        "shifted in training by up to": SHIFT,
        "distance of what is no digit": NO_DIGIT,
        "without the bundled digits": arguments.exclude_bundled,
        "settings chosen by": "the bundled digits",
        "command": card_command(arguments, schedule),
        "epochs": schedule.epochs,
        "batch size": schedule.batch_size,
        "seed": schedule.seed,
        "keras": keras.__version__,
        "test digits": figure(digits.y_test, answers(model, digits.x_test)),
        "bundled digits": _of_bundled(model),
        "published error on the test digits": PUBLISHED_ERROR,
        "published error with distorted training digits": PUBLISHED_ERROR_DISTORTED,
    }


def _n_fixed(network: Network) -> int:
    """Return how many numbers the codes have, none of which is learned."""
    found = ((node, node.layer) for node in network.nodes)
    return sum(
        math.prod(network.shapes[node.inputs[0]]) * len(layer.codes)
        for node, layer in found
        if isinstance(layer, RadialBasisOutput)
    )


def _of_bundled(model: keras.Model) -> dict[str, Any]:
    pictures, labels = mnist.bundled()
    return figure(labels, answers(model, pictures))
