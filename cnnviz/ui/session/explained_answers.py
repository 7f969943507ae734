"""What explains a network's answer: probabilities, maps and their quality, computed once for all visitors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.explanations import Asked, Explanation, Quality
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]
T = TypeVar("T")

_probabilities: Answers[Array] = Answers()
#: A map of a photo is 200 KB.
_maps: Answers[Explanation] = Answers()
_qualities: Answers[Quality] = Answers()


@dataclass(frozen=True)
class Question(Generic[T]):
    """A question for the worker, whose answer may be there already."""

    answers: Answers[T]
    key: Hashable
    compute: Callable[[], T]

    def answer(self) -> T | None:
        """Return the answer, or None if it is not ready yet; it is computed meanwhile.

        Raises:
            NetworkError: If there is no answer.
            WorkerError: If the worker does not answer; the next call asks again.
        """
        return self.answers.answer(self.key, self.compute)

    def is_ready(self) -> bool:
        """Return whether `answer` would return or raise without waiting; ask the worker if it is new."""
        return self.answers.is_ready(self.key, self.compute)


def probabilities(network: NetworkFile, x: Array) -> Question[Array]:
    """Return the question for a network's output for one input, (n_classes,)."""
    return Question(
        _probabilities,
        (network.digest, input_digest(x)),
        lambda: worker_processes.workers().prediction(network, x),
    )


def explanation(network: NetworkFile, x: Array, asked: Asked) -> Question[Explanation]:
    """Return the question for the map that explains one class of a network's answer."""
    return Question(
        _maps,
        (network.digest, input_digest(x), asked),
        lambda: worker_processes.workers().explanation(network, x, asked),
    )


def quality(network: NetworkFile, x: Array, asked: Asked) -> Question[Quality]:
    """Return the question for how good such a map is."""
    return Question(
        _qualities,
        (network.digest, input_digest(x), asked),
        lambda: worker_processes.workers().quality(network, x, asked),
    )


def input_digest(x: Array) -> bytes:
    """Return a key for a network's input: equal for equal numbers only."""
    return hashlib.blake2b(np.ascontiguousarray(x, np.float32).tobytes(), digest_size=16).digest()
