"""A network's answers to all test digits in use, asked for in the background."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import streamlit as st

from cnnviz.errors import DataError, NetworkError, WorkerError
from cnnviz.evaluation import Evaluation
from cnnviz.ui import datasets, networks
from cnnviz.workers import NetworkFile

#: Seconds for an answer that a page can do without at first.
PATIENCE = 0.5


def evaluation(network: NetworkFile, source: str) -> Evaluation | None:
    """Return the network's answers to the test digits of a source, or None if they are not there yet.

    Raises:
        NetworkError: if the network gives no probabilities.
        DataError: if the source holds no digits.
        WorkerError: if no answer comes; the next question is a new one.
    """
    question = _question(network, source)
    try:
        return _asked(*question).result(PATIENCE)
    except TimeoutError:
        return None
    except WorkerError:
        _asked.clear(*question)
        raise


def answered(network: NetworkFile, source: str) -> bool:
    """Return whether `evaluation` has an answer, or an error, without waiting."""
    return _asked(*_question(network, source)).done()


def worth(given: Evaluation) -> str:
    """Return what the share that is read rightly is worth: what is chance in it, and whether it is a test."""
    p = f"{given.accuracy:.4g}"
    if given.n_wrong:
        said = f"± two standard errors, 2·√({p}·(1 − {p}) / {given.n:,}): so much is chance."
    else:
        said = f"None wrong in {given.n:,}: still, up to 3 / {given.n:,} of others may be."
    if datasets.source() != "bundled":
        return said
    if networks.chosen() == networks.SHIPPED:
        return f"{said} This network was trained without the bundled digits."
    return f"{said} Trained on the complete MNIST, a network has seen these: then this is no test."


def _question(network: NetworkFile, source: str) -> tuple[str, str, str, NetworkFile]:
    return network.digest, source, datasets.stamp(source), network


@st.cache_resource(max_entries=8, show_spinner=False)
def _asked(digest: str, source: str, stamp: str, _network: NetworkFile) -> Future[Evaluation]:  # noqa: ARG001
    """Return the answer that the worker is going to give; the network is known by its digest."""
    labels = datasets.loaded(source).y_test
    answer: Future[Evaluation] = Future()

    def ask() -> None:
        try:
            given = Evaluation(labels, networks.workers().probabilities(_network, source))
            given.count()  # here, so that no page waits for scikit-learn
            answer.set_result(given)
        except (DataError, NetworkError, WorkerError) as error:
            answer.set_exception(error)
        except Exception:  # noqa: BLE001 - whatever it was, the page says so, and may ask again
            answer.set_exception(WorkerError("The network could not read the test digits. Try it again."))

    threading.Thread(target=ask, daemon=True, name="evaluation").start()
    return answer
