"""Pushes of a picture and what a network says of each, computed once for all visitors."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.pushes import Push, PushAsked
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.explained_answers import Question
from cnnviz.workers import NetworkFile

#: How many are kept. The pushes of a photo are 0.3 MB, or with many steps up to 10 MB.
KEPT = 16
_pushes: Answers[Push] = Answers(KEPT)


def push(network: NetworkFile, picture: npt.NDArray[np.float32], asked: PushAsked) -> Question[Push]:
    """Return the question for pushes of a picture.

    Args:
        network: The network.
        picture: What it sees, (height, width) or (height, width, channels) in [0, 1].
        asked: The method, and the class that the answer should become.
    """
    digest = hashlib.blake2b(np.ascontiguousarray(picture).tobytes(), digest_size=16).digest()
    return Question(
        _pushes,
        (network.digest, picture.shape, digest, asked),
        lambda: worker_processes.workers().push(network, picture, asked),
    )
