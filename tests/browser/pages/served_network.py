"""The shipped network, computed by the server for the strokes that are drawn."""

from importlib.resources import files

import numpy as np
import streamlit as st

from cnnviz import digits, mnist, reading
from cnnviz.drawing import Drawing
from cnnviz.network import Network, forward, packed_outputs
from cnnviz.ui.components import live_network


def keep(drawn: Drawing) -> None:
    st.session_state.drawn = drawn


st.set_page_config(layout="wide")
network, weights = reading.read(files("cnnviz.assets").joinpath("lecture.keras").read_bytes())
network = Network(network.input_shape, network.nodes, classes=mnist.CLASS_NAMES)
drawn: Drawing = st.session_state.setdefault("drawn", Drawing())
digit = digits.from_drawing(drawn).digit if drawn.strokes else np.zeros((28, 28), np.float32)
x = digit[..., np.newaxis]
live_network.show(
    network,
    None,
    "served",
    outputs=packed_outputs(network, x, forward(network, weights, x)),
    shown=live_network.Shown(drawn=drawn),
    samples=mnist.bundled()[0][:2, ..., None],
    preparation="digit",
    doors={},
    on_drawn=keep,
    on_sample=lambda index: None,
    on_unit=lambda unit: None,
    on_open=lambda unit: None,
    on_door=lambda node: None,
)
