"""Maps and the column that Flatten makes of them: a cell and its place in the column light up together.

A browser-side component. Python sends the maps; the order is counted in the browser, so that both light up in
the frame after the pointer's move. Python hears of a place when the visitor has come to rest on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.figures.pictures import span
from cnnviz.layers import flatten
from cnnviz.ui.components import component

Array = npt.NDArray[np.float32]

#: The height of maps and column, as a part of the screen's.
TALLEST = 0.5
#: The most numbers that are sent.
MAX_NUMBERS = 20_000


def show(
    maps: Array,
    names: Sequence[str],
    key: str,
    *,
    place: int = 0,
    tallest: float = TALLEST,
    on_place: Callable[[int], None] | None = None,
) -> None:
    """Show the maps and their column.

    Args:
        maps: (height, width, channels) float32.
        names: one for each channel.
        key: the component's key on this page.
        place: the place in the column shown first; beyond the last, the last.
        tallest: the height, as a part of the screen's.
        on_place: is called with the place on which a visitor rests.
    """
    _component(
        key=key,
        data=message(maps, names, place=place, tallest=tallest),
        on_place_change=lambda: component.hand_on(key, "place", on_place, component.one_place),
    )


def message(maps: Array, names: Sequence[str], *, place: int = 0, tallest: float = TALLEST) -> dict[str, Any]:
    """Return what the component takes, with a digest that is another when anything is.

    Raises:
        NetworkError: if the maps are none, too many, or not all numbers.
    """
    fits = maps.ndim == 3 and 0 < maps.size <= MAX_NUMBERS and len(names) == maps.shape[2]
    if not fits or not np.isfinite(maps).all():
        raise NetworkError(
            f"Maps need shape (height, width, channels), {MAX_NUMBERS:,} finite numbers at most, and a name "
            f"for each channel. Received: {maps.shape} and {len(names)} names"
        )
    told: dict[str, Any] = {
        "shape": list(maps.shape),
        "names": list(names),
        "values": flatten(maps).tolist(),
        "limit": span(maps),
        "place": max(0, min(place, maps.size - 1)),
        "tallest": tallest,
    }
    return told | {"digest": component.digest(told)}


_component = component.define(
    "column",
    html='<div class="panel column" tabindex="0" role="application" aria-label="Flatten"></div>',
    styles=("shared/panel", "shared/signed", "shared/transport", "shared/grid"),
)
