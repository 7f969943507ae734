"""Train a network as Keras's `fit` does, and go on from any batch: a run may be put aside inside an epoch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.data_sets import DataSet, Labels, Pictures, encode
from cnnviz.errors import NetworkError
from cnnviz.runs import EVALUATION_BATCH_SIZE, Command, Result, RunSettings
from cnnviz.with_keras import models
from cnnviz.with_keras.training import aside, run_setup
from cnnviz.with_keras.training.gradient_sizes import GradientSizes
from cnnviz.with_keras.training.moments import DIVERGED, Camera
from cnnviz.with_keras.training.progress import Progress
from cnnviz.with_keras.training.run_setup import Picture
from cnnviz.with_keras.training.skips import Skips
from cnnviz.with_keras.training.watch import Link, Watch

#: The counts of EarlyStopping that are put aside with a run, besides its best weights.
STOPPING = ("wait", "best", "best_epoch")


class Engine:
    """A run in this process: its network, and everything else that changes while it trains.

    `fit` can neither stop nor begin inside an epoch. This is its loop, around the same compiled functions of
    the model and the same batches; the network is bit by bit the one that `fit` trains, with and without
    pauses.

    Args:
        settings: The network and the settings of its training.
        data: The data set.
        link: What the run reports to, and what it obeys.
        probe: The picture for the moments; by default the first test picture.
        put_aside: The bytes of a run of these settings that was put aside; None to begin a new one.

    Raises:
        NetworkError: If the network does not fit the data set.
        DataError: If a class has fewer pictures than requested.
    """

    def __init__(
        self,
        settings: RunSettings,
        data: DataSet,
        link: Link,
        probe: Picture | None = None,
        put_aside: bytes | None = None,
    ) -> None:
        settings.check_fits(data)
        self.settings, self.data = settings, run_setup.prepared(settings, data)
        self.skips = Skips()
        self.model = run_setup.model_of(settings, self.skips)
        self.model.compile(
            optimizer=run_setup.optimizer_of(settings), loss=settings.loss, metrics=["accuracy"]
        )
        self.model.optimizer.build(self.model.trainable_variables)
        self.stopping = run_setup.early_stopping(settings)
        self.model.stop_training = False
        if self.stopping is not None:
            self.stopping.set_model(self.model)
            self.stopping.on_train_begin()
        progress = Progress() if put_aside is None else aside.progress_in(put_aside)
        camera = None
        if link.remember is not None:
            sizes = GradientSizes(self.model, settings, self.data) if settings.gradients else None
            probe = run_setup.probe_for(settings, self.data, probe)
            camera = Camera(self.model, probe, self.skips, sizes)
        self.watch = Watch(settings, len(self.data.x_train), link, camera, progress)
        self._training: Any = None
        self._epoch: Any = None
        self._judging: Any = None
        if put_aside is None:
            self.watch.record_moment()
        else:
            self._restore(aside.unpacked(put_aside))

    @property
    def progress(self) -> Progress:
        """How far the run has come."""
        return self.watch.progress

    @property
    def done(self) -> bool:
        """Whether all epochs are done, or early stopping has ended the run."""
        return self.progress.epoch >= self.settings.epochs or self.model.stop_training

    def connect(self, link: Link) -> None:
        """Report to another link from now on, and obey that."""
        self.watch.link = link

    def stands_at(self, put_aside: bytes) -> bool:
        """Return whether these bytes of the same run were put aside where this engine stands."""
        return self.progress == aside.progress_in(put_aside)

    def advance(self) -> Command:
        """Train until the control returns "pause" or "stop", and return that; "go" if the run is done.

        Raises:
            NetworkError: If the loss becomes infinite, or there is not enough memory.
        """
        with enough_memory():
            self.watch.go_on()
            while not self.done:
                command = self._train_epoch()
                if command == "go":
                    command = self._judge_epoch()
                if command != "go":
                    return command
            return "go"

    def put_aside(self) -> bytes:
        """Return everything that the run needs to go on later, in any process."""
        if self.stopping is not None:
            self.progress.stopping = {name: getattr(self.stopping, name) for name in STOPPING}
        state = {owner: [np.asarray(one) for one in group] for owner, group in self._variables().items()}
        best = None if self.stopping is None else self.stopping.best_weights
        return aside.packed(self.progress, {**state, "best": best or []})

    def result(self, *, stopped: bool) -> Result:
        """End the run, and return its network.

        Raises:
            NetworkError: If the weights are not finite, or there is not enough memory.
        """
        with enough_memory():
            self.watch.record_last_moment()
            early = False
            if self.stopping is not None:
                early = self.stopping.stopped_epoch > 0 and self.watch.epochs < self.settings.epochs
                self.stopping.on_train_end()
            weights = models.weights_of(self.model, self.settings.network)
            if not all(np.isfinite(array).all() for array in weights):
                raise NetworkError(DIVERGED)
            return Result(
                network=models.to_bytes(self.settings.network, weights),
                epochs=self.watch.epochs,
                stopped=stopped,
                seconds=self.progress.seconds,
                accuracy=accuracy(self.model, self.data.x_test, self.data.y_test),
                best_epoch=self.progress.best_epoch,
                early=early,
            )

    def _train_epoch(self) -> Command:
        """Train on what is left of the epoch; return the command that ends it early, or "go"."""
        if self.progress.batch == 0:
            self.model.reset_metrics()
            self.watch.begin_epoch()
        if self._epoch is None:
            epoch = run_setup.shifted_batches(self._training_batches(), self.settings, self.progress.epoch)
            self._epoch = iter(epoch.skip(self.progress.batch))
        self.model.make_train_function()
        while self.progress.batch < self.watch.n_batches:
            self._switch_skips()
            command = self.watch.after_batch(self.model.train_function(self._epoch))
            if command in {"pause", "stop"}:
                return command
        self._epoch = None
        return "go"

    def _switch_skips(self) -> None:
        """Switch the skips on or off, if that was asked for."""
        on = self.watch.link.skips()
        if on is not None and on != self.skips.on:
            self.skips.switch(on)
            self.progress.skips = on

    def _judge_epoch(self) -> Command:
        """Evaluate the network and end the epoch; return "stop" if that was interrupted, else "go"."""
        self.model.reset_metrics()
        self.model.make_test_function()
        logs: Any = {}
        batches = iter(self._test_batches())
        for _ in range(math.ceil(len(self.data.x_test) / EVALUATION_BATCH_SIZE)):
            logs = self.model.test_function(batches)
            if self.watch.unwanted():
                return "stop"
        val_loss = float(logs["loss"])
        epoch = self.progress.epoch
        self.watch.after_epoch(val_loss, float(logs["accuracy"]))
        if self.stopping is not None:
            self.stopping.on_epoch_end(epoch, {"val_loss": val_loss})
        return "go"

    def _training_batches(self) -> Any:
        if self._training is None:
            data, size = self.data, self.settings.batch_size
            self._training = run_setup.batches(data.x_train, data.y_train, data.n_classes, size, shuffle=True)
        return self._training

    def _test_batches(self) -> Any:
        if self._judging is None:
            data = self.data
            self._judging = run_setup.batches(
                data.x_test, data.y_test, data.n_classes, EVALUATION_BATCH_SIZE, shuffle=False
            )
        return self._judging

    def _variables(self) -> dict[str, Sequence[Any]]:
        """Return all variables by their owners. An epoch that has not begun has no means yet."""
        return {
            "model": self.model.variables,  # with the seeds of Dropout
            "optimizer": self.model.optimizer.variables,
            "metrics": self.model.metrics_variables if self.progress.batch else [],
        }

    def _restore(self, state: dict[str, list[npt.NDArray[Any]]]) -> None:
        self.skips.switch(self.progress.skips)
        if self.progress.batch:
            zeros = run_setup.zeros(self.data.n_classes)
            self.model.compute_metrics(None, zeros, zeros)  # makes their variables
        for owner, variables in self._variables().items():
            for variable, array in zip(variables, state.get(owner, []), strict=True):
                variable.assign(array)
        if self.stopping is not None:
            for name in STOPPING:
                setattr(self.stopping, name, self.progress.stopping[name])
            self.stopping.best_weights = state.get("best")


@contextmanager
def enough_memory() -> Iterator[None]:
    """Turn the exceptions of too little memory into a NetworkError."""
    try:
        yield
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise NetworkError(
            "There is not enough memory for this run. Use a smaller batch size or a smaller network."
        ) from error


def accuracy(model: keras.Model, pictures: Pictures, labels: Labels) -> float:
    """Return the share of pictures (n, height, width[, 3]) whose class the network predicts."""
    probabilities = model.predict(encode(pictures), batch_size=EVALUATION_BATCH_SIZE, verbose=0)
    return float(np.mean(probabilities.argmax(axis=1) == labels))
