"""A training run: settings in, events out. Knows nothing of pages or workers. Imports Keras.

From the command line it makes the network that ships:

    python -m cnnviz.training --data mnist.npz --exclude-bundled --epochs 10 --seed 1 --out lecture.keras
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import keras
import numpy as np
import numpy.typing as npt

from cnnviz import mnist, models
from cnnviz.errors import DataError, NetworkError
from cnnviz.mnist import Digits
from cnnviz.network import lecture_network
from cnnviz.runs import Event, Result, Settings
from cnnviz.shuffling import shuffled_digits

#: How often a run tells where it stands, at most.
EVENTS_PER_SECOND = 10


def train(
    settings: Settings,
    digits: Digits,
    emit: Callable[[Event], None] = lambda _event: None,
    *,
    stop: Callable[[], bool] = lambda: False,
    verbose: int = 0,
) -> Result:
    """Train a network as the lecture does: Adam on cross-entropy with one-hot labels.

    Args:
        settings: the network, and how long and in what steps to train it.
        digits: what to train on and, after every epoch, to judge by.
        emit: is given an Event up to ten times a second, and at the end of each epoch.
        stop: is asked after every batch; True ends the run there, with what has been learned.
        verbose: 1 shows Keras's own progress bar.

    Returns:
        The trained network as a file, with its accuracy on the test digits.
    """
    if settings.shuffle is not None:
        digits = shuffled_digits(digits, settings.shuffle)
    keras.utils.set_random_seed(settings.seed)
    model = models.build(settings.network)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    watch = _Watch(emit, stop)
    test = (mnist.encode(digits.x_test), keras.utils.to_categorical(digits.y_test, 10))
    model.fit(
        mnist.encode(digits.x_train),
        keras.utils.to_categorical(digits.y_train, 10),
        batch_size=settings.batch_size,
        epochs=settings.epochs,
        validation_data=test,
        verbose=verbose,
        callbacks=[watch],
    )
    correct = accuracy(model, digits.x_test, digits.y_test)
    data = models.to_bytes(settings.network, model.get_weights())
    return Result(data, watch.epochs, watch.stopped, time.monotonic() - watch.began, correct)


class _Watch(keras.callbacks.Callback):  # type: ignore[misc]
    """Turns Keras's callbacks into events, and a wish to stop into an end."""

    def __init__(self, emit: Callable[[Event], None], stop: Callable[[], bool]) -> None:
        super().__init__()
        self.emit, self.stop = emit, stop
        self.began = time.monotonic()
        self.next_event = 0.0
        self.epoch = self.batch = self.epochs = 0
        self.stopped = False

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002 - Keras's signature
        """Remember which epoch it is."""
        self.epoch = epoch

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Tell where the run stands, and end it when that is wished."""
        self.batch = batch
        if time.monotonic() >= self.next_event:
            self.next_event = time.monotonic() + 1 / EVENTS_PER_SECOND
            self._emit("batch", logs)
        if self.stop():
            self.stopped = self.model.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Tell the epoch's result."""
        self.epochs = epoch + 1
        self._emit("epoch", logs)

    def _emit(self, kind: Literal["batch", "epoch"], logs: Any) -> None:
        logs = logs or {}
        self.emit(
            Event(
                kind=kind,
                epoch=self.epoch,
                batch=self.batch + 1,
                n_batches=self.params["steps"],
                seconds=time.monotonic() - self.began,
                loss=float(logs["loss"]),
                accuracy=float(logs["accuracy"]),
                val_loss=_number(logs.get("val_loss")),
                val_accuracy=_number(logs.get("val_accuracy")),
            )
        )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def accuracy(model: keras.Model, images: npt.NDArray[np.uint8], labels: npt.NDArray[np.uint8]) -> float:
    """Return the share of (n, 28, 28) digits that the network names rightly."""
    probabilities = model.predict(mnist.encode(images), batch_size=500, verbose=0)
    return float(np.mean(probabilities.argmax(axis=1) == labels))


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m cnnviz.training", description="Train the lecture's network on MNIST and save it."
    )
    parser.add_argument("--data", default="bundled", help="an mnist.npz; or bundled; or download")
    parser.add_argument(
        "--exclude-bundled", action="store_true", help="train without the 5,000 bundled digits"
    )
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--out", required=True, help="the .keras file to write; its model card goes beside it"
    )
    return parser.parse_args(argv)


def _card(
    arguments: argparse.Namespace, settings: Settings, digits: Digits, result: Result
) -> dict[str, Any]:
    """Return the model card: what made this network, and how well it reads."""
    images, labels = mnist.bundled()
    model = models.from_bytes(result.network)
    command = [
        f"--data {Path(arguments.data).name}",
        *(["--exclude-bundled"] if arguments.exclude_bundled else []),
        f"--epochs {settings.epochs} --batch-size {settings.batch_size} --seed {settings.seed}",
        f"--out {Path(arguments.out).name}",
    ]
    return {
        "network": "the lecture's: Conv2D, MaxPooling2D, Dropout, Flatten, Dense, Dropout, Dense",
        "weights": settings.network.n_weights,
        "data": "MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0)",
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


def _check_folder(folder: Path) -> None:
    """Raise a DataError before the training, not after it, where its result could not be written."""
    if not folder.is_dir():
        raise DataError(f"There is no folder {str(folder)!r} to write into.")


def main(argv: list[str] | None = None) -> int:
    """Train from the command line; return the exit status."""
    arguments = _arguments(argv)
    try:
        _check_folder(Path(arguments.out).parent)
        digits = mnist.load(arguments.data)
        if arguments.exclude_bundled:
            digits = mnist.without(digits, mnist.bundled()[0])
        settings = Settings(lecture_network(), arguments.epochs, arguments.batch_size, arguments.seed)
        result = train(settings, digits, verbose=1)
        card = _card(arguments, settings, digits, result)
        models.write(result.network, arguments.out)
        models.write(json.dumps(card, indent=2).encode() + b"\n", Path(arguments.out).with_suffix(".json"))
    except (DataError, NetworkError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(card, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
