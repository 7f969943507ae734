"""The data set that a visitor works on: the bundled digits, or the complete MNIST."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist
from cnnviz.data_sets import mean_and_spread
from cnnviz.errors import DataError, sentence
from cnnviz.mnist import Digits
from cnnviz.ui.session import complete_mnist, state
from cnnviz.ui.session.loaded_digits import loaded

Array = npt.NDArray[np.float32]


def source() -> str:
    """Return the source of the digits in use, as `mnist.load` takes it: bundled if others are unavailable."""
    path = complete_mnist.path() if state.current().data.source == "complete" else None
    return "bundled" if path is None or why_unavailable() else str(path)


def why_unavailable() -> str:
    """Return why the complete MNIST was chosen but cannot be used; "" if it can, or was not chosen."""
    if state.current().data.source != "complete":
        return ""
    path = complete_mnist.path()
    if path is None:
        return "The complete MNIST is not on this machine yet. Until then, the pages show the bundled digits."
    try:
        loaded(str(path))
    except DataError as error:
        return f"{sentence(error)} Until then, the pages show the bundled digits."
    return ""


def digits() -> Digits:
    """Return the digits in use. They are shared: do not change them."""
    return loaded(source())


def class_means() -> tuple[Array, Array]:
    """Return mean and standard deviation of each class's training digits, (n_classes, 28, 28) each."""
    return _class_means(source(), mnist.stamp(source()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _class_means(source: str, stamp: tuple[int, int]) -> tuple[Array, Array]:  # noqa: ARG001 - the key
    digits = loaded(source)
    return mean_and_spread(digits.x_train, digits.y_train, digits.n_classes)
