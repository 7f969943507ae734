"""Between two batches of a run: report events, record moments, and read the visitor's command."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cnnviz.errors import NetworkError
from cnnviz.runs import Command, Control, Event, Moment, RunSettings, moment_steps, most_moments
from cnnviz.with_keras.training.moments import DIVERGED, Camera
from cnnviz.with_keras.training.progress import NO_SCORE, Progress, Score

#: The maximum number of events per second.
EVENTS_PER_SECOND = 10


@dataclass(frozen=True)
class Link:
    """What a run reports to, and what it obeys; `train` in `training_run.py` describes each.

    `remember` is None if no moments are recorded. `skips` returns whether the additional inputs of Add layers
    are on from the next batch on; None leaves them as they are.
    """

    emit: Callable[[Event], None]
    stop: Callable[[], bool]
    control: Callable[[], Command]
    remember: Callable[[Moment], None] | None = None
    skips: Callable[[], bool | None] = lambda: None


class Watch:
    """Counts the batches of a run, reports them, and returns the command to obey after each.

    Args:
        settings: The settings of the run.
        n_images: Number of training pictures.
        link: What it reports to. It may be replaced between two batches.
        camera: Makes the moments; None without them.
        progress: How far the run has come. It is updated.
    """

    def __init__(
        self, settings: RunSettings, n_images: int, link: Link, camera: Camera | None, progress: Progress
    ) -> None:
        self.link, self.camera, self.progress = link, camera, progress
        self.n_images, self.batch_size = n_images, settings.batch_size
        self.n_batches = math.ceil(n_images / settings.batch_size)
        self.moments = frozenset(
            moment_steps(settings.epochs * self.n_batches, most_moments(settings.network))
        )
        self.reported_step = progress.step
        self.mark = self.next_event = self.busy = 0.0
        self.seen = 0
        self.restored = progress.step > 0

    @property
    def epochs(self) -> int:
        """Number of epochs whose batches are all done."""
        return self.progress.epoch + (self.progress.batch == self.n_batches)

    def go_on(self) -> None:
        """Start the clock, at the beginning and after a pause."""
        self.mark = time.monotonic()

    def begin_epoch(self) -> None:
        """Begin the means of a new epoch."""
        self.progress.so_far = NO_SCORE

    def after_batch(self, logs: Mapping[str, Any]) -> Command:
        """Count and report a batch; return what to do next.

        Args:
            logs: Keras's means over the epoch so far.

        Raises:
            NetworkError: If the loss is no longer finite.
        """
        self._count(logs)
        if self.progress.step in self.moments:
            self.record_moment()
        command = self.link.control()
        if command != "go" or time.monotonic() >= self.next_event:
            self._report("batch")
        if command != "pause" and (command == "stop" or self.unwanted()):
            command = "stop"
        self._tick()  # what this took is no training
        return command

    def unwanted(self) -> bool:
        """Return whether the run must end here, which is then its last report. A pause does not count."""
        control = self.link.control
        if not (self.link.stop() or (isinstance(control, Control) and control.stopped)):
            return False
        if self.reported_step < self.progress.step:
            self._report("batch")
        return True

    def after_epoch(self, val_loss: float, val_accuracy: float) -> None:
        """Report an epoch, and begin the next one.

        Raises:
            NetworkError: If the loss is no longer finite.
        """
        if not math.isfinite(val_loss):
            raise NetworkError(DIVERGED)
        if val_loss < self.progress.best_loss:
            self.progress.best_loss, self.progress.best_epoch = val_loss, self.progress.epoch
        self._report("epoch", val_loss, val_accuracy)
        self.progress.epoch, self.progress.batch = self.progress.epoch + 1, 0

    def record_moment(self) -> None:
        """Record the state of the network, if moments are wanted."""
        if self.camera is not None and self.link.remember is not None:
            self.link.remember(self.camera.take(self.progress.step))

    def record_last_moment(self) -> None:
        """Record the state of the network, if the run ended early at a step without a moment."""
        if self.progress.step not in self.moments:
            self.record_moment()

    def _tick(self) -> float:
        """Add the time since the last tick to the run's duration, and return it."""
        now = time.monotonic()
        passed, self.mark = now - self.mark, now
        self.progress.seconds += passed
        return passed

    def _count(self, logs: Mapping[str, Any]) -> None:
        """Count a batch. Its own loss and accuracy follow from Keras's means before and after it."""
        passed = self._tick()
        progress = self.progress
        progress.batch, progress.step = progress.batch + 1, progress.step + 1
        n_images = min(progress.batch * self.batch_size, self.n_images)
        score = Score(float(logs["loss"]), float(logs["accuracy"]), n_images)
        if not math.isfinite(score.loss):
            raise NetworkError(DIVERGED)
        progress.this_batch, progress.so_far = score.since(progress.so_far), score
        if not self.restored:  # else the functions were compiled again, which says nothing of the pace
            self.busy += passed
            self.seen += progress.this_batch.n_images
        self.restored = False

    def _report(
        self,
        kind: Literal["batch", "epoch"],
        val_loss: float | None = None,
        val_accuracy: float | None = None,
    ) -> None:
        self._tick()
        progress = self.progress
        self.next_event, self.reported_step = time.monotonic() + 1 / EVENTS_PER_SECOND, progress.step
        if self.seen:
            progress.pace = self.seen / max(self.busy, 1e-9)
            self.seen, self.busy = 0, 0.0
        self.link.emit(
            Event(
                kind=kind,
                epoch=progress.epoch,
                batch=progress.batch,
                n_batches=self.n_batches,
                seconds=progress.seconds,
                loss=progress.so_far.loss,
                accuracy=progress.so_far.accuracy,
                batch_loss=progress.this_batch.loss,
                batch_accuracy=progress.this_batch.accuracy,
                images_per_second=progress.pace,
                val_loss=val_loss,
                val_accuracy=val_accuracy,
            )
        )
