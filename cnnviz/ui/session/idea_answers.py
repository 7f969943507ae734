"""What the worker measures of the networks of an idea, once for all visitors."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.network import Network
from cnnviz.runs import RunSettings
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.explained_answers import Question

_gradients: Answers[dict[str, float]] = Answers()
_seconds: Answers[list[float]] = Answers()


def first_gradients(settings: RunSettings) -> Question[dict[str, float]]:
    """Return the question for the size of each layer's gradient before a run's first batch."""
    return Question(_gradients, settings, lambda: worker_processes.workers().first_gradients(settings))


def pass_seconds(networks: Sequence[Network], n: int) -> Question[list[float]]:
    """Return the question for how long each network takes for a batch of pictures.

    Args:
        networks: The networks.
        n: The number of the measurement: another one measures anew.
    """
    asked = tuple(networks)
    return Question(_seconds, (asked, n), lambda: worker_processes.workers().pass_seconds(asked))
