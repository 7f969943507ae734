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
        st.markdown(f"**{len(places):,}** times a **{is_}** is read as **{as_}**; the surest first")
        return predicted_digits.show(
            digits,
            evaluation,
            places[:MAX_BESIDE_MATRIX],
            n_columns=10,
            caption=predicted_digits.confidence,
        )


def mistakes(digits: Digits, evaluation: Evaluation) -> pictures.Encoded | None:
    """Show the mistakes with the largest loss."""
    st.markdown(
        "**Is → read as.** The largest loss first: where the least is given to the true class."
        if evaluation.n_wrong
        else "There are no mistakes."
    )
    places = evaluation.worst(predicted_digits.MAX_DIGITS)
    return predicted_digits.show(digits, evaluation, places, n_columns=15, caption=predicted_digits.mistake)


def doubtful(digits: Digits, evaluation: Evaluation) -> pictures.Encoded | None:
    """Show the digits with the smallest margin between the two largest probabilities."""
    st.markdown(
        "**Margin**: the largest probability less the second largest. The smallest first, right or wrong."
    )
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
        "**Recall** of the 4: of all that are a 4, so many are read as 4. **Precision** of the 4: of all "
        "that are read as 4, so many are one."
    )


def confidence(_: Digits, evaluation: Evaluation) -> None:
    """Show how often answers of about equal confidence are right."""
    bins = evaluation.reliability()
    st.plotly_chart(
        reliability(bins),
        key="evaluate-confidence",
        config=_CHART_CONFIG,
        alt="How often answers of a confidence are right",
    )
    st.markdown(
        "Of answers given with 90 %, nine in ten should be right. Above each bar: how many answers. Expected "
        f"calibration error, the mean gap: **{captions.number(100 * bins.error)} %**. "
        "Bars of few answers are chance."
    )
