"""What the network for photographs finds in a picture, before its last layer names it: its features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.photo_answers import PHOTO_NETWORK

Array = npt.NDArray[np.float32]
Pictures = npt.NDArray[np.uint8]

#: The features of a picture are 5 KB.
_features: Answers[Array] = Answers(kept=256)


def features(digest: str, seen: Pictures) -> Array | None:
    """Return the features (1280,) of a picture, or None if they are not ready yet.

    Args:
        digest: A digest of the picture.
        seen: What the network sees, (224, 224, 3) uint8.

    Raises:
        NetworkError: If the network's package is not installed.
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _features.answer(digest, lambda: compute(seen))


def is_ready(digest: str, seen: Pictures) -> bool:
    """Return whether `features` would return or raise without waiting; ask the worker if it is new."""
    return _features.is_ready(digest, lambda: compute(seen))


def compute(seen: Pictures) -> Array:
    """Return the features of a picture; wait for the worker."""
    x = ARCHITECTURES[reading.PHOTOS]().preparation.scaled(seen)
    return worker_processes.workers().features(PHOTO_NETWORK, x)
