"""The speed of a run that reports events and moments, next to Keras's plain `fit`. No browser.

Both do the whole job on the same digits in the same steps: build the network, train it, evaluate it on the
same digits after each epoch and at the end, and write its file. They take turns at going first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

import keras

from cnnviz import mnist, models
from cnnviz.mnist import Digits
from cnnviz.network import lecture_network
from cnnviz.runs import EVALUATION_BATCH_SIZE, RunSettings
from cnnviz.with_keras.training import accuracy, train
from tests.bench.table import Row

ROUNDS = 9
LIMIT = 0.95
SETTINGS = RunSettings(lecture_network(), epochs=5)


def bare(digits: Digits) -> None:
    """Train with `model.fit` alone."""
    keras.utils.set_random_seed(SETTINGS.seed)
    model = models.build(SETTINGS.network)
    model.compile("adam", SETTINGS.loss, metrics=["accuracy"])
    x, test = mnist.encode(digits.x_train), mnist.encode(digits.x_test)
    y, judged = (keras.utils.to_categorical(part, 10) for part in (digits.y_train, digits.y_test))
    model.fit(
        x,
        y,
        batch_size=SETTINGS.batch_size,
        epochs=SETTINGS.epochs,
        validation_data=(test, judged),
        validation_batch_size=EVALUATION_BATCH_SIZE,
        verbose=0,
    )
    accuracy(model, digits.x_test, digits.y_test)
    models.to_bytes(SETTINGS.network, model.get_weights())


def watched(digits: Digits) -> None:
    """Train with events and moments."""
    events, moments = [], []
    train(SETTINGS, digits, events.append, remember=moments.append)


def speed(way: Callable[[Digits], None], digits: Digits) -> float:
    """Return one candidate's images per second."""
    began = time.monotonic()
    way(digits)
    return SETTINGS.epochs * len(digits.x_train) / (time.monotonic() - began)


def training() -> Iterator[Row]:
    """The median of all pairs' ratios must be at least LIMIT."""
    digits = mnist.load()
    bare(digits)  # the first of all waits for TensorFlow
    pairs = []
    for turn in range(ROUNDS):
        ways = [watched, bare] if turn % 2 else [bare, watched]
        speeds = {way: speed(way, digits) for way in ways}
        pairs.append((speeds[watched], speeds[bare]))
    ours, theirs = (median(speeds) for speeds in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    yield Row(
        "training with events and moments, images/s",
        f"{ours:.0f}",
        f"bare model.fit {theirs:.0f}",
        ratio,
        f">= {LIMIT}",
        ratio >= LIMIT,
    )
