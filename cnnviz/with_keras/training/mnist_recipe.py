"""Train a network on MNIST as the lecture does, from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import keras

from cnnviz import mnist
from cnnviz.mnist import Digits
from cnnviz.network import Network
from cnnviz.runs import Result, RunSettings
from cnnviz.with_keras import models
from cnnviz.with_keras.training.engine import accuracy
from cnnviz.with_keras.training.mnist_part import mnist_part
from cnnviz.with_keras.training.trained import Trained
from cnnviz.with_keras.training.training_run import train


def train_on_mnist(arguments: argparse.Namespace, network: Network) -> Trained:
    """Return the network after its training, and its card."""
    settings = _settings(arguments, network)
    digits = mnist_part(arguments.data, exclude_bundled=arguments.exclude_bundled)
    result = train(settings, digits, verbose=1)
    return Trained(result.network, _card(arguments, settings, digits, result))


def _settings(arguments: argparse.Namespace, network: Network) -> RunSettings:
    """Return the settings of the run; what the command does not say is as in the lecture."""
    given = {
        name: getattr(arguments, name)
        for name in ("batch_size", "optimizer", "learning_rate", "patience", "keep_best")
        if getattr(arguments, name) is not None
    }
    return RunSettings(network, arguments.epochs, seed=arguments.seed, **given)


def _card(
    arguments: argparse.Namespace, settings: RunSettings, digits: Digits, result: Result
) -> dict[str, Any]:
    """Return the model card: how the network was trained, and its accuracy."""
    images, labels = mnist.bundled()
    model = models.from_bytes(result.network)
    command = [
        *([f"--network {arguments.network}"] if arguments.network != "lecture" else []),
        f"--data {Path(arguments.data).name}",
        *(["--exclude-bundled"] if arguments.exclude_bundled else []),
        f"--epochs {settings.epochs} --batch-size {settings.batch_size} --seed {settings.seed}",
        *_optional_arguments(settings),
        f"--out {Path(arguments.out).name}",
    ]
    return {
        "network": f"{arguments.network}: {', '.join(type(one).__name__ for one in settings.network.layers)}",
        "weights": settings.network.n_weights,
        "data": digits.source,
        "trained on": len(digits.x_train),
        "without the bundled digits": arguments.exclude_bundled,
        "command": f"python -m cnnviz.training {' '.join(command)}",
        "epochs": result.epochs,
        "batch size": settings.batch_size,
        "seed": settings.seed,
        "seconds": round(result.seconds, 1),
        "keras": keras.__version__,
        "test digits": len(digits.x_test),
        "accuracy on the test digits": accuracy(model, digits.x_test, digits.y_test),
        "bundled digits": len(images),
        "accuracy on the bundled digits": accuracy(model, images, labels),
    }


def _optional_arguments(settings: RunSettings) -> list[str]:
    """Return the optional arguments that differ from their defaults."""
    default = RunSettings(settings.network)
    names = [
        name
        for name in ("optimizer", "learning_rate", "patience")
        if getattr(settings, name) != getattr(default, name)
    ]
    given = [f"--{name.replace('_', '-')} {getattr(settings, name)}" for name in names]
    return [*given, *(["--keep-best"] if settings.keep_best else [])]
