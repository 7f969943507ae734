"""A Keras callback that reports events, records moments and obeys the visitor's commands."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import keras

from cnnviz.errors import NetworkError
from cnnviz.runs import Command, Control, Event, RunSettings, moment_steps, most_moments
from cnnviz.with_keras.training.moments import DIVERGED, Camera

#: The maximum number of events per second.
EVENTS_PER_SECOND = 10
#: Seconds between two calls of a `control` that cannot end a pause by itself, and of `stop` during a pause.
POLL_SECONDS = 0.05


class Score(NamedTuple):
    """Loss and accuracy as means over some images."""

    loss: float = 0.0
    accuracy: float = 0.0
    n_images: int = 0

    def since(self, before: Score) -> Score:
        """Return the means over the images that were added since `before`."""
        n_images = self.n_images - before.n_images
        loss, accuracy = (
            (mean * self.n_images - earlier * before.n_images) / n_images
            for mean, earlier in zip(self[:2], before[:2], strict=True)
        )
        right = round(accuracy * n_images)
        # Keras's means are float32, so a loss of 0 may come out as -1e-4.
        return Score(max(0.0, loss), right / n_images, n_images)


class Stopped(Exception):  # noqa: N818 - nothing is wrong
    """Ends the run here. Keras's `stop_training` would first evaluate the incomplete epoch and count it."""


class Watch(keras.callbacks.Callback):  # type: ignore[misc]
    """Reports events, records moments, and obeys commands between batches."""

    def __init__(
        self,
        settings: RunSettings,
        n_images: int,
        *,
        emit: Callable[[Event], None],
        stop: Callable[[], bool],
        control: Callable[[], Command],
        camera: Camera | None,
    ) -> None:
        super().__init__()
        self.emit, self.stop, self.control, self.camera = emit, stop, control, camera
        self.n_images, self.batch_size = n_images, settings.batch_size
        self.n_batches = math.ceil(n_images / settings.batch_size)
        self.moments = frozenset(
            moment_steps(settings.epochs * self.n_batches, most_moments(settings.network))
        )
        self.epoch = self.batch = self.step = self.reported_step = self.epochs = 0
        self.so_far, self.this_batch = Score(), Score()
        self.best_epoch: int | None = None
        self.best_loss = math.inf
        self.stopped = False
        self.began = self.mark = time.monotonic()
        self.paused = self.busy = self.next_event = self.pace = 0.0
        self.seen = 0

    @property
    def seconds(self) -> float:
        """Seconds since the run began, without pauses."""
        return time.monotonic() - self.began - self.paused

    def begin(self) -> bool:
        """Record step 0, wait if the command is to pause, and return whether to go on."""
        self._record_moment()
        self.stopped = self._next_command(self.control()) == "stop"
        self.began, self.paused = time.monotonic(), 0.0
        return not self.stopped

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002 - Keras's signature
        """Start an epoch."""
        self.epoch = epoch
        self.so_far = Score()
        self.mark = time.monotonic()

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Report the batch; pause or stop on command."""
        self._count(batch, logs)
        if self.step in self.moments:
            self._record_moment()
        command = self.control()
        if command != "go" or time.monotonic() >= self.next_event:
            self._report("batch")
        if self._next_command(command) == "stop" or self.stop():
            self._end()

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:  # noqa: ARG002 - Keras's signature
        """Stop on command during validation. A pause waits for the next training batch."""
        if self.stop() or (isinstance(self.control, Control) and self.control.stopped):
            self._end()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Report the epoch's result."""
        val_loss = float(logs["val_loss"])
        if not math.isfinite(val_loss):
            raise NetworkError(DIVERGED)
        if val_loss < self.best_loss:
            self.best_loss, self.best_epoch = val_loss, epoch
        self._report("epoch", val_loss, float(logs["val_accuracy"]))

    def on_train_end(self, logs: Any = None) -> None:  # noqa: ARG002 - Keras's signature
        """Record the last step, if the run ended early."""
        if self.step not in self.moments:
            self._record_moment()

    def _count(self, batch: int, logs: Any) -> None:
        """Count a batch. Its own loss and accuracy follow from Keras's means before and after it."""
        now = time.monotonic()
        self.busy += now - self.mark
        self.mark = now
        n_images = min((batch + 1) * self.batch_size, self.n_images)
        score = Score(float(logs["loss"]), float(logs["accuracy"]), n_images)
        if not math.isfinite(score.loss):
            raise NetworkError(DIVERGED)
        self.this_batch, self.so_far = score.since(self.so_far), score
        self.batch, self.step = batch, self.step + 1
        self.epochs = self.epoch + (batch + 1 == self.n_batches)
        self.seen += self.this_batch.n_images

    def _record_moment(self) -> None:
        if self.camera is not None:
            self.camera.take(self.step)

    def _end(self) -> None:
        self.stopped = True
        if self.reported_step < self.step:
            self._report("batch")
        raise Stopped

    def _next_command(self, command: Command) -> Command:
        """Return the command to obey next: `command`, or the one that ends a pause."""
        began = time.monotonic()
        while command == "pause":
            if self.stop():
                return "stop"
            if isinstance(self.control, Control):
                command = self.control.wait(POLL_SECONDS)
            else:
                time.sleep(POLL_SECONDS)
                command = self.control()
        self.mark = time.monotonic()
        self.paused += self.mark - began
        return command

    def _report(
        self,
        kind: Literal["batch", "epoch"],
        val_loss: float | None = None,
        val_accuracy: float | None = None,
    ) -> None:
        self.next_event, self.reported_step = time.monotonic() + 1 / EVENTS_PER_SECOND, self.step
        if self.seen:
            self.pace = self.seen / max(self.busy, 1e-9)
            self.seen, self.busy = 0, 0.0
        self.emit(
            Event(
                kind=kind,
                epoch=self.epoch,
                batch=self.batch + 1,
                n_batches=self.n_batches,
                seconds=self.seconds,
                loss=self.so_far.loss,
                accuracy=self.so_far.accuracy,
                batch_loss=self.this_batch.loss,
                batch_accuracy=self.this_batch.accuracy,
                images_per_second=self.pace,
                val_loss=val_loss,
                val_accuracy=val_accuracy,
            )
        )
