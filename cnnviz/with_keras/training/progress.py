"""How far a run has come, as plain numbers: they are put aside with the network when the run is paused."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple


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


NO_SCORE = Score()


@dataclass
class Progress:
    """The place of a run between two batches, and the numbers that it has reported there.

    Attributes:
        epoch: The epoch of the next batch, counted from 0.
        batch: Number of batches done in this epoch.
        step: Number of batches done in all epochs.
        so_far: Means over this epoch.
        this_batch: The score of the last batch alone.
        best_epoch: The epoch with the lowest val_loss; None before the first epoch has ended.
        seconds: Duration without pauses.
        pace: Images per second at the last report.
        skips: Whether the additional inputs of Add layers are switched on.
        stopping: The counts of Keras's EarlyStopping by its attributes' names; empty without it.
    """

    epoch: int = 0
    batch: int = 0
    step: int = 0
    so_far: Score = NO_SCORE
    this_batch: Score = NO_SCORE
    best_epoch: int | None = None
    best_loss: float = math.inf
    seconds: float = 0.0
    pace: float = 0.0
    skips: bool = True
    stopping: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """Return the progress as JSON. Every number comes back exactly."""
        return json.dumps(asdict(self)).encode()

    @staticmethod
    def from_json(text: bytes) -> Progress:
        """Return the progress that `to_json` has written.

        >>> half = Progress(step=3, so_far=Score(0.5, 0.25, 96), best_loss=1 / 3)
        >>> Progress.from_json(half.to_json()) == half
        True
        """
        values = json.loads(text)
        scores = {name: Score(*values[name]) for name in ("so_far", "this_batch")}
        return Progress(**values | scores)
