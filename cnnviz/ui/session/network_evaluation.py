"""The evaluation of a network on all test digits, computed in the background, once for all visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from cnnviz import mnist
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.ui.session import loaded_digits, worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

_evaluations: Answers[Evaluation] = Answers()


def evaluation(network: NetworkFile, source: str) -> Evaluation | None:
    """Return the evaluation of a network, or None if it is not ready yet.

    Args:
        network: The network.
        source: Where the test digits come from, as `mnist.load` takes it.

    Raises:
        NetworkError: If the network gives no probabilities.
        DataError: If the source holds no digits.
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _evaluations.answer(*_question(network, source))


def is_ready(network: NetworkFile, source: str) -> bool:
    """Return whether `evaluation` would return or raise without waiting."""
    return _evaluations.is_ready(*_question(network, source))


def _question(network: NetworkFile, source: str) -> tuple[Hashable, Callable[[], Evaluation]]:
    """Return the key of an evaluation, and the function that computes it."""
    digits = loaded_digits.loaded(source)  # Streamlit's caches work only on the threads of pages

    def evaluate() -> Evaluation:
        probabilities = worker_processes.workers().probabilities(network, source)
        result = Evaluation(digits.y_test, probabilities, digits.class_names)
        result.count()  # here, so that no page waits for scikit-learn
        return result

    return (network.digest, source, mnist.stamp(source)), evaluate
