"""A paused run that takes no worker: everything that it needs to go on, on any of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs.run_settings import RunSettings

#: The maximum memory for all runs that are put aside, in bytes. The lecture's network with Adam takes 8 MB.
PUT_ASIDE_BYTES = 2**30
#: Bytes for everything besides arrays of weights: their headers, counts, seeds, means.
REST_BYTES = 2**20


@dataclass(frozen=True)
class PutAside:
    """A run that is put aside.

    Attributes:
        state: An .npz file with weights, the optimizer's arrays, the seeds of Dropout, the means over the
            epoch, early stopping's counts and best weights, and the place in the epoch.
        n_moments: Number of moments recorded so far. They are kept with the run.
    """

    state: bytes = field(repr=False)
    n_moments: int


def most_bytes(settings: RunSettings) -> int:
    """Return how many bytes the state of a run takes at most."""
    copies = 1 + OPTIMIZERS[settings.optimizer].slots + settings.keep_best
    return 4 * settings.network.n_weights * copies + REST_BYTES
