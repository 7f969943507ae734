"""The accuracy of a network beside the lecture's, and how far it can be trusted."""

from __future__ import annotations

import streamlit as st

from cnnviz import reading
from cnnviz.figures import captions
from cnnviz.lessons.evaluation import LECTURE_ACCURACY, Evaluation, likely_error_rate
from cnnviz.ui.session import data_in_use, networks, visitor_runs

#: All bundled digits are from the training part of MNIST.
_FROM_A_FILE = " A network trained on the complete MNIST has seen these digits. Then this test is not fair."


def show(evaluation: Evaluation) -> None:
    """Show the accuracy with its uncertainty, the lecture's accuracy, and the number of mistakes."""
    margin = f"± {100 * evaluation.uncertainty:.2f} (margin of error)" if evaluation.n_wrong else ""
    st.markdown(
        f"#### Accuracy {captions.share(evaluation.accuracy, 2)} {margin} · "
        f"lecture {captions.share(LECTURE_ACCURACY, 2)} · {evaluation.n_wrong:,} of {evaluation.n:,} wrong"
    )


def explain(evaluation: Evaluation) -> None:
    """Explain the margin of error, and say whether the test is fair."""
    st.markdown(f"{_uncertainty(evaluation)}{_fairness()}")


def _uncertainty(evaluation: Evaluation) -> str:
    """Return how the margin of error is computed; without mistakes, by the rule of three."""
    p, n = f"{evaluation.accuracy:.4g}", f"{evaluation.n:,}"
    if evaluation.n_wrong:
        return (
            f"Margin of error: 2·√({p}·(1 − {p}) / {n}), two standard errors. "
            "Other test digits would give a result within it, 19 times in 20."
        )
    most = captions.share(likely_error_rate(evaluation.n))
    return f"No mistake in {n} digits. Still, up to 3 / {n} = {most} of other digits may be wrong."


def _fairness() -> str:
    """Return whether the network has trained on the digits that it is tested on."""
    bundled = data_in_use.source() == "bundled"
    network = networks.chosen("explains")
    if network.name and reading.card(network.name).get("without the bundled digits"):
        return " This network was trained without the bundled digits." if bundled else ""
    settings = visitor_runs.settings_of(network)
    if settings is None:
        return _FROM_A_FILE if bundled else ""
    if settings.data == "bundled" or not bundled:
        return " This network trained on other digits, so this test is fair."
    if settings.share == 1 and settings.per_class is None:
        return " This network trained on these digits, so this test is not fair."
    return " This network may have trained on some of these digits, so this test is not fair."
