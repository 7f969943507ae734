"""A network of six convolutions, alive under the pen."""

import numpy as np
import streamlit as st

from cnnviz import mnist
from cnnviz.network import Conv2D, Dense, Flatten, MaxPooling2D, Network, packed
from cnnviz.ui.components import live_network
from tests.network.random_networks import random_weights

FILTERS = (16, 16, 32, 32, 64, 64)


def layers():
    for n, filters in enumerate(FILTERS):
        yield Conv2D(filters, (3, 3), padding="same", activation="relu")
        if n % 2:
            yield MaxPooling2D((2, 2))
    yield from (Flatten(), Dense(10, "softmax"))


network = Network((28, 28, 1), tuple(layers()), classes=mnist.CLASS_NAMES)
weights = random_weights(network, np.random.default_rng(6))
samples = mnist.bundled()[0][::500, ..., None]

st.set_page_config(layout="wide")
live_network.show(
    network,
    packed(network, weights),
    "six",
    shown=live_network.Shown(pixels=samples[3], sample=3),
    samples=samples,
    preparation="digit",
    doors={},
    on_drawn=lambda drawing: None,
    on_sample=lambda index: None,
    on_unit=lambda unit: None,
    on_open=lambda unit: None,
    on_door=lambda node: None,
)
st.write("Six convolutions.")
