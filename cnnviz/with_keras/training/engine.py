"""The run itself: Keras's `fit`, watched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz import mnist
from cnnviz.errors import NetworkError
from cnnviz.lessons.shuffling import shuffled, shuffled_digits
from cnnviz.mnist import Digits
from cnnviz.runs import JUDGED_AT_A_TIME, Control, Event, Moment, Result, Settings, Wish
from cnnviz.sampling import fewer
from cnnviz.with_keras import models
from cnnviz.with_keras.training.moments import DIVERGED, Camera
from cnnviz.with_keras.training.watch import Stopped, Watch

Digit = npt.NDArray[np.floating[Any]]
Pair = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]

OPTIMIZERS: dict[str, Callable[[float], keras.optimizers.Optimizer]] = {
    "adam": keras.optimizers.Adam,
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
}


def train(
    settings: Settings,
    digits: Digits,
    emit: Callable[[Event], None] = lambda _event: None,
    *,
    stop: Callable[[], bool] = lambda: False,
    control: Callable[[], Wish] | None = None,
    probe: Digit | None = None,
    remember: Callable[[Moment], None] | None = None,
    verbose: int = 0,
) -> Result:
    """Train a network, by default as the lecture does: Adam on cross-entropy with one-hot labels.

    Early stopping and the best network are Keras's own EarlyStopping on val_loss. What is watched changes
    nothing: the network is the same, bit by bit, with moments and events or without.

    Args:
        settings: the network, and how and how long to train it.
        digits: what to train on and, after every epoch, to judge by.
        emit: is given an Event up to ten times a second, at the end of each epoch, and before each pause.
        stop: is asked after every batch; True ends the run there, with what has been learned, and without
            judging an epoch that is not whole.
        control: is asked before the first batch and after every one: "go" on, "pause" (and be asked again),
            "batch" for one more (and be asked again), or "stop". A `runs.Control` wakes a pause at once.
        probe: the digit (28, 28) that the moments are about, 0 to 1; by default the first test digit.
        remember: is given the Moments, up to MAX_MOMENTS; without it none are made.
        verbose: 1 shows Keras's own progress bar.

    Returns:
        The trained network as a file, with its accuracy on the test digits.

    Raises:
        NetworkError: if the loss grows beyond all numbers, or the memory does not suffice. There is no
            network then: its weights are not numbers. What was emitted and remembered stays true.
        DataError: if a class has fewer digits than are asked for.
    """
    digits = _prepared(settings, digits)
    keras.utils.set_random_seed(settings.seed)
    model = models.build(settings.network)
    model.compile(
        optimizer=OPTIMIZERS[settings.optimizer](settings.learning_rate),
        loss=settings.loss,
        metrics=["accuracy"],
    )
    camera = None if remember is None else Camera(model, _probe(settings, digits, probe), remember)
    watch = Watch(
        settings, len(digits.x_train), emit=emit, stop=stop, control=control or Control(), camera=camera
    )
    patient = _patience(settings)
    try:
        if watch.begin():
            _fit(model, settings, digits, [watch, *patient], verbose)
    except Stopped:
        for callback in (watch, *patient):
            callback.on_train_end()
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise NetworkError(
            "The memory does not suffice for this run. Take a smaller batch size or a smaller network."
        ) from error
    early = bool(patient) and patient[0].stopped_epoch > 0 and watch.epochs < settings.epochs
    return _result(model, settings, digits, watch, early)


def _prepared(settings: Settings, digits: Digits) -> Digits:
    """Return the digits that this run is about."""
    digits = fewer(digits, share=settings.share, per_class=settings.per_class, seed=settings.seed)
    return digits if settings.shuffle is None else shuffled_digits(digits, settings.shuffle)


def _probe(settings: Settings, digits: Digits, probe: Digit | None) -> npt.NDArray[np.float32]:
    """Return the digit of the moments (28, 28) as the network would see it."""
    if probe is None:
        return mnist.encode(digits.x_test[:1])[0, ..., 0]
    if probe.size != 28 * 28:
        raise NetworkError(f"The digit to look at needs 28x28 pixels. Received: {probe.shape}")
    digit = np.asarray(probe, np.float32).reshape(28, 28)
    return digit if settings.shuffle is None else shuffled(digit, settings.shuffle).astype(np.float32)


def _patience(settings: Settings) -> list[keras.callbacks.EarlyStopping]:
    """Return what ends the run early and keeps the best network, where that is asked for."""
    if settings.patience is None and not settings.keep_best:
        return []
    patience = settings.epochs if settings.patience is None else settings.patience
    return [
        keras.callbacks.EarlyStopping(
            monitor="val_loss", mode="min", patience=patience, restore_best_weights=settings.keep_best
        )
    ]


def _encoded(images: mnist.Images, labels: mnist.Labels) -> Pair:
    return mnist.encode(images), keras.utils.to_categorical(labels, 10)


def _fit(
    model: keras.Model,
    settings: Settings,
    digits: Digits,
    callbacks: list[keras.callbacks.Callback],
    verbose: int,
) -> None:
    x, y = _encoded(digits.x_train, digits.y_train)
    test = _encoded(digits.x_test, digits.y_test)
    model.fit(
        x,
        y,
        batch_size=settings.batch_size,
        epochs=settings.epochs,
        validation_data=test,
        validation_batch_size=JUDGED_AT_A_TIME,
        verbose=verbose,
        callbacks=callbacks,
    )


def _result(model: keras.Model, settings: Settings, digits: Digits, watch: Watch, early: bool) -> Result:
    weights = models.weights_of(model, settings.network)
    if not all(np.isfinite(array).all() for array in weights):
        raise NetworkError(DIVERGED)
    return Result(
        network=models.to_bytes(settings.network, weights),
        epochs=watch.epochs,
        stopped=watch.stopped,
        seconds=watch.seconds,
        accuracy=accuracy(model, digits.x_test, digits.y_test),
        best_epoch=watch.best_epoch,
        early=early,
    )


def accuracy(model: keras.Model, images: npt.NDArray[np.uint8], labels: npt.NDArray[np.uint8]) -> float:
    """Return the share of (n, 28, 28) digits that the network names rightly."""
    probabilities = model.predict(mnist.encode(images), batch_size=JUDGED_AT_A_TIME, verbose=0)
    return float(np.mean(probabilities.argmax(axis=1) == labels))
