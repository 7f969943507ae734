"""The outputs of all layers for one digit: all small, and the chosen one large."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import sheet
from cnnviz.network import readable_names
from cnnviz.ui.components import stage
from cnnviz.ui.controls.network_reading import is_probabilities
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]
#: The outputs by the names of their layers, in the network's order.
Outputs = Mapping[str, Array]

#: Width by height of a sheet of maps: of maps that change, of all other outputs, and of the enlarged one.
MAPS_ASPECT, SMALL_ASPECT, LARGE_ASPECT = 0.5, 0.3, 2.5


def show_all(digit: Array, outputs: Outputs, *, tallest: str = "46vh") -> None:
    """Show the digit and the output of every layer, of which one can be chosen.

    Args:
        digit: The digit (28, 28).
        outputs: The outputs of all layers for it.
        tallest: The largest height of a picture, as CSS.
    """
    input_item = stage.Picture(
        label="input",
        detail=f"{captions.shape(digit)}\n0 … 1",
        encoded=pictures.pixels(digit),
        alt="The digit as the network takes it",
        scale=0.6,
    )
    items: list[stage.AnyItem] = [input_item]
    previous, chosen, titles = digit, chosen_layer(outputs), readable_names(outputs)
    for name, output in outputs.items():
        items.append(_small(name, titles[name], output, previous, chosen=name == chosen))
        previous = output
    stage.show(items, "network-layers", tallest=tallest, on_pick=lambda name: change(network={"layer": name}))


def _small(name: str, title: str, output: Array, previous: Array, *, chosen: bool) -> stage.AnyItem:
    """Return one layer's output; maps that it passes on unchanged are drawn small."""
    options: dict[str, Any] = {"label": title, "operator": "→", "id": name, "chosen": chosen}
    shape = captions.shape(output)
    if is_probabilities(output):
        return stage.Bars(
            names=mnist.CLASS_NAMES, values=output.tolist(), detail=f"{shape}\nsum = 1", **options
        )
    changed_maps = output.ndim == 3 and not np.array_equal(output, previous)
    return stage.Picture(
        detail=f"{shape}\n{captions.extent(output)}",
        encoded=sheet(output, MAPS_ASPECT if changed_maps else SMALL_ASPECT),
        alt=_description(title, output),
        colours="layer",
        **options,
    )


def show_chosen(outputs: Outputs) -> None:
    """Show the output of the chosen layer, enlarged."""
    name = chosen_layer(outputs)
    output, title = outputs[name], readable_names(outputs)[name]
    st.subheader(f"{title} {captions.shape(output)}", anchor=False, help=f"In Keras: `{name}`")
    item: stage.AnyItem
    if is_probabilities(output):
        item = stage.Bars(label=title, names=mnist.CLASS_NAMES, values=output.tolist(), aspect=3)
    else:
        item = stage.Picture(
            label="",
            detail=f"{captions.extent(output)} · zeros {captions.zeros(output)}",
            encoded=large_sheet(output),
            limit=pictures.reach(output),
            colours="layer",
            alt=_description(title, output),
        )
    stage.show([item], "network-layer", tallest="70vh")


def large_sheet(output: Array) -> pictures.Encoded:
    """Return the picture of an output as `show_chosen` shows it."""
    return sheet(output, LARGE_ASPECT)


def chosen_layer(outputs: Outputs) -> str:
    """Return the name of the chosen layer; the first one where the network has no layer of that name."""
    name = current().network.layer
    return name if name in outputs else next(iter(outputs))


def _description(title: str, output: Array) -> str:
    content = f"{output.shape[2]} maps" if output.ndim == 3 else f"{output.size} units"
    return f"The output of {title}: {content}, values {captions.extent(output)}"
