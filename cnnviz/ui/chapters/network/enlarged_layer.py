"""One layer's output, enlarged, with the choice of the layer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import sheet
from cnnviz.figures.pictures import Encoded
from cnnviz.network import INPUT, limits, readable_names
from cnnviz.ui.components import stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import bind, change, current
from cnnviz.ui.session.walked_unit import network_in_use

Array = npt.NDArray[np.float32]
#: The outputs by the names of their layers, in the network's order.
Outputs = Mapping[str, Array]

#: The width of the sheet of maps over its height.
ASPECT = 2.5


def outputs_for(digit: Array) -> Outputs:
    """Return the output of each layer of the network in use.

    Args:
        digit: The visitor's digit, (28, 28) in [0, 1].

    Raises:
        NetworkError: If the network's file cannot be read.
        WorkerError: If the network is too large for this process, and the worker does not answer.
    """
    file = networks.chosen()
    network, _ = network_answers.parts(file)
    if not limits.fits_browser(network):
        return network_answers.layer_outputs(file, digit[..., np.newaxis])
    return {name: output for name, output in network_in_use("reads").values.items() if name != INPUT}


def show(outputs: Outputs) -> None:
    """Show the choice of the layer, and its output below."""
    name, titles = chosen_layer(outputs), readable_names(outputs)
    st.selectbox(
        "One layer, enlarged",
        list(outputs),
        format_func=titles.__getitem__,
        width=320,
        help=f"In Keras: `{name}`",
        **bind("network-enlarged", name, lambda value: change(network={"layer": value})),
    )
    stage.show([_item(titles[name], outputs[name])], "network-layer", tallest="70vh")


def _item(title: str, output: Array) -> stage.AnyItem:
    shape = captions.shape(output)
    if _is_probabilities(output):
        names, values = mnist.CLASS_NAMES, output.tolist()
        return stage.Bars(label=title, detail=f"{shape} · sum = 1", names=names, values=values, aspect=3)
    content = f"{output.shape[2]} maps" if output.ndim == 3 else f"{output.size} units"
    return stage.Picture(
        label=title,
        detail=f"{shape} · {captions.extent(output)} · zeros {captions.zeros(output)}",
        encoded=picture(output),
        limit=pictures.reach(output),
        colours="layer",
        alt=f"The output of {title}: {content}, values {captions.extent(output)}",
    )


def _is_probabilities(output: Array) -> bool:
    sums_to_one = bool(abs(output.sum() - 1) < 1e-3) and bool((output >= 0).all())
    return output.shape == (mnist.N_CLASSES,) and sums_to_one


def picture(output: Array) -> Encoded:
    """Return the picture of an output as `show` shows it."""
    return sheet(output, ASPECT)


def chosen_layer(outputs: Outputs) -> str:
    """Return the name of the chosen layer; the first one where the network has no layer of that name."""
    name = current().network.layer
    return name if name in outputs else next(iter(outputs))
