"""The data: what the digits are, how they are split, and what becomes of them before a network learns."""

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.data_sets import counts, samples
from cnnviz.figures import captions, pictures
from cnnviz.figures.class_counts import class_counts
from cnnviz.mnist import Digits
from cnnviz.ui.chapters.data import encoding_steps, getting_mnist
from cnnviz.ui.chapters.data import sample_sheet as sheet
from cnnviz.ui.components import stage
from cnnviz.ui.controls import data_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import data_in_use
from cnnviz.ui.session.state import current, field, fragment


@fragment
def page() -> None:
    view, which = st.columns([5, 3], vertical_alignment="center")
    view.segmented_control(
        "What to look at",
        VIEWS,
        format_func=lambda name: VIEWS[name][0],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("data", "view", key="data-data_view"),
    )
    with which:
        data_picker.selector("data")
    if trouble := data_in_use.trouble():
        st.info(trouble)
    digits = data_in_use.digits()
    shapes(digits)
    picture = VIEWS[current().data.view][1](digits)
    code = export.data_code(data_in_use.source())
    take_home.offer_and_show(code, picture)


def shapes(digits: Digits) -> None:
    st.markdown(
        " · ".join(
            f"`{name}` **{captions.shape(array)}** {array.dtype}" for name, array in digits.arrays.items()
        )
    )


def mean(digits: Digits) -> pictures.Encoded:
    means, spreads = data_in_use.mean_digits()
    known = np.flatnonzero(counts(digits.y_train, digits.n_classes)).tolist()
    most = float(spreads.max()) or 1.0
    names = digits.class_names
    row("data-mean", "mean", {names[n]: pictures.pixels(means[n] / 255) for n in known})
    row("data-spread", "spread", {names[n]: pictures.signed(spreads[n], most) for n in known})
    st.markdown(
        "**Mean**: each pixel averaged over all training digits of the class. **Spread**: its standard "
        "deviation, none where all have the same, most where about half have ink; the full colour is "
        f"{captions.number(most)} of 255."
    )
    return pictures.pixels(np.hstack(list(means / 255)))


def row(key: str, what: str, maps: dict[str, pictures.Encoded]) -> None:
    items = [
        stage.Picture(label=f"{what} of the {name}s", encoded=encoded, alt=f"The {what} of all {name}s")
        for name, encoded in maps.items()
    ]
    stage.show(items, key, tallest="18vh")


def divided(digits: Digits) -> None:
    train, test = (counts(labels, digits.n_classes) for labels in (digits.y_train, digits.y_test))
    learn, judge, share = st.columns(3)
    learn.metric("Training digits, to learn from", f"{train.sum():,}")
    judge.metric("Test digits, never learned from", f"{test.sum():,}")
    share.metric("Share of test digits", captions.share(test.sum() / (train.sum() + test.sum())))
    st.plotly_chart(
        class_counts(train, test, digits.class_names),
        key="data-split",
        config={"displayModeBar": False},
        alt="How many training and test digits there are of each class",
    )
    st.markdown(
        "A network can know by heart what it has learned from. Only digits it has never seen judge it."
    )


def taken(digits: Digits) -> None:
    places = samples(digits.y_train, digits.n_classes, sheet.PER_CLASS, current().data.sheet)
    encoding_steps.show(digits, sheet.picked(digits, places))


def source(_: Digits) -> None:
    getting_mnist.show()


VIEWS = {
    "samples": ("Samples", sheet.show),
    "mean": ("Mean and spread", mean),
    "split": ("Train and test", divided),
    "network": ("For the network", taken),
    "source": ("Get the complete data", source),
}

navigation.run(page)
