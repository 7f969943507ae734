"""How many digits does a network need? Runs from few digits to all there are, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.errors import DataError, sentence
from cnnviz.figures.scores import amount
from cnnviz.lessons import learning_curve
from cnnviz.mnist import Digits
from cnnviz.mnist.statistics import counts
from cnnviz.network import Network, lecture_network
from cnnviz.runs import Run
from cnnviz.ui.chapters.runs_together import RunsTogether, failure, progress, status
from cnnviz.ui.session import (
    data_in_use,
    loaded_digits,
    network_answers,
    networks,
    visitor_runs,
)


def available(digits: Digits) -> int:
    """Return how many training digits the class with the fewest has."""
    return int(counts(digits.y_train).min())


def show(digits: Digits) -> None:
    """Show the accuracies so far, and where the runs are begun and stopped."""
    most = available(digits)
    if not most:
        st.info("In these digits a class is missing, so that no network can learn them all.")
        return
    together = RunsTogether(
        visitor_runs.AMOUNT,
        "Train them all",
        lambda: learning_curve.runs(_network(), data_in_use.source(), most),
    )
    sizes = [run.settings.per_class or 0 for run in together.runs] or learning_curve.sizes(most)
    words, start, stop = st.columns([6, 2, 1.4], vertical_alignment="center")
    words.markdown(_explanation(most))
    together.buttons(start, stop)
    together.message()
    together.watch(lambda: _curve(together.runs, sizes))


def _explanation(most: int) -> str:
    sizes = learning_curve.sizes(most)
    last = f"all {sizes[-1]:,}" if sizes[-1] == most else f"{sizes[-1]:,}"
    return (
        f"The same network learns from {sizes[0]} digits of each class, then from more, up to "
        f"{last}: each time from the same start, judged by the same test "
        "digits."
    )


def _network() -> Network:
    """Return the layers of the network in use."""
    chosen = networks.chosen()
    return lecture_network() if chosen == networks.SHIPPED else network_answers.parts(chosen)[0]


def _curve(runs: Sequence[Run], sizes: Sequence[int]) -> None:
    """Show how far the runs are, and the accuracy of those that have ended."""
    try:
        points = _standing(runs) if runs else []
    except DataError as error:
        st.error(sentence(error))
        return
    st.plotly_chart(
        amount(points, sizes),
        key="amount-curve",
        config={"displayModeBar": False},
        alt="Accuracy on the test digits over the number of training digits",
    )


def _standing(runs: Sequence[Run]) -> list[tuple[int, float, float]]:
    """Say where the runs stand, and return their points.

    Raises:
        DataError: if the digits that judge are not there any more.
    """
    learned = runs[0].settings
    n_test = len(loaded_digits.loaded(learned.data).y_test)
    if error := failure(runs):
        st.error(error)
    line = f"{status(runs, _run_name)} · {_named(learned.network)}, {n_test:,} test digits"
    st.progress(progress(runs), text=line)
    return learning_curve.points(runs, n_test)


def _named(network: Network) -> str:
    """Return which network learns, however it was called when the runs were begun."""
    if network == lecture_network():
        return "the lecture's network"
    return f"a network of {network.n_weights:,} weights"


def _run_name(run: Run) -> str:
    return f"{run.settings.per_class or 0:,} of each class, {run.settings.epochs} epochs"
