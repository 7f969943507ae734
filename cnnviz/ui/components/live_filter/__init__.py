"""The live filter: an image, a kernel, and the result that follows while a hand changes the kernel.

A browser component. It has the image's pixels and computes the result itself, without a message to the
server. When the hand rests, the kernel goes to Python, and Python's own result takes its place.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures.pictures import Encoded
from cnnviz.kernels import Family, Kernel
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS
from cnnviz.ui.components.live_filter.family_table import packed_family
from cnnviz.ui.components.magnifier import picked_place
from cnnviz.ui.components.magnifier.packed import pack

Array = npt.NDArray[np.float32]
Place: TypeAlias = tuple[int, int]

#: The number of packed images to cache.
KEPT = 8
#: A kernel with more columns is shown as a picture, without numbers.
MOST_COLUMNS = 9
#: A frozen frame in base64 is no longer: 640 by 640 pixels that cannot be compressed need fewer.
MOST_CHARACTERS = 3_000_000


@dataclass(frozen=True, kw_only=True)
class Live:
    """What the browser needs to compute the result by itself.

    `pixels` are (height, width) or (height, width, 3) float32, multiples of 1/255 in [0, 1].
    """

    pixels: Array
    key: str
    """Equal for equal pixels, and for no others."""
    kernel: Kernel
    border: str
    flip: bool
    view: str
    """How the result is shown: a view of maps, "clipped", or "by kernel": "signed" for a kernel whose weights
    add up to 0, else "toned"."""
    family: Family | None = None
    """The family that the kernel belongs to."""
    angle: int | None = None
    """The kernel's angle, where the family has angles."""
    kernel_at: int | None = 1
    """The kernel's place among the items, if it is one of them; the image is the first."""
    result_at: int = 2
    """The result's place among the items."""
    camera: bool = False
    """Whether the picture of the visitor's camera takes the place of the image."""


@dataclass(frozen=True, kw_only=True)
class Magnified:
    """The magnifier below the image and the result.

    `side` is its number of rows and columns, an odd one; `at` is its initial row and column.
    """

    side: int
    at: Place | None


@dataclass(frozen=True, kw_only=True)
class Listeners:
    """What is called when the hand rests, with what it has changed."""

    on_edit: Callable[[list[list[float]]], None]
    """Is called with all weights, as they stand on the screen."""
    on_parts: Callable[[Any, Any], None]
    """Is called with the divisor, and with the offset in 255ths."""
    on_member: Callable[[int, int | None], None]
    """Is called with another size and angle of the family."""
    on_pick: Callable[[int, int], None]
    """Is called with row and column on a click or Enter, if there is a magnifier."""
    on_freeze: Callable[[bytes], None] | None = None
    """Is called with the file of the frame that the visitor has frozen, if there is a camera."""


def show(
    items: Sequence[stage.AnyItem],
    key: str,
    live: Live,
    listeners: Listeners,
    *,
    tallest: str,
    magnified: Magnified | None = None,
) -> None:
    """Show the items as `stage.show` does; the kernel can be changed, and the result follows at once.

    Args:
        items: The image first; the kernel, if it is shown, as `stage.Cells`; the result.
        key: The component's key on this page.
        live: What the result is computed from.
        listeners: What is called when the hand rests.
        tallest: The maximum height of a picture, as CSS.
        magnified: The magnifier, if there is one.
    """

    def sent(name: str) -> Any:
        return st.session_state[key].get(name)

    def member() -> None:
        if live.family is not None and (found := member_sent(sent("member"), live.family)) is not None:
            listeners.on_member(*found)

    def parts() -> None:
        given = sent("parts")
        if isinstance(given, list) and len(given) == 2:
            listeners.on_parts(*given)

    def picked() -> None:
        place = picked_place(sent("picked"), (live.pixels.shape[0], live.pixels.shape[1]))
        if magnified is not None and place is not None:
            listeners.on_pick(*place)

    def frozen() -> None:
        file = file_sent(sent("frozen"))
        if live.camera and listeners.on_freeze is not None and file is not None:
            listeners.on_freeze(file)

    _component(
        key=key,
        data=message(items, key, live, tallest=tallest, magnified=magnified),
        on_edited_change=lambda: listeners.on_edit(sent("edited")),
        on_parts_change=parts,
        on_member_change=member,
        on_picked_change=picked,
        on_frozen_change=frozen,
    )


def message(
    items: Sequence[stage.AnyItem], key: str, live: Live, *, tallest: str, magnified: Magnified | None
) -> dict[str, Any]:
    """Return the component's message: that of a stage, and what the result is computed from."""
    height, width = live.pixels.shape[:2]
    row, column = magnified.at if magnified and magnified.at else (height // 2, width // 2)
    told = {
        **stage.message(items, tallest, key),
        "places": {"image": 0, "kernel": live.kernel_at, "result": live.result_at},
        "pixels": _pixels(live, f"{key} pixels"),
        "kernel": {
            "name": live.kernel.name,
            "weights": live.kernel.weights,
            "divisor": live.kernel.divisor,
            "offset": live.kernel.offset,
        },
        "family": None if live.family is None else _family(live, live.family, f"{key} family"),
        "border": live.border,
        "flip": live.flip,
        "view": live.view,
        "camera": live.camera,
        "custom": "custom",
        "mostColumns": MOST_COLUMNS,
        "side": magnified.side if magnified else 0,
        "at": [min(max(row, 0), height - 1), min(max(column, 0), width - 1)],
    }
    return {**told, "digest": component.digest(told)}


def member_sent(given: Any, family: Family) -> tuple[int, int | None] | None:
    """Return the size and the angle that a browser sent, or None if the family has no such kernel."""
    if not isinstance(given, list) or len(given) != 2:
        return None
    size, angle = given
    known = type(size) is int and size in family.sizes
    fits = type(angle) is int and angle in family.angles if family.angles else angle is None
    return (size, angle) if known and fits else None


def file_sent(given: Any) -> bytes | None:
    """Return the file that a browser sent in base64, or None if it is no such text or too long."""
    if not isinstance(given, str) or len(given) > MOST_CHARACTERS:
        return None
    try:
        return base64.b64decode(given, validate=True)
    except ValueError:
        return None


def _pixels(live: Live, place: str) -> dict[str, Any]:
    height, width = live.pixels.shape[:2]
    data = Encoded(_packed(live.key, live.pixels), NUMBERS, width, height)
    channels = live.pixels.shape[2] if live.pixels.ndim == 3 else 1
    return {"address": stage.address(data, place), "width": width, "height": height, "channels": channels}


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _packed(key: str, _pixels: Array) -> bytes:  # noqa: ARG001 - the key stands for the pixels
    return pack(_pixels, "pixels255").data


def _family(live: Live, family: Family, place: str) -> dict[str, Any]:
    table = Encoded(packed_family(family.name), NUMBERS, 1, 1)
    angles = list(family.angles)
    return {
        "name": family.name,
        "sizes": list(family.sizes),
        "angles": angles,
        "at": [
            family.sizes.index(live.kernel.shape[0]),
            angles.index(live.angle) if live.angle in angles else 0,
        ],
        "table": stage.address(table, place),
    }


_component = component.define(
    "live_filter",
    html='<div class="room"><div class="stage" role="group"></div><div class="panel"></div>'
    '<p class="reading" aria-hidden="true"></p><p class="spoken" role="status" aria-live="polite"></p></div>',
    styles=("shared/ink", "shared/legend", "stage/stage", "magnifier/lens"),
)
