"""The four networks that the page compares, as the browser computes them."""

from __future__ import annotations

import streamlit as st

from cnnviz import reading
from cnnviz.lessons.distorted_accuracy import COMPARED
from cnnviz.network import packed
from cnnviz.ui.components.invariance import ComparedNetwork


@st.cache_resource(show_spinner=False)
def compared_readers() -> tuple[ComparedNetwork, ...]:
    """Return the compared networks with their weights; they are read once for all visitors."""
    return tuple(_reader(name, label) for name, label in COMPARED.items())


def _reader(name: str, label: str) -> ComparedNetwork:
    network, weights = reading.read(reading.pretrained_bytes(name))
    return ComparedNetwork(name=name, label=label, network=network, weights=packed(network, weights))
