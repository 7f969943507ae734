"""Made-up answers in place of those that take the worker seconds.

They are for tests that open many pages and look at no answer. The pages show an answer at once, where they
would otherwise be left before it has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from cnnviz import reading
from cnnviz.lessons.explanations import Asked, Explanation
from cnnviz.lessons.pushes import Push, PushAsked
from cnnviz.lessons.transfer import Trial
from cnnviz.ui.session import explained_answers, pushed_answers, transfer_answers
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile, Workers

#: Sizes of the made-up pushes, from 0.
N_PUSHES = 9


@contextmanager
def quick() -> Iterator[None]:
    """Make up maps and pushes of photographs, and accuracies after a short training.

    What is answered meanwhile is forgotten, so that no other test finds it.
    """
    explain, push = Workers.explanation, Workers.push

    def quick_explanation(self, network: NetworkFile, x: np.ndarray, asked: Asked) -> Explanation:
        if network.name != reading.PHOTOS:
            return explain(self, network, x, asked)
        total = 1.0 if asked.method == "integrated_gradients" else None
        return Explanation(_noise(x.shape[:2]), total, total)

    def quick_push(self, network: NetworkFile, picture: np.ndarray, asked: PushAsked) -> Push:
        return (
            _made_up(picture, asked)
            if network.name == reading.PHOTOS
            else push(self, network, picture, asked)
        )

    def quick_accuracy(self, trial: Trial) -> float:
        return 0.5

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workers, "explanation", quick_explanation)
        patch.setattr(Workers, "push", quick_push)
        patch.setattr(Workers, "transfer_accuracy", quick_accuracy)
        patch.setattr(explained_answers, "_maps", Answers())
        patch.setattr(pushed_answers, "_pushes", Answers(pushed_answers.KEPT))
        patch.setattr(transfer_answers, "_compared", Answers())
        yield


def _made_up(picture: np.ndarray, asked: PushAsked) -> Push:
    """Return pushes whose answer turns at the second size, to the class that was asked for."""
    signs = np.where(_noise(picture.shape) > 0, 1, -1).astype(np.int8)
    probabilities = np.full((N_PUSHES, len(reading.pretrained(reading.PHOTOS)[0].classes)), 1e-4, np.float32)
    probabilities[:2, 0 if asked.toward else 1] = 0.9
    probabilities[2:, 2 if asked.toward is None else asked.toward] = 0.9
    return Push(
        asked.toward, signs[np.newaxis], signs, probabilities, probabilities[:1].repeat(N_PUSHES, axis=0)
    )


def _noise(shape: tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)
