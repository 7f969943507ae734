"""The average digit of each class, and the numbers of training and test digits."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.colours import Colours
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
    st.markdown("**Average**: the mean of each pixel over all training digits of the class.")
    _show_row(
        "data-mean",
        "pixels",
        "The average of all {}s",
        {names[n]: pictures.pixels(means[n] / 255) for n in known},
    )
    st.markdown(
        "**Differences**: how far each pixel differs from the average (standard deviation). "
        f"The brightest colour stands for {captions.number(most)} of 255."
    )
    _show_row(
        "data-spread",
        "strength",
        "How far all {}s differ from their average",
        {names[n]: pictures.feature_map(spreads[n], most, "strength") for n in known},
    )
    return pictures.pixels(np.hstack(list(means / 255)))


def _show_row(key: str, colours: Colours, title: str, maps: dict[str, pictures.Encoded]) -> None:
    items = [
        stage.Picture(label=name, encoded=encoded, colours=colours, alt=title.format(name))
        for name, encoded in maps.items()
    ]
    stage.show(items, key, tallest="18vh")


def show_split(digits: Digits) -> None:
    """Show how many training and test digits there are, in all and of each class."""
    train, test = (counts(labels, digits.n_classes) for labels in (digits.y_train, digits.y_test))
    n_train, n_test, test_share = st.columns(3)
    n_train.metric("Training digits", f"{train.sum():,}")
    n_test.metric("Test digits", f"{test.sum():,}")
    test_share.metric("Share of test digits", captions.share(test.sum() / (train.sum() + test.sum())))
    st.plotly_chart(
        class_counts(train, test, digits.class_names),
        key="data-split",
        config={"displayModeBar": False},
        alt="How many training and test digits there are of each class",
    )
    st.markdown("A network may learn its training digits by heart. Only new digits show what it has learned.")
