"""Where one brick of a network is set: a row of controls, as its kind has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import streamlit as st

from cnnviz.network import (
    ACTIVATIONS,
    MAX_FILTERS,
    MAX_UNITS,
    MAX_WINDOW,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Layer,
)
from cnnviz.network.checks import Pair
from cnnviz.network.kinds import Pooling2D
from cnnviz.ui.chapters.build.edited_bricks import set_brick
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import bind

#: Shows itself.
Control: TypeAlias = Callable[[], Any]

#: Pixels of a control, and of a line of words: in the place of all, or behind one.
WIDTH, LINE = 130, 600

#: The least and the largest rate of a dropout or momentum of a normalization, and how far a press goes.
SHARES, STEP = (0.0, 0.99), 0.05


def show(brick: Layer, n: int) -> None:
    """Show what can be set of brick n, from left to right; of a kind with little to set, what it does."""
    kind, controls = type(brick).__name__, _controls(brick, n)
    st.markdown(f"Layer {n + 1}  \n**{kind}**", width="content")
    for control in controls:
        control()
    if len(controls) < 2:
        st.markdown(glossary.LAYERS[kind], width=LINE)
    if isinstance(brick, Conv2D):
        with st.popover("More"):
            _dilation(brick, n)


def _controls(brick: Layer, n: int) -> list[Control]:
    """Return what shows each control."""
    if isinstance(brick, Conv2D):
        dilated = max(brick.dilation_rate) > 1  # Keras takes strides or dilation
        return [
            partial(_count, n, "filters", brick.filters, MAX_FILTERS),
            *_sides(n, "Window", "kernel_size", brick.kernel_size, glossary.WINDOW),
            *_sides(n, "Stride", "strides", brick.strides, glossary.STRIDE, disabled=dilated),
            partial(_padding, n, brick.padding),
            partial(_activation, n, brick.activation),
        ]
    if isinstance(brick, Pooling2D):
        strides = brick.strides or brick.pool_size
        along = strides == brick.pool_size
        return [
            *_sides(n, "Window", "pool_size", brick.pool_size, glossary.WINDOW, strides=along),
            *_sides(n, "Stride", "strides", strides, glossary.STRIDE),
            partial(_padding, n, brick.padding),
        ]
    if isinstance(brick, Dense):
        units = partial(_count, n, "units", brick.units, MAX_UNITS)
        return [units, partial(_activation, n, brick.activation)]
    if isinstance(brick, Dropout):
        return [partial(_share, n, "rate", brick.rate, glossary.LAYERS["Dropout"])]
    if isinstance(brick, BatchNormalization):
        return [partial(_share, n, "momentum", brick.momentum, glossary.MOMENTUM)]
    return [partial(_activation, n, brick.activation)] if isinstance(brick, Activation) else []


def _dilation(brick: Conv2D, n: int) -> None:
    strided = max(brick.strides) > 1
    for control in _sides(
        n, "Dilation", "dilation_rate", brick.dilation_rate, glossary.DILATION, disabled=strided
    ):
        control()


def _count(n: int, name: str, value: int, most: int) -> None:
    st.number_input(
        name.capitalize(),
        1,
        most,
        help=glossary.FILTERS if name == "filters" else glossary.UNITS,
        width=WIDTH,
        **bind(f"build-{name}", value, lambda given: set_brick(n, **{name: given})),
    )


def _sides(
    n: int, label: str, name: str, sides: Pair, words: str, *, disabled: bool = False, strides: bool = False
) -> list[Control]:
    """Return one control for both sides of a window, or one each where they differ.

    `strides`: whether the strides are to stay what the window is.
    """

    def take(change: Callable[[int], Pair], value: int) -> None:
        given = change(value)
        set_brick(n, **({name: given, "strides": given} if strides else {name: given}))

    def side(label: str, key: str, value: int, change: Callable[[int], Pair]) -> None:
        bound = bind(f"build-{key}", value, partial(take, change))
        st.number_input(label, 1, MAX_WINDOW, help=words, disabled=disabled, width=WIDTH, **bound)

    if sides[0] == sides[1]:
        return [partial(side, label, name, sides[0], lambda value: (value, value))]
    return [
        partial(side, f"{label}: rows", f"{name}-rows", sides[0], lambda value: (value, sides[1])),
        partial(side, f"{label}: columns", f"{name}-columns", sides[1], lambda value: (sides[0], value)),
    ]


def _padding(n: int, value: str) -> None:
    st.segmented_control(
        "Padding",
        ("valid", "same"),
        required=True,
        wrap=True,
        help=glossary.PADDING,
        width="content",
        **bind("build-padding", value, lambda given: set_brick(n, padding=given)),
    )


def _activation(n: int, value: str) -> None:
    st.selectbox(
        "Activation",
        ACTIVATIONS,
        help=glossary.ACTIVATION,
        width=WIDTH,
        **bind("build-activation", value, lambda given: set_brick(n, activation=given)),
    )


def _share(n: int, name: str, value: float, words: str) -> None:
    st.number_input(
        name.capitalize(),
        *SHARES,
        step=STEP,
        format="%g",
        help=words,
        width=WIDTH,
        **bind(f"build-{name}", float(value), lambda given: set_brick(n, **{name: given})),
    )
