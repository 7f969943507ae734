"""The views of an evaluation: mistakes, scores of each class, and how far the confidence can be trusted.

Each shows itself, and returns its picture if it has one.
"""

from __future__ import annotations

import streamlit as st

from cnnviz.figures import captions, pictures
from cnnviz.figures.scores import classes, reliability
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.mnist import Digits
from cnnviz.ui.chapters.evaluate import confusion_matrix, predicted_digits
from cnnviz.ui.session.state import current

#: The largest number of digits beside the confusion matrix.
MAX_BESIDE_MATRIX = 20
_COUNTED = ("", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_CHART_CONFIG = {"displayModeBar": False}


def confusion(digits: Digits, evaluation: Evaluation) -> pictures.Encoded | None:
    """Show the confusion matrix, and beside it the digits of the chosen cell."""
    label, predicted = current().evaluate.confused or evaluation.most_confused() or (0, 0)
    left, right = st.columns([5, 7])
    with left:
        confusion_matrix.show(evaluation, (label, predicted))
    with right:
        places = evaluation.confused(label, predicted)
        is_, as_ = evaluation.class_names[label], evaluation.class_names[predicted]
        st.markdown(_how_many(len(places), is_, as_))
        return predicted_digits.show(
            digits,
            evaluation,
            places[:MAX_BESIDE_MATRIX],
            n_columns=10,
            caption=predicted_digits.confidence,
        )


def _how_many(count: int, label: str, predicted: str) -> str:
    """Return how often a class is read as another, and in which order the digits follow."""
    if label == predicted:
        return f"**{count:,}** {label}s were read correctly, most confident first."
    if count == 0:
        return f"No **{label}**s were read as **{predicted}**."
    if count == 1:
        return f"One **{label}** was read as **{predicted}**."
    words = dict(enumerate(_COUNTED))
    return (
        f"{words.get(count, f'{count:,}')} **{label}**s were read as **{predicted}**, most confident first."
    )


def mistakes(digits: Digits, evaluation: Evaluation) -> pictures.Encoded | None:
    """Show the mistakes with the largest loss."""
    st.markdown(
        "True digit → the network's answer. The worst mistakes come first."
        if evaluation.n_wrong
        else "There are no mistakes."
    )
    places = evaluation.worst(predicted_digits.MAX_DIGITS)
    return predicted_digits.show(digits, evaluation, places, n_columns=15, caption=predicted_digits.mistake)


def doubtful(digits: Digits, evaluation: Evaluation) -> pictures.Encoded | None:
    """Show the digits with the smallest margin between the two largest probabilities."""
    st.markdown("**Margin**: the lead of the best answer over the second best. The closest calls come first.")
    places = evaluation.doubtful(predicted_digits.MAX_DIGITS)
    return predicted_digits.show(digits, evaluation, places, n_columns=15, caption=predicted_digits.margin)


def scores(_: Digits, evaluation: Evaluation) -> None:
    """Show precision and recall of each class."""
    st.plotly_chart(
        classes(evaluation.per_class),
        key="evaluate-classes",
        config=_CHART_CONFIG,
        alt="Precision and recall of each class",
    )
    st.markdown(
        "**Recall** of 4: the share of real 4s that the network finds.  \n"
        '**Precision** of 4: the share of its answers "4" that are right.'
    )


def confidence(_: Digits, evaluation: Evaluation) -> None:
    """Show how often answers of about equal confidence are right."""
    bins = evaluation.reliability()
    st.plotly_chart(
        reliability(bins),
        key="evaluate-confidence",
        config=_CHART_CONFIG,
        alt="Accuracy at each level of confidence",
    )
    st.markdown(
        "When the network says 90 %, nine in ten answers should be right. "
        "The number above each bar counts its answers. "
        f"The mean gap is **{captions.number(100 * bins.error)} %** (expected calibration error). "
        "Ignore bars with few answers."
    )
