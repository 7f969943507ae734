"""What the layers of a network with dense connections use again: a table, computed from its weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import streamlit as st

from cnnviz import reading
from cnnviz.colours import POSITIVE, css
from cnnviz.figures import captions
from cnnviz.lessons.ideas.dense_connections import DENSE, reuse
from cnnviz.runs import Run

#: The opacity of the largest number's cell.
STRONGEST = 0.75
_CELL = "padding: 0.25rem 0.8rem; text-align: center"


def show(runs: Mapping[str, Run]) -> None:
    """Show the table for the trained network, or say when it appears."""
    result = runs[DENSE].result if DENSE in runs else None
    if result is None:
        st.markdown("After the training, a table here shows which earlier maps each layer uses.")
        return
    layers, sources, means = reuse(*reading.read(result.network))
    named = {name: place for place, name in enumerate(sources)}
    head = "".join(f"<th style='{_CELL}'>{_title(name)}</th>" for name in sources)
    rows = "".join(
        f"<tr><th style='{_CELL}'>{_title(name)}</th>{_cells(row)}</tr>"
        for name, row in zip(layers, means, strict=True)
    )
    st.html(f"<table class='reused'><tr><th></th>{head}</tr>{rows}</table>")
    strongest = np.unravel_index(np.nanargmax(means), means.shape)
    last = means[-1]
    favourite = sources[int(np.nanargmax(last))]
    st.markdown(
        "Each row is a layer, each column a source of its maps. "
        "Each number is the mean size of the layer's weights for these maps.  \n"
        f"The largest number joins {_title(layers[strongest[0]])} to {_title(sources[strongest[1]])}. "
        f"The last layer uses {_title(favourite)} most, {len(layers) - named[favourite]} "
        f"{'layer' if len(layers) - named[favourite] == 1 else 'layers'} back."
    )


def _title(name: str) -> str:
    """Return a layer's name on the screen.

    >>> _title("layer3"), _title("stem")
    ('layer 3', 'the first maps')
    """
    return "the first maps" if name == "stem" else name.replace("layer", "layer ")


def _cells(row: np.ndarray) -> str:
    most = float(np.nanmax(row))
    return "".join(
        f"<td style='{_CELL}'></td>"
        if np.isnan(value)
        else f"<td style='{_CELL}; background: {css(POSITIVE, STRONGEST * value / most)}'>"
        f"{captions.fixed(float(value), 3)}</td>"
        for value in row
    )
