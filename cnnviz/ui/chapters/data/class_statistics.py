"""What the digits of each class have in common, and how many there are to train and to test."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.data_sets import counts
from cnnviz.figures import captions, pictures
from cnnviz.figures.class_counts import class_counts
from cnnviz.mnist import Digits
from cnnviz.ui.components import stage
from cnnviz.ui.session import data_in_use


def show_means(digits: Digits) -> pictures.Encoded:
    """Show mean and standard deviation of each class's training digits; return the picture of the means."""
    means, spreads = data_in_use.class_means()
    known = np.flatnonzero(counts(digits.y_train, digits.n_classes)).tolist()
    most = float(spreads.max()) or 1.0
    names = digits.class_names
    _show_row("data-mean", "mean", {names[n]: pictures.pixels(means[n] / 255) for n in known})
    _show_row("data-spread", "spread", {names[n]: pictures.weights(spreads[n], most) for n in known})
    st.markdown(
        "**Mean**: each pixel averaged over all training digits of the class. **Spread**: its standard "
        "deviation, none where all have the same, most where about half have ink; the full colour is "
        f"{captions.number(most)} of 255."
    )
    return pictures.pixels(np.hstack(list(means / 255)))


def _show_row(key: str, statistic: str, maps: dict[str, pictures.Encoded]) -> None:
    items = [
        stage.Picture(
            label=f"{statistic} of the {name}s", encoded=encoded, alt=f"The {statistic} of all {name}s"
        )
        for name, encoded in maps.items()
    ]
    stage.show(items, key, tallest="18vh")


def show_split(digits: Digits) -> None:
    """Show how many training and test digits there are, in all and of each class."""
    train, test = (counts(labels, digits.n_classes) for labels in (digits.y_train, digits.y_test))
    n_train, n_test, test_share = st.columns(3)
    n_train.metric("Training digits, to learn from", f"{train.sum():,}")
    n_test.metric("Test digits, never learned from", f"{test.sum():,}")
    test_share.metric("Share of test digits", captions.share(test.sum() / (train.sum() + test.sum())))
    st.plotly_chart(
        class_counts(train, test, digits.class_names),
        key="data-split",
        config={"displayModeBar": False},
        alt="How many training and test digits there are of each class",
    )
    st.markdown(
        "A network can know by heart what it has learned from. Only digits it has never seen judge it."
    )
