"""The learning curve: the accuracy of runs that learn from few digits, from more, and from all of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.data_sets import counts
from cnnviz.errors import DataError, sentence
from cnnviz.figures.scores import amount
from cnnviz.lessons import learning_curve
from cnnviz.mnist import Digits
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


def n_available(digits: Digits) -> int:
    """Return the number of training digits in the smallest class."""
    return int(counts(digits.y_train, digits.n_classes).min())


def show(digits: Digits) -> None:
    """Show the buttons that start and stop the runs, and the accuracies so far."""
    most = n_available(digits)
    if not most:
        st.info("A class is missing in these digits. No network can learn it from them.")
        return
    together = RunsTogether(
        visitor_runs.LEARNING_CURVE,
        "Train them all",
        lambda: learning_curve.runs(_network(), data_in_use.source(), most),
    )
    sizes = [run.settings.per_class or 0 for run in together.runs] or learning_curve.sizes(most)
    explanation, start, stop = st.columns([6, 2, 1.4], vertical_alignment="center")
    explanation.markdown(_explanation(most))
    together.buttons(start, stop)
    together.message()
    together.watch(lambda: _curve(together.runs, sizes))


def _explanation(most: int) -> str:
    sizes = learning_curve.sizes(most)
    last = f"all {sizes[-1]:,}" if sizes[-1] == most else f"{sizes[-1]:,}"
    return (
        f"The same network learns from {sizes[0]} digits of each class, then from more, up to {last}. "
        "Each run begins with the same weights. The same test digits judge them all."
    )


def _network() -> Network:
    """Return the layers of the chosen network."""
    return network_answers.parts(networks.chosen("explains"))[0]


def _curve(runs: Sequence[Run], sizes: Sequence[int]) -> None:
    """Show the progress of the runs, and the accuracy of those that have ended."""
    try:
        points = _progress(runs) if runs else []
    except DataError as error:
        st.error(sentence(error))
        return
    st.plotly_chart(
        amount(points, sizes),
        key="amount-curve",
        config={"displayModeBar": False},
        alt="Accuracy on the test digits against the number of training digits",
    )


def _progress(runs: Sequence[Run]) -> list[tuple[int, float, float]]:
    """Show the progress of the runs; return the points of the curve.

    Raises:
        DataError: If the test digits are no longer there.
    """
    settings = runs[0].settings
    n_test = len(loaded_digits.loaded(settings.data).y_test)
    if error := failure(runs):
        st.error(error)
    line = f"{status(runs, _run_name)} · {_network_name(settings.network)}, {n_test:,} test digits"
    st.progress(progress(runs), text=line)
    return learning_curve.points(runs, n_test)


def _network_name(network: Network) -> str:
    """Return how the network is called in the progress line."""
    if network == lecture_network():
        return "the lecture's network"
    return f"a network of {network.n_weights:,} parameters"


def _run_name(run: Run) -> str:
    return f"{run.settings.per_class or 0:,} of each class, {run.settings.epochs} epochs"
