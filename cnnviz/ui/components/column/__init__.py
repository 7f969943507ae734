"""Maps and the column that Flatten makes of them: a cell and its number in the column are marked together.

A browser component. Python sends the maps; the browser computes the order, so that both are marked in the
frame after the pointer moves. Python is told the index that the visitor rests on.
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

#: The height of maps and column, as a share of the screen's.
TALLEST = 0.5
#: The maximum number of values in a message.
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
        place: the index in the column to show first, limited to the last.
        tallest: the height, as a share of the screen's.
        on_place: is called with the index that the visitor rests on.
    """
    _component(
        key=key,
        data=message(maps, names, place=place, tallest=tallest),
        on_place_change=lambda: component.call_listener(key, "place", on_place, component.is_index),
    )


def message(maps: Array, names: Sequence[str], *, place: int = 0, tallest: float = TALLEST) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Raises:
        NetworkError: if the maps are empty, too large or not finite, or the names do not match.
    """
    fits = maps.ndim == 3 and 0 < maps.size <= MAX_NUMBERS and len(names) == maps.shape[2]
    if not fits or not np.isfinite(maps).all():
        raise NetworkError(
            f"Maps need shape (height, width, channels), {MAX_NUMBERS:,} finite numbers at most, and a name "
            f"for each channel. Received: {maps.shape} and {len(names)} names"
        )
    content: dict[str, Any] = {
        "shape": list(maps.shape),
        "names": list(names),
        "values": flatten(maps).tolist(),
        "limit": span(maps),
        "place": max(0, min(place, maps.size - 1)),
        "tallest": tallest,
    }
    return content | {"digest": component.digest(content)}


_component = component.define(
    "column",
    html='<div class="panel column" tabindex="0" role="application" aria-label="Flatten"></div>',
    styles=("shared/panel", "shared/ink", "shared/transport", "shared/grid"),
)
