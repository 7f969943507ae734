"""The magnifier: whole pictures side by side, and the numbers around the same place in each.

A browser component. The pictures and their numbers have their own URLs, like those of `st.image`; once they
are loaded, the pointer moves without messages to the server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from cnnviz.colours import Colours
from cnnviz.figures.pictures import Encoded, reach
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS
from cnnviz.ui.components.magnifier.packed import Array, Kind, Packed, pack

#: The maximum height of a picture, as CSS, with room for the numbers below.
TALLEST = "30vh"
#: The number of packed planes to cache.
KEPT = 16

Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Plane:
    """A picture and the numbers it was made from. Planes that are shown together have the same size."""

    label: str
    detail: str = ""
    values: Array
    """(height, width) float32, or (height, width, 3) for pixels; pixels lie in 0 … 1."""
    kind: Kind
    encoded: Encoded
    alt: str
    operator: str = ""
    """The operator between the previous plane and this one, such as "→"."""
    tint: Literal["", "red", "green", "blue"] = ""
    """The colour of one channel's pixels; "" draws them grey."""
    colours: Colours = "signed"
    """The colours of signed values; pixels have their own."""
    limit: float | None = None
    """The value of the full colour; by default `reach(values)`."""
    key: str = ""
    """A name of these very values, so that they are packed once and not on every run; optional."""


def show(
    planes: Sequence[Plane],
    key: str,
    *,
    side: int | None = 7,
    at: Place | None = None,
    on_pick: Callable[[int, int], None] | None = None,
    tallest: str = TALLEST,
) -> None:
    """Show the planes side by side, and below each the numbers around the place under the pointer.

    Args:
        planes: the planes to show. A single plane has its numbers beside it.
        key: the component's key on this page.
        side: rows and columns of the magnifier, an odd number, reduced where there is no room. None shows
            all numbers as a table and marks the place.
        at: the magnifier's initial row and column, by default the middle. A new value moves it there.
        on_pick: is called with row and column on a click or Enter.
        tallest: the maximum height of a picture, as CSS.

    Raises:
        ValueError: if there is no plane, the planes differ in size, or one does not match its kind.
    """
    size = _size(planes)

    def picked() -> None:
        place = picked_place(st.session_state[key].picked, size)
        if on_pick is not None and place is not None:
            on_pick(*place)

    data = message(planes, key, side=side, at=at, picks=on_pick is not None, tallest=tallest)
    _component(key=key, data=data, on_picked_change=picked)


def message(
    planes: Sequence[Plane], key: str, *, side: int | None, at: Place | None, picks: bool, tallest: str
) -> dict[str, Any]:
    """Return the component's message, with a digest of the planes.

    Raises:
        ValueError: see `show`.
    """
    height, width = _size(planes)
    if side is not None and (side < 1 or side % 2 == 0):
        raise ValueError(
            f"A magnifier's side is an odd number, so that one is in the middle. Received: {side}"
        )
    row, column = at if at is not None else (height // 2, width // 2)
    described = [_describe(plane, f"{key} {n}") for n, plane in enumerate(planes)]
    digest = component.digest([described, side])
    return {
        "planes": described,
        "height": height,
        "width": width,
        "side": side,
        "at": [min(max(row, 0), height - 1), min(max(column, 0), width - 1)],
        "picks": picks,
        "tallest": tallest,
        "digest": digest,
    }


def _size(planes: Sequence[Plane]) -> tuple[int, int]:
    """Return the height and width of all planes."""
    sizes = {(plane.values.shape[0], plane.values.shape[1]) for plane in planes if plane.values.ndim > 1}
    if len(sizes) != 1:
        raise ValueError(
            f"Planes that are shown together have one height and width. Received: {sorted(sizes)}"
        )
    return sizes.pop()


def picked_place(picked: Any, size: tuple[int, int]) -> Place | None:
    """Return the row and column that a browser sent, or None if they are invalid."""
    if not isinstance(picked, list) or len(picked) != 2 or any(type(n) is not int for n in picked):
        return None
    row, column = picked
    return (row, column) if 0 <= row < size[0] and 0 <= column < size[1] else None


def _describe(plane: Plane, place: str) -> dict[str, Any]:
    """Return a plane's part of the message."""
    packed = _packed(plane)
    height, width = plane.values.shape[:2]
    signed = plane.kind == "signed"
    numbers = Encoded(packed.data, NUMBERS, width, height)
    return {
        "label": plane.label,
        "detail": plane.detail,
        "operator": plane.operator,
        "alt": plane.alt,
        "kind": plane.kind,
        "tint": plane.tint,
        "colours": plane.colours if signed else "pixels",
        "limit": (plane.limit or reach(plane.values)) if signed else 1.0,
        "channels": plane.values.shape[2] if plane.values.ndim == 3 else 1,
        "width": plane.encoded.width,
        "height": plane.encoded.height,
        "src": stage.address(plane.encoded, place),
        "numbers": stage.address(numbers, f"{place} numbers"),
        "type": packed.type,
    }


def _packed(plane: Plane) -> Packed:
    if not plane.key:
        return pack(plane.values, plane.kind)
    return _packed_once(plane.key, plane.kind, plane.values)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _packed_once(key: str, kind: Kind, _values: Array) -> Packed:  # noqa: ARG001 - the key stands for the values
    return pack(_values, kind)


_component = component.define(
    "magnifier",
    html='<div class="room"><div class="stage" tabindex="0"></div>'
    '<p class="reading" aria-hidden="true"></p><p class="spoken" role="status" aria-live="polite"></p></div>',
    styles=("shared/legend", "magnifier/lens"),
)
