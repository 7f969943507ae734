"""The stage of a page: pictures, tables of numbers and bars, side by side as the data flows.

A browser-side component. One message says what stands where; the pictures themselves the browser gets from
Streamlit by an address made of their content, as those of `st.image`: each is sent once, and a slider that
goes back finds them there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit import runtime

from cnnviz.figures.pictures import Encoded, span
from cnnviz.ui.components import component

Array = npt.NDArray[np.float32]

#: The tallest a picture gets, as CSS: most of the screen, with room for what stands above and below.
TALLEST = "58vh"
#: So many pictures of one place are kept.
KEPT = 16
_SENT = "pictures sent"


@dataclass(frozen=True, kw_only=True)
class Item:
    """What all things on the stage have: a name, what is said under it, and the operator before it."""

    label: str
    detail: str = ""
    operator: str = ""
    id: str = ""
    """Given, the item can be chosen, and `on_pick` is called with it."""
    chosen: bool = False
    scale: float = 1.0
    """The height, as a part of the tallest."""
    kind: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class Picture(Item):
    """An encoded picture; `alt` says what it shows; `mark` is a part of it: top, left, height, width.

    `limit`, given, is the value of the full colour, and a scale of colours stands below.
    """

    encoded: Encoded
    alt: str
    limit: float | None = None
    mark: tuple[int, int, int, int] | None = None
    kind = "picture"


@dataclass(frozen=True, kw_only=True)
class Cells(Item):
    """A matrix (rows, columns) with its numbers in coloured cells."""

    values: Array
    alt: str
    digits: int = 2
    pixels: bool = False
    """Coloured as grey pixels instead of by sign."""
    limit: float | None = None
    editable: bool = False
    kind = "cells"


@dataclass(frozen=True, kw_only=True)
class Bars(Item):
    """Shares from 0 to 1 with their names, as bars; `aspect` is width over height."""

    names: Sequence[str]
    values: Sequence[float]
    aspect: float = 0.6
    kind = "bars"


@dataclass(frozen=True, kw_only=True)
class Empty(Item):
    """The place of a picture that comes later, of the same shape."""

    aspect: float
    kind = "empty"


AnyItem: TypeAlias = Picture | Cells | Bars | Empty


def show(
    items: Sequence[AnyItem],
    key: str,
    *,
    tallest: str = TALLEST,
    within: bool = False,
    on_pick: Callable[[str], None] | None = None,
    on_edit: Callable[[list[list[float]]], None] | None = None,
) -> None:
    """Show the items from left to right, of equal height; on a narrow screen one below the other.

    Args:
        items: what to show.
        key: the component's key on this page.
        tallest: the greatest height of a picture, as CSS.
        within: whether the message holds the pictures: small ones that are replaced before anyone looks back.
        on_pick: is called with the id of an item that a visitor has chosen.
        on_edit: is called with all rows of an editable matrix after a visitor has changed a cell.
    """
    _component(
        key=key,
        data=message(items, tallest, key, within=within),
        on_picked_change=lambda: on_pick and on_pick(st.session_state[key].picked),
        on_edited_change=lambda: on_edit and on_edit(st.session_state[key].edited),
    )


def message(items: Sequence[AnyItem], tallest: str, key: str, *, within: bool = False) -> dict[str, Any]:
    """Return the items as the component takes them, with a digest that is another when anything is."""
    described = [_describe(item, "" if within else f"{key} {place}") for place, item in enumerate(items)]
    return {"items": described, "tallest": tallest, "digest": component.digest(described)}


def address(encoded: Encoded, place: str) -> str:
    """Return where the browser gets a picture; Streamlit keeps it for as long as it stands in its place.

    The last few of a place are kept as well: under a quick hand a browser asks for a picture that has been
    replaced by then. Without a place, the address is the picture itself.
    """
    if not place:
        return f"data:{encoded.mime};base64,{base64.b64encode(encoded.data).decode()}"
    sent: dict[str, tuple[bytes, int]] = st.session_state.setdefault(_SENT, {})
    digest = hashlib.blake2b(encoded.data, digest_size=8).digest()
    before, turn = sent.get(place, (b"", 0))
    turn = turn if digest == before else (turn + 1) % KEPT
    sent[place] = digest, turn
    path = runtime.get_instance().media_file_mgr.add(encoded.data, encoded.mime, f"{place} {turn}")
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}{path}" if base else path


def _describe(item: AnyItem, place: str) -> dict[str, Any]:
    """Return what the message says of an item."""
    if isinstance(item, Picture):
        size = {"width": item.encoded.width, "height": item.encoded.height}
        return {"kind": item.kind, **_plain(item), **size, "src": address(item.encoded, place)}
    if isinstance(item, Cells):
        rows, columns = item.values.shape
        limit = span(item.values) if item.limit is None else item.limit
        rest: dict[str, Any] = {
            "rows": item.values.tolist(),
            "width": columns,
            "height": rows,
            "limit": limit,
        }
        return {"kind": item.kind, **_plain(item), **rest}
    return {"kind": item.kind, **_plain(item), "width": item.aspect, "height": 1}


def _plain(item: AnyItem) -> dict[str, Any]:
    left_out = {"encoded", "values"} if not isinstance(item, Bars) else set()
    return {name: value for name, value in vars(item).items() if name not in left_out}


_component = component.define(
    "stage",
    html='<div class="room"><div class="stage" role="group"></div></div>',
    styles=("shared/signed",),
)
