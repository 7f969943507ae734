"""The magnifier: whole pictures side by side, and the numbers around one place of all of them.

A browser-side component. The pictures and their numbers have addresses of their own, as those of `st.image`;
once the browser has got them, the pointer walks over them without a message to the server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from cnnviz.figures.pictures import Encoded, reach
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.magnifier.packed import Array, Kind, Packed, pack

#: The tallest a picture gets, as CSS: below it stand its numbers.
TALLEST = "30vh"
#: So many planes of one key are kept packed.
KEPT = 16

Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Plane:
    """A picture with the numbers that it was made of; all planes shown together have one height and width."""

    label: str
    detail: str = ""
    values: Array
    """(height, width) float32, or (height, width, 3) for pixels; pixels lie in 0 … 1."""
    kind: Kind
    encoded: Encoded
    alt: str
    operator: str = ""
    """What leads from the plane before to this one: "→", say."""
    tint: Literal["", "red", "green", "blue"] = ""
    """The colour in which the pixels of one channel are drawn; none is grey."""
    limit: float | None = None
    """The signed value of the full colour; by default that of `figures.pictures.signed`."""
    key: str = ""
    """Given, and the same for the same values only, they are packed once and not at every run."""


def show(
    planes: Sequence[Plane],
    key: str,
    *,
    side: int | None = 7,
    at: Place | None = None,
    on_pick: Callable[[int, int], None] | None = None,
    tallest: str = TALLEST,
) -> None:
    """Show the planes side by side, and under each the numbers around the place that is pointed at.

    Args:
        planes: what to show. One alone has its numbers beside it.
        key: the component's key on this page.
        side: rows and columns of the magnifier, an odd number; fewer are shown where there is no room for
            them. None is all of the planes, as a table in which the place is marked.
        at: row and column where the magnifier begins, by default the middle. Another one moves it there.
        on_pick: is called with row and column when a visitor has clicked, or pressed Enter.
        tallest: the greatest height of a picture, as CSS.

    Raises:
        ValueError: if there is no plane, they differ in size, or one is not of its kind.
    """
    size = _size(planes)

    def picked() -> None:
        place = picked_place(st.session_state[key].picked, size)
        if on_pick is not None and place is not None:
            on_pick(*place)

    told = message(planes, key, side=side, at=at, picks=on_pick is not None, tallest=tallest)
    _component(key=key, data=told, on_picked_change=picked)


def message(
    planes: Sequence[Plane], key: str, *, side: int | None, at: Place | None, picks: bool, tallest: str
) -> dict[str, Any]:
    """Return the planes as the component takes them, with a digest that is another when anything in them is.

    Raises:
        ValueError: as `show`.
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
    """Return the height and width that all planes have."""
    sizes = {(plane.values.shape[0], plane.values.shape[1]) for plane in planes if plane.values.ndim > 1}
    if len(sizes) != 1:
        raise ValueError(
            f"Planes that are shown together have one height and width. Received: {sorted(sizes)}"
        )
    return sizes.pop()


def picked_place(picked: Any, size: tuple[int, int]) -> Place | None:
    """Return the row and column that a browser tells, if they are ones."""
    if not isinstance(picked, list) or len(picked) != 2 or any(type(n) is not int for n in picked):
        return None
    row, column = picked
    return (row, column) if 0 <= row < size[0] and 0 <= column < size[1] else None


def _describe(plane: Plane, place: str) -> dict[str, Any]:
    """Return what the message says of a plane."""
    packed = _packed(plane)
    height, width = plane.values.shape[:2]
    signed = plane.kind == "signed"
    numbers = Encoded(packed.data, "application/octet-stream", width, height)
    return {
        "label": plane.label,
        "detail": plane.detail,
        "operator": plane.operator,
        "alt": plane.alt,
        "kind": plane.kind,
        "tint": plane.tint,
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
)
