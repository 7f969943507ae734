"""The stage of a page: pictures, tables of numbers and bars, side by side as the data flows.

A browser-side component. One message carries everything: a header in JSON and, behind it, the encoded
pictures, so that nothing is wrapped in base64 and a picture that changes is there in one trip.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.figures.pictures import Encoded, span

Array = npt.NDArray[np.float32]

#: The tallest a picture gets, as CSS: most of the screen, with room for what stands above and below.
TALLEST = "58vh"
MODULES = ("unpack", "numbers", "cells", "bars", "picture", "stage")


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
    on_pick: Callable[[str], None] | None = None,
    on_edit: Callable[[list[list[float]]], None] | None = None,
) -> None:
    """Show the items from left to right, of equal height; on a narrow screen one below the other.

    Args:
        items: what to show.
        key: the component's key on this page.
        tallest: the greatest height of a picture, as CSS.
        on_pick: is called with the id of an item that a visitor has chosen.
        on_edit: is called with all rows of an editable matrix after a visitor has changed a cell.
    """
    _component(
        key=key,
        data=pack(items, tallest),
        on_picked_change=lambda: on_pick and on_pick(st.session_state[key].picked),
        on_edited_change=lambda: on_edit and on_edit(st.session_state[key].edited),
    )


def pack(items: Sequence[AnyItem], tallest: str = TALLEST) -> bytes:
    """Return the items as the component takes them: header length, header, pictures."""
    described: list[dict[str, Any]] = []
    pictures: list[bytes] = []
    start = 0
    for item in items:
        entry = _describe(item)
        if isinstance(item, Picture):
            content = hashlib.blake2b(item.encoded.data, digest_size=8).hexdigest()
            entry |= {"start": start, "length": len(item.encoded.data), "content": content}
            pictures.append(item.encoded.data)
            start += len(item.encoded.data)
        described.append(entry)
    digest = hashlib.blake2b(json.dumps(described).encode(), digest_size=8)
    header = json.dumps({"items": described, "tallest": tallest, "digest": digest.hexdigest()}).encode()
    return b"".join([struct.pack("<I", len(header)), header, *pictures])


def _describe(item: AnyItem) -> dict[str, Any]:
    """Return what the header says of an item."""
    if isinstance(item, Picture):
        size = {"width": item.encoded.width, "height": item.encoded.height}
        return {"kind": item.kind, **_plain(item), **size, "mime": item.encoded.mime}
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


def script() -> str:
    """Return the component's JavaScript: its modules in one, since it is loaded from a blob."""
    lines = "\n".join(_read(f"{name}.js") for name in MODULES).splitlines()
    return "\n".join(line for line in lines if not line.startswith("import "))


def _style() -> str:
    colours = f"--positive: {' '.join(map(str, POSITIVE))}; --negative: {' '.join(map(str, NEGATIVE))};"
    return f".room {{ {colours} }}\n{_read('stage.css')}"


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "cnnviz.stage",
    html='<div class="room"><div class="stage" role="group"></div></div>',
    css=_style(),
    js=script(),
)
