"""Receptive field: layers in a row, and the part of the image that one unit of the last map sees."""

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from cnnviz import export, images
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.receptive_field_picture import seen_pixels
from cnnviz.layers import ReceptiveField
from cnnviz.pipeline import growth
from cnnviz.pipeline.stack import (
    LAYER_DILATIONS,
    LAYER_PADDINGS,
    LAYER_STRIDES,
    MAX_LAYERS,
    STACK_KINDS,
    STACKS,
    WINDOWS,
    StackLayer,
    stack_of_rounds,
)
from cnnviz.ui.components import stage
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import bind, change, current, fragment

LONGEST_SIDE = 224
KIND_NAMES = {"conv": "Convolution", "pool": "Pooling"}
PADDING_NAMES = {"valid": "none (valid)", "same": "same"}
_EDITED = "field layer"


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    pixels = images.shrink(chosen.pixels, LONGEST_SIDE)
    starts()
    which()
    shape = pixels.shape[:2]
    try:
        rows, columns = growth.look_back(shape, current())
    except NetworkError as error:
        st.error(sentence(error))
        settings(edited())
        table(growth.steps(shape, current().receptive_field.stack))
    else:
        look(chosen, pixels, rows, columns)
        unit(rows, columns)
        settings(edited())
        arithmetic(rows, columns)
        table(growth.steps(shape, current().receptive_field.stack))
        code(pixels, rows, columns)


def starts() -> None:
    """Show stacks to begin with, and the ways to one layer more and one less."""
    known = known_stacks()
    named = next((name for name, stack in known.items() if stack == current().receptive_field.stack), None)
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.pills("Start from", list(known), wrap=True, **bind("field-start", named, take_start))
    n_layers = len(current().receptive_field.stack)
    with right.container(horizontal=True):
        st.button("Add", icon=":material/add:", disabled=n_layers >= MAX_LAYERS, on_click=add)
        st.button("Remove", icon=":material/remove:", disabled=n_layers == 1, on_click=remove)


def known_stacks() -> dict[str, tuple[StackLayer, ...]]:
    """Return the stacks to begin with; among them what was set on the page before."""
    own = stack_of_rounds(current().walk.rounds)
    return STACKS | ({"Your ReLU and pooling": own} if own else {})


def take_start(name: str | None) -> None:
    stack = known_stacks().get(name or "")
    if stack:
        change(receptive_field={"stack": stack, "unit": None})
        st.session_state.pop(_EDITED, None)


def which() -> None:
    """Show the layers from the image on; the settings below are those of the chosen one."""
    stack = current().receptive_field.stack
    st.pills(
        "Layers, from the image on",
        range(len(stack)),
        format_func=lambda n: f"{n + 1}: {growth.short_name(stack[n])}",
        wrap=True,
        **bind("field-layer", edited(), edit),
    )


def edited() -> int:
    """Return which layer is being set: the last one, unless another was chosen."""
    last = len(current().receptive_field.stack) - 1
    chosen: int = st.session_state.get(_EDITED, last)
    return min(chosen, last)


def edit(n: int | None) -> None:
    if n is not None:
        st.session_state[_EDITED] = n


def add() -> None:
    """Put a 3 × 3 convolution after the layer that is being set."""
    n = edited() + 1
    stack = current().receptive_field.stack
    if len(stack) < MAX_LAYERS:
        change(receptive_field={"stack": (*stack[:n], StackLayer(padding=stack[n - 1].padding), *stack[n:])})
        edit(n)


def remove() -> None:
    n, stack = edited(), current().receptive_field.stack
    if len(stack) > 1:
        change(receptive_field={"stack": (*stack[:n], *stack[n + 1 :])})
        edit(max(0, n - 1))


def settings(n: int) -> None:
    """Show what layer n does."""
    layer = current().receptive_field.stack[n]
    kind, window, strides, dilation, padding = st.columns([3, 3, 2, 2, 3], vertical_alignment="bottom")
    kind.segmented_control(
        f"Layer {n + 1}",
        STACK_KINDS,
        format_func=KIND_NAMES.__getitem__,
        required=True,
        wrap=True,
        **setting(n, "kind"),
    )
    window.slider("Window", *WINDOWS, help=glossary.WINDOW, **setting(n, "window"))
    strides.slider("Stride", *LAYER_STRIDES, help=glossary.STRIDE, **setting(n, "strides"))
    dilation.slider(
        "Dilation",
        *LAYER_DILATIONS,
        help=glossary.DILATION,
        disabled=layer.kind == "pool",
        **setting(n, "dilation_rate"),
    )
    padding.segmented_control(
        "Padding",
        LAYER_PADDINGS,
        format_func=PADDING_NAMES.__getitem__,
        required=True,
        wrap=True,
        help=glossary.PADDING,
        **setting(n, "padding"),
    )
    if layer.refused:
        st.caption("Strides together with dilation: Keras's Conv2D takes only one of them above 1 at a time.")


def setting(n: int, name: str) -> dict[str, Any]:
    """Return the arguments that bind a widget to a setting of layer n, as the layers are by then."""

    def take(value: Any) -> None:
        stack = current().receptive_field.stack
        if n < len(stack):
            change(
                receptive_field={"stack": (*stack[:n], replace(stack[n], **{name: value}), *stack[n + 1 :])}
            )

    return bind(f"field-{name}", getattr(current().receptive_field.stack[n], name), take)


def unit(rows: ReceptiveField, columns: ReceptiveField) -> None:
    """Show which unit of the last map looks back."""
    for axis, (column, field, name) in enumerate(
        zip(st.columns(2), (rows, columns), ("Row of the unit", "Column of the unit"), strict=True)
    ):
        if field.n_units > 1:

            def take(value: int, axis: int = axis) -> None:
                row, column = current().receptive_field.unit or (rows.unit, columns.unit)
                change(receptive_field={"unit": (row, value) if axis else (value, column)})

            column.slider(
                name, 0, field.n_units - 1, help=glossary.UNIT, **bind(f"field-unit-{axis}", field.unit, take)
            )


def look(
    chosen: image_in_use.Chosen, pixels: np.ndarray, rows: ReceptiveField, columns: ReceptiveField
) -> None:
    """Show the image with the field marked on it, and the field alone."""
    (top, bottom), (left, right) = rows.inside, columns.inside
    height, width = bottom - top + 1, right - left + 1
    shape = captions.shape(pixels)
    if pixels is not chosen.pixels:
        shape += f", shrunk from {captions.shape(chosen.pixels)}"
    inside = f"{height} × {width} pixels"
    if (height, width) != (rows.size, columns.size):
        inside = f"{rows.size:,} × {columns.size:,} pixels, of which {height} × {width} in the image"
    place = f"rows {top} … {bottom}, columns {left} … {right}"
    whole = stage.Picture(
        label=chosen.label,
        detail=shape,
        encoded=image_in_use.encoded(f"{chosen.key} {LONGEST_SIDE}", pixels),
        alt=f"The image; marked are {place}",
        mark=(top, left, height, width),
    )
    part = stage.Picture(
        label=f"What unit ({rows.unit}, {columns.unit}) sees",
        detail=f"{place}\n{inside}",
        operator="→",
        encoded=seen_pixels(pixels, rows, columns),
        alt=f"The part that the unit sees: {place}",
    )
    stage.show([whole, part], "field-stage", tallest="44vh")
    st.markdown(f"One number (a *unit*) of the last map depends on **{inside}**, and on nothing else.")


def arithmetic(rows: ReceptiveField, columns: ReceptiveField) -> None:
    """Show the closed form with its numbers, where the field lies, and what is to be said of it."""
    stack = current().receptive_field.stack
    lines = [
        f"**Receptive field** = 1 + Σ (window − 1) · dilation · jump = {growth.closed_form(stack)}",
        f"**Rows** from unit · jump + start: {growth.place(rows)}",
        f"**Columns**: {growth.place(columns)}",
        *growth.remarks(rows, columns),
    ]
    st.markdown("  \n".join(lines))


def table(steps: list[growth.GrowthStep]) -> None:
    st.table(
        {
            "Layer": [f"{n}: {step.name}" if n else step.name for n, step in enumerate(steps)],
            "Height × width": [f"{step.shape[0]} × {step.shape[1]}" for step in steps],
            "Receptive field": [step.size_sum for step in steps],
            "Jump": [step.jump_product for step in steps],
        },
        hide_index=True,
        width="content",
    )
    if weights := growth.weights(current().receptive_field.stack):
        st.markdown(weights)
    st.caption(
        "Jump: how many pixels of the image lie between what two neighbouring units see. Each layer adds "
        "(window − 1) · dilation · jump, with the jump before it, and multiplies the jump by its stride."
    )


def code(pixels: np.ndarray, rows: ReceptiveField, columns: ReceptiveField) -> None:
    picture = seen_pixels(pixels, rows, columns)
    if any(layer.refused for layer in current().receptive_field.stack):
        take_home.offer("", picture)
    else:
        text = export.receptive_field_code(
            pixels.shape[:2], current().receptive_field.stack, (rows.unit, columns.unit)
        )
        take_home.offer_and_show(text, picture)


navigation.run(page)
