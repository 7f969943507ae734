"""The stage of a page: pictures, tables of numbers and bars, side by side as the data flows.

A browser component. One message describes the items; the browser loads the pictures from Streamlit by a URL
made from their content, like those of `st.image`. So each picture is sent once, and a slider that goes back
finds it in the browser's cache.
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

from cnnviz.colours import Colours
from cnnviz.figures.pictures import Encoded, span
from cnnviz.ui.components import component
from cnnviz.ui.components.headed import NUMBERS

Array = npt.NDArray[np.float32]

#: The maximum height of a picture, as CSS: most of the screen, with room above and below.
TALLEST = "58vh"
#: The number of pictures kept for each place.
KEPT = 16
_SENT = "pictures sent"


@dataclass(frozen=True, kw_only=True)
class Item:
    """The common fields of all items: a name, a text below it, and the operator before it."""

    label: str
    detail: str = ""
    operator: str = ""
    id: str = ""
    """If set, the item can be chosen, and `on_pick` is called with it."""
    chosen: bool = False
    scale: float = 1.0
    """The height, as a share of the maximum."""
    kind: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class Picture(Item):
    """An encoded picture, described by `alt`; `mark` is a part of it: top, left, height, width.

    `limit`, if set, is the value of the full colour, and a colour scale is shown below. A feature map that is
    larger than its place on the screen is reduced to the values that are farthest from 0.
    """

    encoded: Encoded
    alt: str
    colours: Colours = "pixels"
    limit: float | None = None
    mark: tuple[int, int, int, int] | None = None
    kind = "picture"


@dataclass(frozen=True, kw_only=True)
class Cells(Item):
    """A matrix (rows, columns) with its numbers in coloured cells."""

    values: Array
    alt: str
    digits: int = 2
    colours: Colours = "weights"
    limit: float | None = None
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
    """The place of a picture that is still to come, with the same shape."""

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
) -> None:
    """Show the items from left to right at equal height; on a narrow screen, one below the other.

    Args:
        items: the items to show.
        key: the component's key on this page.
        tallest: the maximum height of a picture, as CSS.
        within: whether to put the pictures into the message: for small ones that are soon replaced.
        on_pick: is called with the id of an item that the visitor has chosen.
    """
    _component(
        key=key,
        data=message(items, tallest, key, within=within),
        on_picked_change=lambda: on_pick and on_pick(st.session_state[key].picked),
    )


def message(items: Sequence[AnyItem], tallest: str, key: str, *, within: bool = False) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    described = [_describe(item, "" if within else f"{key} {place}") for place, item in enumerate(items)]
    return {"items": described, "tallest": tallest, "digest": component.digest(described)}


def address(encoded: Encoded, place: str) -> str:
    """Return a picture's URL; Streamlit keeps the picture while it is the current one of its place.

    The last few pictures of a place are kept as well, as a browser may ask for one that a fast slider has
    already replaced. Numbers are kept for one run more, as Streamlit does with downloads: a browser asks for
    them after the pictures, and the page may have turned. Without a place, the URL holds the picture itself.
    """
    if not place:
        return f"data:{encoded.mime};base64,{base64.b64encode(encoded.data).decode()}"
    sent: dict[str, tuple[bytes, int]] = st.session_state.setdefault(_SENT, {})
    digest = hashlib.blake2b(encoded.data, digest_size=8).digest()
    before, turn = sent.get(place, (b"", 0))
    turn = turn if digest == before else (turn + 1) % KEPT
    sent[place] = digest, turn
    path = runtime.get_instance().media_file_mgr.add(
        encoded.data, encoded.mime, f"{place} {turn}", is_for_static_download=encoded.mime == NUMBERS
    )
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}{path}" if base else path


def _describe(item: AnyItem, place: str) -> dict[str, Any]:
    """Return an item's part of the message."""
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
    styles=("shared/ink", "shared/legend", "shared/share_bars"),
)
