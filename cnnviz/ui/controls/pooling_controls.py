"""The controls of a pooling: its kind, its window and its stride."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.pipeline.rounds import POOL_SIZES, STRIDES
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import bind, current
from cnnviz.ui.session.walk_rounds import set_round

#: The kinds of pooling and their names on the screen.
POOLING_NAMES = {"max": "Max", "average": "Average"}


class PoolingKeys(NamedTuple):
    """The keys of the three widgets; no two pages share one."""

    kind: str
    window: str
    strides: str


def pooling_controls(
    n: int, keys: PoolingKeys, kind: DeltaGenerator, window: DeltaGenerator, strides: DeltaGenerator
) -> None:
    """Show the kind, window and stride of the pooling in round n, each in its column.

    Args:
        n: The round, from 0.
        keys: The widgets' keys.
        kind: Where the kind of pooling is chosen.
        window: Where the window's slider stands.
        strides: Where the stride's slider stands.
    """
    present = current().walk.rounds[n]
    kind.segmented_control(
        "Pooling",
        POOLING_NAMES,
        format_func=POOLING_NAMES.__getitem__,
        required=True,
        wrap=True,
        help=glossary.POOLING,
        **bind(keys.kind, present.pooling, lambda value: set_round(n, pooling=value)),
    )
    with window:
        window_slider(
            POOL_SIZES, bind(keys.window, present.pool_size, lambda value: set_round(n, pool_size=value))
        )
    with strides:
        stride_slider(STRIDES, bind(keys.strides, present.strides, lambda value: set_round(n, strides=value)))


def window_slider(limits: tuple[int, int], binding: dict[str, Any]) -> None:
    """Show the slider for the side of a square window.

    Args:
        limits: The smallest and the largest side.
        binding: What `state.bind` returns.
    """
    st.slider("Window", *limits, help=glossary.WINDOW, **binding)


def stride_slider(limits: tuple[int, int], binding: dict[str, Any]) -> None:
    """Show the slider for a stride that is the same along rows and columns.

    Args:
        limits: The smallest and the largest stride.
        binding: What `state.bind` returns.
    """
    st.slider("Stride", *limits, help=glossary.STRIDE, **binding)
