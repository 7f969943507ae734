"""A network with branches and a skip over them, and with more maps and layers than are shown at once."""

import numpy as np
import streamlit as st

from cnnviz import mnist
from cnnviz.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Node,
    packed,
)
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.ui.components import live_network
from tests.network.random_networks import random_weights

BRICKS = (
    Node(Conv2D(16, (3, 3), padding="same", activation="relu"), name="stem"),
    MaxPooling2D(),
    Node(Conv2D(8, (1, 1), activation="relu"), ("max_pooling2d",), "left"),
    Node(Conv2D(8, (3, 3), padding="same", activation="relu"), ("max_pooling2d",), "right"),
    Node(Concatenate(), ("left", "right")),
    Node(Add(), ("concatenate", "max_pooling2d")),
    BatchNormalization(),
    Activation("relu"),
    Conv2D(16, (3, 3), padding="same"),
    BatchNormalization(),
    Activation("relu"),
    Conv2D(16, (3, 3), padding="same", activation="relu"),
    Node(Conv2D(72, (3, 3), activation="relu"), name="wide"),
    GlobalAveragePooling2D(),
    Dense(10, "softmax"),
)
network = Network((28, 28, 1), BRICKS, classes=mnist.CLASS_NAMES)
samples = mnist.bundled()[0][::500, ..., None]

st.set_page_config(layout="wide")
live_network.show(
    network,
    packed(network, random_weights(network, np.random.default_rng(6))),
    "branched",
    shown=live_network.Shown(pixels=samples[3], sample=3),
    samples=samples,
    preparation="digit",
    on_drawn=lambda drawing: None,
    on_sample=lambda index: None,
    on_unit=lambda unit: None,
    on_open=lambda unit: None,
)
