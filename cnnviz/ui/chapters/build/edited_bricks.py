"""Edit the bricks of the visitor's network: select one, add, set, move, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from cnnviz.errors import NetworkError
from cnnviz.network import (
    DIGITS,
    INPUT,
    KINDS,
    MAX_BRICKS,
    PREVIOUS,
    Brick,
    Layer,
    Network,
    Node,
    as_node,
    layer_of,
    names_of,
)
from cnnviz.network.families import Merging
from cnnviz.ui.session.state import change, current

_EDITED = "build brick"
_ADDED = "build bricks added"
#: The position of the network's input, before that of the first brick.
INPUT_POSITION = -1


def edited() -> int:
    """Return the index of the brick being edited; by default the first."""
    chosen: int = st.session_state.get(_EDITED, 0)
    return min(chosen, len(current().build.bricks) - 1)


def edit(n: int) -> None:
    """Select brick `n` for editing."""
    st.session_state[_EDITED] = min(n, len(current().build.bricks) - 1)


def replace_all(bricks: tuple[Brick, ...]) -> None:
    """Replace all bricks, and select the first."""
    change(build={"bricks": bricks})
    edit(0)


def adding_key() -> str:
    """Return the key of the popover with the kinds of layers that can be added.

    Each addition changes it, so a new popover, which is closed, takes the old one's place. A popover that was
    closed from Python could open again by itself.
    """
    return f"build-more-{st.session_state.get(_ADDED, 0)}"


def add(kind: str) -> None:
    """Insert a new brick after the one being edited, select it, and close the popover."""
    st.session_state[_ADDED] = st.session_state.get(_ADDED, 0) + 1
    n, built = edited() + 1, current().build.bricks
    if len(built) < MAX_BRICKS:
        change(build={"bricks": _added(built, n, KINDS[kind].usual())})
        edit(n)


def remove(n: int) -> None:
    """Remove a brick, unless it is the only one."""
    built = current().build.bricks
    if n < len(built) and len(built) > 1:
        change(build={"bricks": (*built[:n], *built[n + 1 :])})
        edit(edited() - (edited() > n))


def move(n: int, to: int) -> None:
    """Move a brick to index `to`, and select it."""
    bricks = list(current().build.bricks)
    if n < len(bricks) and to < len(bricks):
        bricks.insert(to, bricks.pop(n))
        change(build={"bricks": tuple(bricks)})
        edit(to)


def set_brick(n: int, **settings: Any) -> None:
    """Change settings of a brick. Invalid values, and settings that it no longer has, are ignored."""
    built = current().build.bricks
    if n >= len(built) or not all(name in layer_of(built[n]).settings() for name in settings):
        return
    try:
        layer = replace(layer_of(built[n]), **settings)
    except NetworkError:
        return
    change(build={"bricks": (*built[:n], _with_layer(built[n], layer), *built[n + 1 :])})


def _with_layer(brick: Brick, layer: Layer) -> Brick:
    return replace(brick, layer=layer) if isinstance(brick, Node) else layer


def possible_inputs(bricks: Sequence[Brick], n: int) -> dict[int, str]:
    """Return the labels of the bricks before brick `n` by position; the network's input is at -1."""
    kinds = (f"{place + 1} {type(layer_of(bricks[place])).__name__}" for place in range(n))
    return {INPUT_POSITION: INPUT} | dict(enumerate(kinds))


def named_inputs(bricks: Sequence[Brick], n: int) -> list[int]:
    """Return the positions of the inputs that brick `n` names; names of later bricks are left out."""
    places = {name: place for place, name in enumerate(names_of(bricks[:n]))} | {INPUT: INPUT_POSITION}
    return [places[name] for name in as_node(bricks[n]).inputs if name in places]


def set_inputs(n: int, places: Sequence[int]) -> None:
    """Set the inputs of brick `n` to the outputs at these positions, besides that of the brick before it."""
    built = current().build.bricks
    if n < len(built) and all(type(place) is int and INPUT_POSITION <= place < n for place in places):
        change(build={"bricks": _joined(built, n, places)})


def _joined(bricks: Sequence[Brick], n: int, places: Sequence[int]) -> tuple[Brick, ...]:
    """Return the bricks with these inputs of brick `n`. The inputs get names, so that they can be moved."""
    names, joined = names_of(bricks[:n]), [as_node(brick) for brick in bricks]
    for place in places:
        if place != INPUT_POSITION:
            joined[place] = replace(joined[place], name=names[place])
    first = (PREVIOUS,) if PREVIOUS in joined[n].inputs else ()
    others = tuple(INPUT if place == INPUT_POSITION else names[place] for place in places)
    joined[n] = replace(joined[n], inputs=(*first, *others) or (PREVIOUS,))
    return tuple(node.layer if node == Node(node.layer) else node for node in joined)


def _added(built: tuple[Brick, ...], n: int, layer: Layer) -> tuple[Brick, ...]:
    """Return the bricks with `layer` at index `n`. A merging layer also joins the nearest that fits."""
    bricks = (*built[:n], layer, *built[n:])
    if not isinstance(layer, Merging):
        return bricks
    for place in range(n - 2, INPUT_POSITION - 1, -1):
        joined = _joined(bricks, n, [place])
        try:
            Network(DIGITS.input_shape, joined[: n + 1])
        except NetworkError:
            continue
        return joined
    return bricks
