"""Train the network `digits-0-4`, whose convolutions learn 5 to 9 faster than fresh ones do."""

from __future__ import annotations

import argparse
import time
from typing import Any

import keras
import numpy as np

from cnnviz import mnist
from cnnviz.data_sets import DataSet, Labels, Pictures
from cnnviz.lessons.transfer import KNOWN, NETWORK, NEW, RATES, STEPS, part
from cnnviz.mnist import Digits
from cnnviz.network import Network
from cnnviz.with_keras import models
from cnnviz.with_keras.training.card_command import card_command
from cnnviz.with_keras.training.engine import accuracy
from cnnviz.with_keras.training.in_rounds import Schedule, train_in_rounds
from cnnviz.with_keras.training.mnist_part import mnist_part
from cnnviz.with_keras.training.things_recipe import again
from cnnviz.with_keras.training.trained import Trained
from cnnviz.with_keras.transfer_trials import Transfer

BATCH_SIZE = 128
#: The seeds over which the card gives the lead.
SEEDS = (1, 2, 3, 4, 5)


def train_on_known_digits(arguments: argparse.Namespace, network: Network) -> Trained:
    """Return the network after its training on the digits 0 to 4, and its card.

    The card compares its convolutions with fresh ones: both learn from bundled digits of 5 to 9, and the
    test part judges. The network learns from none of these.

    Raises:
        DataError: If the digits cannot be read, or none is left.
    """
    digits = mnist_part(arguments.data, exclude_bundled=arguments.exclude_bundled)
    known = part(digits, KNOWN)
    schedule = Schedule(arguments.epochs, arguments.batch_size or BATCH_SIZE, arguments.seed)

    def rounds(n: int) -> tuple[Pictures, Labels]:
        return again(known.x_train, np.random.default_rng((schedule.seed, n))), known.y_train

    started = time.perf_counter()
    data = models.to_bytes(network, train_in_rounds(network, rounds, schedule))
    seconds = time.perf_counter() - started
    model = models.from_bytes(data)
    card = {
        "network": f"{NETWORK}: {', '.join(type(layer).__name__ for layer in network.layers)}",
        "weights": network.n_weights,
        "data": digits.source,
        "digits": " ".join(KNOWN),
        "trained on": len(known.x_train),
        "without the bundled digits": arguments.exclude_bundled,
        "command": card_command(arguments, schedule),
        "epochs": schedule.epochs,
        "batch size": schedule.batch_size,
        "seed": schedule.seed,
        "seconds": round(seconds, 1),
        "keras": keras.__version__,
        "test digits": len(known.x_test),
        "accuracy on the test digits": accuracy(model, known.x_test, known.y_test),
        **_transfer(model, digits),
    }
    return Trained(data, card)


def _transfer(model: keras.Model, digits: Digits) -> dict[str, Any]:
    """Return what the card says on learning 5 to 9."""
    bundled, judging = part(mnist.load("bundled"), NEW), part(digits, NEW)
    new = DataSet(
        bundled.x_train,
        bundled.y_train,
        judging.x_test,
        judging.y_test,
        bundled.class_names,
        bundled.name,
        bundled.source,
    )
    return {
        "new digits": " ".join(NEW),
        "new test digits": len(new.x_test),
        "steps": STEPS,
        "learning rates": list(RATES),
        "seeds": list(SEEDS),
        "transfer, medians": Transfer(model, new).leads(SEEDS),
    }
