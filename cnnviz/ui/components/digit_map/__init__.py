"""The map of all digits: each is drawn as its own numeral, and a pointer or the arrow keys show its picture.

A browser component. All pictures are sent as one image with its own URL. The browser finds the digit under
the pointer, and moves the digits when their places change. Python is told which digit was picked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures.pictures import tiles
from cnnviz.ui.components import component, stage

Floats = npt.NDArray[np.floating]

#: The number of pictures in a row of the image that holds them all.
ACROSS = 40
#: The decimals of a place, of which the farthest is 1.
DECIMALS = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class MapDigits:
    """The digits of the map: pictures (n, 28, 28) uint8, and for each of them the rest.

    `labels` are the true classes, `answers` the network's, `shares` their probabilities, and `nearest` the
    indices of the nearest neighbours.
    """

    pictures: npt.NDArray[np.uint8]
    labels: Sequence[int]
    answers: Sequence[int]
    shares: Sequence[float]
    nearest: Sequence[int]


@dataclass(frozen=True, kw_only=True, eq=False)
class OwnDigit:
    """The digit in use, where it is none of the map's: its pixels (28, 28) uint8, place and answer."""

    pixels: npt.NDArray[np.uint8]
    place: tuple[float, float]
    label: int | None
    answer: int
    share: float
    nearest: int


@dataclass(frozen=True, kw_only=True)
class MapWords:
    """What stands over and under the map, and what a screen reader says of it."""

    headline: str
    detail: str
    note: str
    alt: str


def show(
    digits: MapDigits,
    points: Floats,
    words: MapWords,
    key: str,
    *,
    start: Floats | None = None,
    own: OwnDigit | None = None,
    chosen: int | None = None,
    shown: str = "all",
    on_pick: Callable[[int], None] | None = None,
    on_shown: Callable[[str], None] | None = None,
) -> None:
    """Show the map.

    Args:
        digits: The digits.
        points: Their places, (n, 2).
        words: What is said of the map.
        key: The component's key on this page.
        start: Other places, (n, 2), from which the digits move to theirs when the map appears.
        own: The digit in use, unless it is one of the map's.
        chosen: The index of the digit in use, if it is one of the map's.
        shown: What stands out: "all", a class, or "mistakes".
        on_pick: Is called with the index of a digit that the visitor picked.
        on_shown: Is called with what is to stand out.
    """
    n = len(points)
    _component(
        key=key,
        data=message(digits, points, words, key, start=start, own=own, chosen=chosen, shown=shown),
        on_picked_change=lambda: component.call_listener(
            key, "picked", on_pick, lambda index: component.is_index(index) and index < n
        ),
        on_shown_change=lambda: component.call_listener(
            key, "shown", on_shown, lambda name: isinstance(name, str)
        ),
    )


def message(
    digits: MapDigits,
    points: Floats,
    words: MapWords,
    key: str,
    *,
    start: Floats | None = None,
    own: OwnDigit | None = None,
    chosen: int | None = None,
    shown: str = "all",
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content. See `show`."""
    scale = _scale(points)
    content: dict[str, Any] = {
        "sheet": {"src": stage.address(tiles(digits.pictures, ACROSS), f"{key} sheet"), "across": ACROSS},
        "points": _rounded(points, scale),
        "labels": list(map(int, digits.labels)),
        "answers": list(map(int, digits.answers)),
        "shares": [round(float(share), 6) for share in digits.shares],
        "nearest": list(map(int, digits.nearest)),
        "own": None if own is None else _described(own, scale),
        "chosen": chosen,
        "shown": shown,
        **vars(words),
    }
    return content | {
        "start": None if start is None else _rounded(start, _scale(start)),
        "digest": component.digest(content),
    }


def _scale(points: Floats) -> float:
    """Return the distance of the farthest digit from the middle, along an axis."""
    return float(np.abs(points).max()) or 1.0


def _rounded(points: Floats, scale: float) -> list[float]:
    return np.round(np.asarray(points, np.float64) / scale, DECIMALS).ravel().tolist()


def _described(own: OwnDigit, scale: float) -> dict[str, Any]:
    return {
        "pixels": own.pixels.ravel().tolist(),
        "place": _rounded(np.asarray(own.place), scale),
        "label": own.label,
        "answer": own.answer,
        "share": round(own.share, 6),
        "nearest": own.nearest,
    }


_component = component.define(
    "digit_map",
    html='<div class="panel digit-map" role="group" aria-label="The map of all digits"></div>',
    styles=("shared/panel",),
)
