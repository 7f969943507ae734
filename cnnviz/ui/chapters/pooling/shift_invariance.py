"""What pooling keeps when the image moves: the change of the map, and one maximum that is moved by hand."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.map_changes import bars
from cnnviz.lessons.invariance import LONGEST_SIDE, MOVES
from cnnviz.pipeline import POOLINGS
from cnnviz.ui.chapters import whole_image_maps
from cnnviz.ui.components import stage
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current

#: Rows and columns of the map in which one maximum is moved.
SIDE = 8


def show(given: ConvolvedCutout, page: str) -> None:
    """Show by how much the map changes when the image moves, and where the place of a maximum is free.

    Args:
        given: what the page Convolution hands on: the whole image is used.
        page: the page's part of the widgets' keys.
    """
    try:
        changed = whole_image_maps.changes(given.chosen.key, given.chosen.pixels, current())
    except NetworkError as error:
        st.info(sentence(error))
    else:
        _changed(changed, page)
    st.subheader("Where is the place of a maximum free?", anchor=False)
    _maximum(page)


def _changed(changed: dict[str, list[float]], page: str) -> None:
    """Show the change of the map without pooling, and with either."""
    said = {kind: captions.share(shares[0]) for kind, shares in changed.items()}
    st.markdown(
        f"The image shifted by one pixel, the map a becomes a map b. It changes by **{said['no']}** without "
        f"pooling, **{said['max']}** with max pooling, **{said['average']}** with average pooling: "
        "‖a − b‖ / ‖a‖, where 100 % is a difference as large as the map itself."
    )
    first = next(iter(MOVES))
    alt = f"{first}: " + ", ".join(f"{kind} pooling {share}" for kind, share in said.items())
    st.plotly_chart(bars(list(MOVES), changed), key=f"{page}-changes", alt=f"Change of the map. {alt}")
    st.caption(
        f"On the whole picture, its longest side shrunk to {LONGEST_SIDE} pixels at most, and grey; "
        "beyond the edge lies its mirror image."
    )


def _maximum(page: str) -> None:
    """Show a map with one maximum, to be moved by a slider, and what is left of it after pooling."""
    first = current().walk.rounds[0]
    column = st.slider("Column of the maximum", 0, SIDE - 1, 2, key=f"{page}-maximum")
    values = np.zeros((SIDE, SIDE, 1), np.float32)
    values[2, column] = 1
    try:
        pooled = POOLINGS[first.pooling](values, first.pool_size, strides=first.strides)
    except NetworkError as error:
        st.info(sentence(error))
        return
    tables = [("The map", "", values), (f"{first.pooling} pooling", "→", pooled)]
    cells = [
        stage.Cells(
            label=label,
            operator=operator,
            values=table[..., 0],
            limit=1,
            alt=f"{label}, the maximum in column {column}",
            detail=captions.shape(table[..., 0]),
            scale=table.shape[0] / SIDE,
        )
        for label, operator, table in tables
    ]
    stage.show(cells, f"{page}-maximum-stage", tallest="38vh")
    st.markdown(
        f"Windows of {first.pool_size} × {first.pool_size}, stride {first.strides}. While the maximum moves "
        "inside one window, nothing changes after it; in the next window, another cell has it. The brain's "
        "*complex cells* answer to an edge wherever it lies in a small field; max pooling is made after them."
    )
