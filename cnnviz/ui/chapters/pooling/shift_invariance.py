"""What pooling keeps when the image moves: how much the map changes, and a maximum that is moved by hand."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.map_changes import bars
from cnnviz.lessons.pooling_invariance import LONGEST_SIDE, MOVES
from cnnviz.ui.chapters import whole_image_maps
from cnnviz.ui.components import stage
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current

#: The side of the map in which a maximum is moved.
SIDE = 8


def show(convolved: ConvolvedCutout) -> None:
    """Show how much the map changes when the image moves, and a maximum that can be moved.

    Args:
        convolved: The whole image is taken from it.
    """
    try:
        changes = whole_image_maps.changes(convolved.chosen.key, convolved.chosen.pixels, current())
    except NetworkError as error:
        st.info(sentence(error))
    else:
        _changes(changes)
    st.subheader("How far can the maximum move unnoticed?", anchor=False)
    _maximum()


def _changes(changes: dict[str, list[float]]) -> None:
    """Show how much the map changes, without pooling and with either kind.

    Args:
        changes: For "no", "max" and "average", the relative change under each of `MOVES`.
    """
    first_changes = {kind: captions.share(values[0]) for kind, values in changes.items()}
    st.markdown(
        f"Shift the image by one pixel and the map changes:  \n**{first_changes['no']}** without pooling, "
        f"**{first_changes['max']}** with max pooling, **{first_changes['average']}** with average pooling."
    )
    first = next(iter(MOVES))
    alt = f"{first}: " + ", ".join(f"{kind} pooling {share}" for kind, share in first_changes.items())
    st.plotly_chart(bars(list(MOVES), changes), key="pool-changes", alt=f"Change of the map. {alt}")
    st.caption(
        "100 % means that the difference is as large as the map itself. "
        "It is √Σ(a − b)² / √Σa², for the map a before and b after. "
        f"The image is grey here, and its longest side has at most {LONGEST_SIDE} pixels. "
        "A mirror image fills the space beyond its edge."
    )


def _maximum() -> None:
    """Show a map with a single maximum, the slider that moves it, and the map after pooling."""
    first = current().walk.rounds[0]
    column = st.slider("Column of the maximum", 0, SIDE - 1, 2, key="pool-maximum")
    values = np.zeros((SIDE, SIDE, 1), np.float32)
    values[2, column] = 1
    try:
        pooled = pipeline.pooled(values, current())
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
            colours="signed",
            alt=f"{label}, the maximum in column {column}",
            detail=captions.shape(table[..., 0]),
            scale=table.shape[0] / SIDE,
        )
        for label, operator, table in tables
    ]
    stage.show(cells, "pool-maximum-stage", tallest="38vh")
    st.markdown(
        f"Windows of {first.pool_size} × {first.pool_size}, stride {first.strides}. The maximum can move "
        "inside its window, and the pooled map stays the same. In the next window, another cell takes it. "
        "Some cells in the brain do the same. They report an edge anywhere in a small field."
    )
