"""Train the lecture's network on MNIST from the command line, and write its model card."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import keras

from cnnviz import atomic_file, mnist
from cnnviz.errors import DataError, NetworkError
from cnnviz.mnist import Digits
from cnnviz.network import lecture_network
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import Result, RunSettings
from cnnviz.with_keras import models
from cnnviz.with_keras.training.engine import accuracy
from cnnviz.with_keras.training.training_run import train


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m cnnviz.training", description="Train the lecture's network on MNIST and save it."
    )
    parser.add_argument("--data", default="bundled", help="an mnist.npz; or bundled; or download")
    parser.add_argument(
        "--exclude-bundled", action="store_true", help="train without the 5,000 bundled digits"
    )
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-size", type=int, default=RunSettings.batch_size)
    parser.add_argument("--seed", type=int, default=RunSettings.seed)
    parser.add_argument("--optimizer", choices=OPTIMIZERS, default=RunSettings.optimizer)
    parser.add_argument("--learning-rate", type=float, default=RunSettings.learning_rate)
    parser.add_argument("--patience", type=int, help="epochs without a better val_loss until training ends")
    parser.add_argument("--keep-best", action="store_true", help="save the network of the best epoch")
    parser.add_argument(
        "--out", required=True, help="the .keras file to write; its model card goes beside it"
    )
    return parser.parse_args(argv)


def _card(
    arguments: argparse.Namespace, settings: RunSettings, digits: Digits, result: Result
) -> dict[str, Any]:
    """Return the model card: how the network was trained, and its accuracy."""
    images, labels = mnist.bundled()
    model = models.from_bytes(result.network)
    command = [
        f"--data {Path(arguments.data).name}",
        *(["--exclude-bundled"] if arguments.exclude_bundled else []),
        f"--epochs {settings.epochs} --batch-size {settings.batch_size} --seed {settings.seed}",
        *_optional_arguments(settings),
        f"--out {Path(arguments.out).name}",
    ]
    return {
        "network": "the lecture's: Conv2D, MaxPooling2D, Dropout, Flatten, Dense, Dropout, Dense",
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


def _check_target(target: Path, n_bytes: int) -> None:
    """Raise a DataError before training if its result could not be written."""
    folder = target.parent
    if not folder.is_dir():
        raise DataError(f"There is no folder {str(folder)!r} to write into.")
    if target.is_dir() or not os.access(folder, os.W_OK):
        raise DataError(f"{str(target)!r} cannot be written.")
    if shutil.disk_usage(folder).free < n_bytes:
        raise DataError(f"There is no room in {str(folder)!r}: the network needs {n_bytes // 2**20 + 1} MB.")


def _write(data: bytes, path: Path) -> None:
    """Write a file completely or not at all.

    Raises:
        DataError: If it cannot be written.
    """
    try:
        atomic_file.write(data, path)
    except OSError as error:
        raise DataError(f"{path.name} was not written: {error.strerror or error}.") from error


def _settings(arguments: argparse.Namespace) -> RunSettings:
    return RunSettings(
        lecture_network(),
        arguments.epochs,
        arguments.batch_size,
        arguments.seed,
        optimizer=arguments.optimizer,
        learning_rate=arguments.learning_rate,
        patience=arguments.patience,
        keep_best=arguments.keep_best,
    )


def main(argv: list[str] | None = None) -> int:
    """Train from the command line; return the exit status."""
    arguments = _arguments(argv)
    try:
        settings = _settings(arguments)
        out = Path(arguments.out)
        _check_target(out, 4 * settings.network.n_weights + 2**20)
        digits = mnist.load(arguments.data)
        if arguments.exclude_bundled:
            digits = mnist.without(digits, mnist.bundled()[0])
        result = train(settings, digits, verbose=1)
        card = _card(arguments, settings, digits, result)
        _write(result.network, out)
        _write(json.dumps(card, indent=2).encode() + b"\n", out.with_suffix(".json"))
    except (DataError, NetworkError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(card, indent=2) + "\n")
    return 0
