"""A network's answers to all test digits in use, asked for in the background."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from cnnviz import mnist
from cnnviz.figures import captions
from cnnviz.lessons.evaluation import Evaluation, most_wrong
from cnnviz.ui.session import data_in_use, loaded_digits, networks, worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

_answers: Answers[Evaluation] = Answers()


def evaluation(network: NetworkFile, source: str) -> Evaluation | None:
    """Return the network's answers to the test digits of a source, or None if they are not there yet.

    Raises:
        NetworkError: if the network gives no probabilities.
        DataError: if the source holds no digits.
        WorkerError: if no answer comes; the next question is a new one.
    """
    return _answers.take(*_question(network, source))


def answered(network: NetworkFile, source: str) -> bool:
    """Return whether `evaluation` has an answer, or an error, without waiting."""
    return _answers.there(*_question(network, source))


def worth(given: Evaluation) -> str:
    """Return what the share that is read rightly is worth: what is chance in it, and whether it is a test."""
    p = f"{given.accuracy:.4g}"
    if given.n_wrong:
        said = f"± two standard errors, 2·√({p}·(1 − {p}) / {given.n:,}): so much is chance."
    else:
        most = captions.share(most_wrong(given.n))
        said = f"None wrong in {given.n:,}: still, up to 3 / {given.n:,} = {most} of others may be."
    if data_in_use.source() != "bundled":
        return said
    if networks.chosen() == networks.SHIPPED:
        return f"{said} This network was trained without the bundled digits."
    return f"{said} Trained on the complete MNIST, a network has seen these: then this is no test."


def _question(network: NetworkFile, source: str) -> tuple[Hashable, Callable[[], Evaluation]]:
    """Return what is the same for the same answer, and what works it out."""
    labels = loaded_digits.loaded(source).y_test  # here: Streamlit's caches are for the threads of pages

    def give() -> Evaluation:
        given = Evaluation(labels, worker_processes.workers().probabilities(network, source))
        given.count()  # here, so that no page waits for scikit-learn
        return given

    return (network.digest, source, mnist.stamp(source)), give
