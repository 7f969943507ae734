"""Train a network with Keras's `fit`, with events, moments and commands."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.data_sets import DataSet, Labels, Pictures, encode, fewer
from cnnviz.errors import NetworkError
from cnnviz.lessons.shuffling import shuffled, shuffled_data
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import EVALUATION_BATCH_SIZE, Command, Control, Event, Moment, Result, RunSettings
from cnnviz.with_keras import models
from cnnviz.with_keras.training.moments import DIVERGED, Camera
from cnnviz.with_keras.training.watch import Stopped, Watch

Picture = npt.NDArray[np.floating[Any]]
Pair = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]


def train(
    settings: RunSettings,
    data: DataSet,
    emit: Callable[[Event], None] = lambda _event: None,
    *,
    stop: Callable[[], bool] = lambda: False,
    control: Callable[[], Command] | None = None,
    probe: Picture | None = None,
    remember: Callable[[Moment], None] | None = None,
    verbose: int = 0,
) -> Result:
    """Train a network, by default as in the lecture: Adam and cross-entropy with one-hot labels.

    Early stopping and the best network are those of Keras's EarlyStopping on val_loss. Events and moments do
    not change the training: the network is identical, bit by bit, without them.

    Args:
        settings: The network and the settings of its training.
        data: The pictures to train on, and those to test with after every epoch.
        emit: Called with an Event up to ten times a second, at the end of each epoch, and before each pause.
        stop: Called after every batch; True ends the run with the weights so far, without evaluating the
            incomplete epoch.
        control: Called before the first batch and after every batch. It returns "go", "pause" (it is called
            again), "batch" for one more batch (then it is called again), or "stop". A `runs.Control` ends a
            pause at once.
        probe: The picture for the moments, from 0 to 1, (height, width, channels) or if grey (height, width);
            by default the first test picture.
        remember: Called with each Moment, up to MAX_MOMENTS; without it, none are recorded.
        verbose: 1 shows Keras's progress bar.

    Returns:
        The trained network as a file, with its accuracy on the test pictures.

    Raises:
        NetworkError: If the network does not fit the data set, the loss becomes infinite, or there is not
            enough memory. There is no network then, but emitted events and moments remain valid.
        DataError: If a class has fewer pictures than requested.
    """
    settings.check_fits(data)
    data = _prepared(settings, data)
    keras.utils.set_random_seed(settings.seed)
    model = models.build(settings.network)
    model.compile(
        optimizer=_optimizer(settings),
        loss=settings.loss,
        metrics=["accuracy"],
    )
    camera = None if remember is None else Camera(model, _probe(settings, data, probe), remember)
    watch = Watch(
        settings, len(data.x_train), emit=emit, stop=stop, control=control or Control(), camera=camera
    )
    stopping = _early_stopping(settings)
    try:
        if watch.begin():
            _fit(model, settings, data, [watch, *stopping], verbose)
    except Stopped:
        for callback in (watch, *stopping):
            callback.on_train_end()
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise NetworkError(
            "There is not enough memory for this run. Use a smaller batch size or a smaller network."
        ) from error
    early = bool(stopping) and stopping[0].stopped_epoch > 0 and watch.epochs < settings.epochs
    return _result(model, settings, data, watch, early)


def _prepared(settings: RunSettings, data: DataSet) -> DataSet:
    """Return the subset of the data that this run uses, with shuffled pixels if the settings say so."""
    data = fewer(data, share=settings.share, per_class=settings.per_class, seed=settings.seed)
    return data if settings.shuffle is None else shuffled_data(data, settings.shuffle)


def _probe(settings: RunSettings, data: DataSet, probe: Picture | None) -> npt.NDArray[np.float32]:
    """Return the picture for the moments (height, width, channels), prepared as the network's input."""
    shape = data.input_shape
    if probe is None:
        return encode(data.x_test[:1]).reshape(shape)
    if probe.shape not in {shape, shape[:2]} or probe.size != math.prod(shape):
        raise NetworkError(f"The picture for the moments needs the shape {shape}. Received: {probe.shape}")
    picture: npt.NDArray[np.float32] = np.asarray(probe, np.float32).reshape(shape)
    return picture if settings.shuffle is None else shuffled(picture, settings.shuffle, axis=0)


def _early_stopping(settings: RunSettings) -> list[keras.callbacks.EarlyStopping]:
    """Return the callback for early stopping and for keeping the best network, if the settings need one."""
    if settings.patience is None and not settings.keep_best:
        return []
    patience = settings.epochs if settings.patience is None else settings.patience
    return [
        keras.callbacks.EarlyStopping(
            monitor="val_loss", mode="min", patience=patience, restore_best_weights=settings.keep_best
        )
    ]


def _encoded(pictures: Pictures, labels: Labels, n_classes: int) -> Pair:
    return encode(pictures), keras.utils.to_categorical(labels, n_classes)


def _optimizer(settings: RunSettings) -> keras.optimizers.Optimizer:
    chosen = OPTIMIZERS[settings.optimizer]
    return getattr(keras.optimizers, chosen.keras_class)(settings.learning_rate, **chosen.arguments)


def _fit(
    model: keras.Model,
    settings: RunSettings,
    data: DataSet,
    callbacks: list[keras.callbacks.Callback],
    verbose: int,
) -> None:
    x, y = _encoded(data.x_train, data.y_train, data.n_classes)
    test = _encoded(data.x_test, data.y_test, data.n_classes)
    model.fit(
        x,
        y,
        batch_size=settings.batch_size,
        epochs=settings.epochs,
        validation_data=test,
        validation_batch_size=EVALUATION_BATCH_SIZE,
        verbose=verbose,
        callbacks=callbacks,
    )


def _result(model: keras.Model, settings: RunSettings, data: DataSet, watch: Watch, early: bool) -> Result:
    weights = models.weights_of(model, settings.network)
    if not all(np.isfinite(array).all() for array in weights):
        raise NetworkError(DIVERGED)
    return Result(
        network=models.to_bytes(settings.network, weights),
        epochs=watch.epochs,
        stopped=watch.stopped,
        seconds=watch.seconds,
        accuracy=accuracy(model, data.x_test, data.y_test),
        best_epoch=watch.best_epoch,
        early=early,
    )


def accuracy(model: keras.Model, pictures: Pictures, labels: Labels) -> float:
    """Return the share of pictures (n, height, width[, 3]) whose class the network predicts."""
    probabilities = model.predict(encode(pictures), batch_size=EVALUATION_BATCH_SIZE, verbose=0)
    return float(np.mean(probabilities.argmax(axis=1) == labels))
