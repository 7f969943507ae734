"""Pooling: each window of the activated map becomes one number, and what that is good for."""

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.layers import output_size
from cnnviz.pipeline import POOLINGS
from cnnviz.pipeline.rounds import POOL_SIZES, STRIDES
from cnnviz.ui.chapters import whole_image_maps
from cnnviz.ui.chapters.pooling import shift_invariance
from cnnviz.ui.components import stage, stepper
from cnnviz.ui.controls import glossary
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import bind, change, current, fragment

KINDS = {"max": "Max", "average": "Average"}
WORDS = """
- **Pooling**: a window walks over the map, and of its numbers one is kept: the largest (max), or their mean
  (average). There are no weights, and so nothing to learn.
- **Window** (pool_size): how many rows and columns become one number.
- **Stride**: how many cells the window moves on each time. As large as the window, it touches each cell once.
"""


@fragment
def page() -> None:
    given = convolved_cutout.convolved_cutout()
    if given is None:
        return
    show_view = controls()
    picture = show_view(given)
    glossary.expander(WORDS)
    if not stepper.problem(operation(given)):
        code = export.pooling_code(given.cutout.pixels, given.done, current())
        take_home.offer_and_show(code, picture)


def controls() -> Callable[[ConvolvedCutout], Encoded | None]:
    """Show the page's controls, and return the function that shows the chosen view."""
    views, kind, window, strides = st.columns([4, 2, 3, 3], vertical_alignment="bottom")
    with views:
        show_view = view_switch("pooling", VIEWS, label="Shown", key="pool-pooling_view")
    first = current().walk.rounds[0]
    kind.segmented_control(
        "Pooling",
        KINDS,
        format_func=KINDS.__getitem__,
        required=True,
        wrap=True,
        help=glossary.POOLING,
        **bind("pool-kind", first.pooling, lambda value: take(pooling=value)),
    )
    window.slider(
        "Window",
        *POOL_SIZES,
        help=glossary.WINDOW,
        **bind("pool-size", first.pool_size, lambda value: take(pool_size=value)),
    )
    strides.slider(
        "Stride",
        *STRIDES,
        help=glossary.STRIDE,
        **bind("pool-strides", first.strides, lambda value: take(strides=value)),
    )
    return show_view


def take(**changed: Any) -> None:
    """Set something of the first round's pooling."""
    change(walk={"rounds": current().walk.rounds_with(0, **changed)})


def operation(given: ConvolvedCutout) -> stepper.Pooling:
    """Return the first round's pooling of the cut-out's activated map."""
    first = current().walk.rounds[0]
    values = pipeline.activated(given.done.output, current())
    return stepper.Pooling(values, first.pooling, (first.pool_size,) * 2, (first.strides,) * 2)


def step(given: ConvolvedCutout) -> Encoded | None:
    """Show the pooling window by window."""
    pooling = operation(given)
    stepper.show(pooling, "pool-stepper", position=place(pooling.x), tallest=0.6, on_position=keep)
    if stepper.problem(pooling):
        return None
    height, width, _ = stepper.output_shape(pooling)
    few = f"{height}·{width} = {height * width:,} numbers where {pooling.x.size:,} were"
    made = f"{current().relu.activation} makes the map that is pooled here"
    st.markdown(f"{convolved_cutout.origin(given)} {made}: {few}.")
    first = current().walk.rounds[0]
    pooled = POOLINGS[first.pooling](pooling.x, first.pool_size, strides=first.strides)
    return pictures.signed(pooled[..., 0])


def place(values: np.ndarray) -> tuple[int, int]:
    """Return the pooled cell whose window begins at the cell of the map that is looked at, or before it."""
    first = current().walk.rounds[0]
    at = current().convolution.position or pipeline.strongest(values[..., 0])
    row, column = (
        min(cell // first.strides, last(size)) for cell, size in zip(at, values.shape, strict=False)
    )
    return row, column


def last(size: int) -> int:
    """Return the last pooled cell along an axis of the map; 0 where there is none."""
    first = current().walk.rounds[0]
    return 0 if size < first.pool_size else output_size(size, first.pool_size, first.strides) - 1


def keep(row: int, column: int) -> None:
    """Keep the cell of the map at which a window begins: the pages before look at it, too."""
    strides = current().walk.rounds[0].strides
    change(convolution={"position": (row * strides, column * strides)})


def whole(given: ConvolvedCutout) -> Encoded | None:
    """Show both poolings of the whole picture's map."""
    try:
        found = whole_image_maps.pooled(given.chosen.key, given.chosen.pixels, current())
    except NetworkError as error:
        st.info(sentence(error))
        return None
    items = [whole_image_maps.picture(found["no"], current().relu.activation)]
    items += [
        whole_image_maps.picture(found[kind], f"{name} pooling", "→" if kind == "max" else "or")
        for kind, name in KINDS.items()
    ]
    stage.show(items, "pool-stage", tallest="44vh")
    if differs := convolved_cutout.unlike_whole_image():
        st.caption(differs)
    return found[current().walk.rounds[0].pooling].encoded


def moved(given: ConvolvedCutout) -> None:
    """Show what pooling keeps when the image moves."""
    shift_invariance.show(given, "pool")


VIEWS = {
    "cells": ("Cell by cell", step),
    "picture": ("Whole picture", whole),
    "moved": ("When it moves", moved),
}

navigation.run(page)
