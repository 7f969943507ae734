"""The digits that a visitor works on: the bundled ones, or the complete MNIST."""

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
    """Return what `mnist.load` takes for the digits in use; the bundled ones where others cannot be had."""
    path = complete_mnist.path() if state.current().data.source == "complete" else None
    return "bundled" if path is None or trouble() else str(path)


def trouble() -> str:
    """Return why the complete MNIST, which is wished for, cannot be used; "" if it can, or is not."""
    if state.current().data.source != "complete":
        return ""
    path = complete_mnist.path()
    if path is None:
        return "The complete MNIST is not on this machine yet. Until then, these are the bundled digits."
    try:
        loaded(str(path))
    except DataError as error:
        return f"{sentence(error)} Until then, these are the bundled digits."
    return ""


def digits() -> Digits:
    """Return the digits in use, which are only to be read."""
    return loaded(source())


def mean_digits() -> tuple[Array, Array]:
    """Return mean and spread of the training digits in use, by class; computed once for each source."""
    return _mean_digits(source(), mnist.stamp(source()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _mean_digits(source: str, stamp: tuple[int, int]) -> tuple[Array, Array]:  # noqa: ARG001 - the key
    digits = loaded(source)
    return mean_and_spread(digits.x_train, digits.y_train, digits.n_classes)
