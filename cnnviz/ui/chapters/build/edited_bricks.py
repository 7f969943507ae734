"""What a visitor does with the bricks of their network: choose one, add, set, move, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from cnnviz.errors import NetworkError
from cnnviz.network import (
    MAX_BRICKS,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
)
from cnnviz.ui.session.state import change, current

_EDITED = "build brick"
#: The key of what opens to show the layers that can be added.
ADDING = "build-more"

#: What can be added, as it comes.
NEW: dict[str, Layer] = {
    "Conv2D": Conv2D(32, activation="relu"),
    "Activation": Activation("relu"),
    "MaxPooling2D": MaxPooling2D(),
    "AveragePooling2D": AveragePooling2D(),
    "BatchNormalization": BatchNormalization(momentum=0.9),
    "Dropout": Dropout(0.25),
    "Flatten": Flatten(),
    "GlobalAveragePooling2D": GlobalAveragePooling2D(),
    "Dense": Dense(64, activation="relu"),
}


def edited() -> int:
    """Return which brick is being set: the first, unless another was chosen."""
    chosen: int = st.session_state.get(_EDITED, 0)
    return min(chosen, len(current().built) - 1)


def edit(n: int) -> None:
    """Set this brick from now on."""
    st.session_state[_EDITED] = min(n, len(current().built) - 1)


def begin_with(bricks: tuple[Layer, ...]) -> None:
    """Take these bricks in the place of all."""
    change(built=bricks)
    edit(0)


def add(kind: str) -> None:
    """Put a new brick behind the one that is being set, and set it from now on; the choice has been made."""
    st.session_state[ADDING] = False
    n, built = edited() + 1, current().built
    if len(built) < MAX_BRICKS:
        change(built=(*built[:n], NEW[kind], *built[n:]))
        edit(n)


def remove(n: int) -> None:
    """Take a brick away; the last one stays."""
    built = current().built
    if n < len(built) and len(built) > 1:
        change(built=(*built[:n], *built[n + 1 :]))
        edit(edited() - (edited() > n))


def move(n: int, to: int) -> None:
    """Put a brick at another place, and set it from now on."""
    bricks = list(current().built)
    if n < len(bricks) and to < len(bricks):
        bricks.insert(to, bricks.pop(n))
        change(built=tuple(bricks))
        edit(to)


def set_brick(n: int, **settings: Any) -> None:
    """Set something of a brick, as the bricks are by then; what it cannot be is left out."""
    built = current().built
    if n >= len(built) or not all(hasattr(built[n], name) for name in settings):
        return
    try:
        brick = replace(built[n], **settings)
    except NetworkError:
        return
    change(built=(*built[:n], brick, *built[n + 1 :]))
