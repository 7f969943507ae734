"""The digits of each source, read once for all visitors."""

from __future__ import annotations

import streamlit as st

from cnnviz import mnist
from cnnviz.mnist import Digits


def loaded(source: str) -> Digits:
    """Return the digits of a source; a file is read again when it has changed.

    Raises:
        DataError: As `mnist.load` does.
    """
    return _loaded(source, mnist.stamp(source))


@st.cache_resource(max_entries=2, show_spinner="Reading the digits")
def _loaded(source: str, stamp: tuple[int, int]) -> Digits:  # noqa: ARG001 - the key
    digits = mnist.load(source)
    for array in digits.arrays.values():
        array.flags.writeable = False
    return digits
