"""Pooling: each window of the activated map becomes one number, and what that is good for."""

from dataclasses import replace

import numpy as np
import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.changes import bars
from cnnviz.invariance import LONGEST_SIDE, MOVES
from cnnviz.layers import output_size
from cnnviz.pipeline import POOL_SIZES, STRIDES
from cnnviz.ui import frame, handed, maps, stage, stepper, take_home
from cnnviz.ui.handed import Handed
from cnnviz.ui.state import bind, change, current, fragment

KINDS = {"max": "Max", "average": "Average"}
WORDS = """
- **Pooling**: a window walks over the map, and of its numbers one is kept: the largest (max), or their mean
  (average). There are no weights, and so nothing to learn.
- **Window** (pool_size): how many rows and columns become one number.
- **Stride**: how many cells the window moves on each time. As large as the window, it touches each cell once.
"""
COMPLEX_CELLS = """
The brain's *complex cells* answer to an edge wherever it lies in a small field, and max pooling is made after
them: the place of a maximum is free, but only inside its window.
"""


@fragment
def page() -> None:
    given = handed.on()
    if given is None:
        return
    controls()
    fits = step(given)
    if whole(given):
        moved(given)
    with st.expander("The words"):
        st.markdown(WORDS)
    if fits:
        code = export.pooling_code(given.cutout.pixels, given.done, current())
        take_home.offer(code)
        with st.expander("The same in Keras"):
            st.code(code, language="python")


def controls() -> None:
    kind, window, strides = st.columns([2, 3, 3], vertical_alignment="bottom")
    first = current().rounds[0]
    kind.segmented_control(
        "Pooling",
        KINDS,
        format_func=KINDS.__getitem__,
        required=True,
        help="Of the numbers in each window one is kept: the largest, or their mean. There are no weights.",
        **bind("pool-kind", first.pooling, lambda value: take(pooling=value)),
    )
    window.slider(
        "Window", *POOL_SIZES, **bind("pool-size", first.pool_size, lambda value: take(pool_size=value))
    )
    strides.slider(
        "Stride", *STRIDES, **bind("pool-strides", first.strides, lambda value: take(strides=value))
    )


def take(**changed: object) -> None:
    """Set something of the first round's pooling."""
    first, *rest = current().rounds
    change(rounds=(replace(first, **changed), *rest))


def step(given: Handed) -> bool:
    """Show the pooling window by window, and return whether anything comes out."""
    first = current().rounds[0]
    values = pipeline.activated(given.done.output, current())
    size, strides = (first.pool_size, first.pool_size), (first.strides, first.strides)
    operation = stepper.Pooling(values, first.pooling, size, strides)
    stepper.show(operation, "pool-stepper", position=place(values), on_position=keep)
    if stepper.problem(operation):
        return False
    height, width, _ = stepper.output_shape(operation)
    few = f"{height}·{width} = {height * width:,} numbers where {values.size:,} were"
    st.markdown(f"{handed.told(given)} {current().activation} makes the map that is pooled here: {few}.")
    return True


def place(values: np.ndarray) -> tuple[int, int]:
    """Return the pooled cell whose window begins at the cell of the map that is looked at, or before it."""
    first = current().rounds[0]
    at = current().position or pipeline.strongest(values[..., 0])
    row, column = (
        min(cell // first.strides, last(size)) for cell, size in zip(at, values.shape, strict=False)
    )
    return row, column


def last(size: int) -> int:
    """Return the last pooled cell along an axis of the map; 0 where there is none."""
    first = current().rounds[0]
    return 0 if size < first.pool_size else output_size(size, first.pool_size, first.strides) - 1


def keep(row: int, column: int) -> None:
    """Keep the cell of the map at which a window begins: the pages before look at it, too."""
    strides = current().rounds[0].strides
    change(position=(row * strides, column * strides))


def whole(given: Handed) -> bool:
    """Show both poolings of the whole picture's map, and return whether there are any."""
    st.subheader("On the whole picture", anchor=False)
    try:
        found = maps.pooled(given.chosen.key, given.chosen.pixels, current())
    except NetworkError as error:
        st.info(sentence(error))
        return False
    items = [maps.picture(found["no"], current().activation)]
    items += [
        maps.picture(found[kind], f"{name} pooling", "→" if kind == "max" else "or")
        for kind, name in KINDS.items()
    ]
    stage.show(items, "pool-stage", tallest="40vh")
    return True


def moved(given: Handed) -> None:
    """Show by how much the map changes when the image moves: without pooling, and with either."""
    st.subheader("What stays when the image moves?", anchor=False)
    try:
        changed = maps.changes(given.chosen.key, given.chosen.pixels, current())
    except NetworkError as error:
        st.info(sentence(error))
        return
    said = {kind: captions.share(shares[0]) for kind, shares in changed.items()}
    st.markdown(
        f"Shifted by one pixel, the map a becomes a map b. It changes by **{said['no']}** without pooling, "
        f"**{said['max']}** with max pooling, **{said['average']}** with average pooling."
    )
    first = next(iter(MOVES))
    alt = f"{first}: " + ", ".join(f"{kind} pooling {share}" for kind, share in said.items())
    st.plotly_chart(bars(list(MOVES), changed), key="pool-changes", alt=f"Change of the map. {alt}")
    st.caption(
        f"On the whole picture, its longest side shrunk to {LONGEST_SIDE} pixels at most, and grey; "
        "beyond the edge lies its mirror image."
    )
    st.markdown(COMPLEX_CELLS)


frame.run(page)
