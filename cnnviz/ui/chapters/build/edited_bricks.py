"""What a visitor does with the bricks of their network: choose one, add, set, move, remove."""

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
#: The key of what opens to show the layers that can be added.
ADDING = "build-more"
#: The place of the network's input, before that of the first brick.
FIRST = -1


def edited() -> int:
    """Return which brick is being set: the first, unless another was chosen."""
    chosen: int = st.session_state.get(_EDITED, 0)
    return min(chosen, len(current().build.bricks) - 1)


def edit(n: int) -> None:
    """Set this brick from now on."""
    st.session_state[_EDITED] = min(n, len(current().build.bricks) - 1)


def begin_with(bricks: tuple[Brick, ...]) -> None:
    """Take these bricks in the place of all."""
    change(build={"bricks": bricks})
    edit(0)


def add(kind: str) -> None:
    """Put a new brick behind the one that is being set, and set it from now on; the choice has been made."""
    st.session_state[ADDING] = False
    n, built = edited() + 1, current().build.bricks
    if len(built) < MAX_BRICKS:
        change(build={"bricks": _added(built, n, KINDS[kind].usual())})
        edit(n)


def remove(n: int) -> None:
    """Take a brick away; the last one stays."""
    built = current().build.bricks
    if n < len(built) and len(built) > 1:
        change(build={"bricks": (*built[:n], *built[n + 1 :])})
        edit(edited() - (edited() > n))


def move(n: int, to: int) -> None:
    """Put a brick at another place, and set it from now on."""
    bricks = list(current().build.bricks)
    if n < len(bricks) and to < len(bricks):
        bricks.insert(to, bricks.pop(n))
        change(build={"bricks": tuple(bricks)})
        edit(to)


def set_brick(n: int, **settings: Any) -> None:
    """Set something of a brick, as the bricks are by then; what it cannot be is left out."""
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


def earlier(bricks: Sequence[Brick], n: int) -> dict[int, str]:
    """Return the places before brick n, with what stands there: -1 is the input's."""
    kinds = (f"{place + 1} {type(layer_of(bricks[place])).__name__}" for place in range(n))
    return {FIRST: INPUT} | dict(enumerate(kinds))


def taken(bricks: Sequence[Brick], n: int) -> list[int]:
    """Return the places that brick n names among what it takes, as far as they stand before it."""
    places = {name: place for place, name in enumerate(names_of(bricks[:n]))} | {INPUT: FIRST}
    return [places[name] for name in as_node(bricks[n]).inputs if name in places]


def take_from(n: int, places: Sequence[int]) -> None:
    """Have brick n take what these places give, besides what it takes from the one before."""
    built = current().build.bricks
    if n < len(built) and all(type(place) is int and FIRST <= place < n for place in places):
        change(build={"bricks": _joined(built, n, places)})


def _joined(bricks: Sequence[Brick], n: int, places: Sequence[int]) -> tuple[Brick, ...]:
    """Return the bricks, brick n taking from these places; those get names, which stay when they move."""
    names, joined = names_of(bricks[:n]), [as_node(brick) for brick in bricks]
    for place in places:
        if place != FIRST:
            joined[place] = replace(joined[place], name=names[place])
    first = (PREVIOUS,) if PREVIOUS in joined[n].inputs else ()
    others = tuple(INPUT if place == FIRST else names[place] for place in places)
    joined[n] = replace(joined[n], inputs=(*first, *others) or (PREVIOUS,))
    return tuple(node.layer if node == Node(node.layer) else node for node in joined)


def _added(built: tuple[Brick, ...], n: int, layer: Layer) -> tuple[Brick, ...]:
    """Return the bricks with a new one at place n; one that merges takes the nearest layer that fits, too."""
    bricks = (*built[:n], layer, *built[n:])
    if not isinstance(layer, Merging):
        return bricks
    for place in range(n - 2, FIRST - 1, -1):
        joined = _joined(bricks, n, [place])
        try:
            Network(DIGITS.input_shape, joined[: n + 1])
        except NetworkError:
            continue
        return joined
    return bricks
