"""A picture, maps over it, and a slider for how much of them shows through.

A browser component: the slider moves, and the pointer reads a map's numbers, without messages to the server.
Python is told where the slider rests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS, headed

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, eq=False)
class OverlaidMap:
    """A map over the picture, or the place of one that is still to come."""

    label: str
    detail: str
    """What stands below the label; a sentence where there is no map."""
    values: Array | None
    """(height, width) float32 of any finite numbers; None if it is still to come."""
    is_stale: bool = False
    """Whether it is a map of earlier settings, which is shown dimmed."""


def show(
    key: str,
    picture: Array,
    maps: Sequence[OverlaidMap],
    *,
    label: str,
    detail: str,
    is_signed: bool,
    through: int,
    facts: Sequence[tuple[str, str]],
    on_settled: Callable[[int], None] | None = None,
) -> None:
    """Show the picture, and beside it each map over the picture.

    Args:
        key: The component's key on this page.
        picture: (height, width) or (height, width, 3) in [0, 1].
        maps: The maps, each of the picture's height and width.
        label: The picture's name.
        detail: What stands below the name.
        is_signed: Whether the maps may have negative values.
        through: How much of the maps shows at first, in percent.
        facts: Names and values that stand beside the pictures.
        on_settled: Is called with the percentage that the slider rests on.
    """
    _component(
        key=key,
        data=message(
            key,
            picture,
            maps,
            label=label,
            detail=detail,
            is_signed=is_signed,
            through=through,
            facts=facts,
        ),
        on_settled_change=lambda: component.call_listener(key, "settled", on_settled, _is_percentage),
    )


def message(
    key: str,
    picture: Array,
    maps: Sequence[OverlaidMap],
    *,
    label: str,
    detail: str,
    is_signed: bool,
    through: int,
    facts: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content except for the slider."""
    encoded = pictures.pixels(picture)
    content: dict[str, Any] = {
        "label": label,
        "detail": detail,
        "picture": {
            "src": stage.address(encoded, f"{key} picture"),
            "width": encoded.width,
            "height": encoded.height,
            "alt": label,
            "colours": "pixels",
            "mark": None,
        },
        "maps": [_described(one, f"{key} map {place}") for place, one in enumerate(maps)],
        "signed": is_signed,
        "facts": [list(fact) for fact in facts],
    }
    return content | {"through": through, "digest": component.digest(content)}


def _described(one: OverlaidMap, place: str) -> dict[str, Any]:
    """Return a map's part of the message."""
    told = {"label": one.label, "detail": one.detail, "stale": one.is_stale}
    if one.values is None:
        return told | {"picture": None, "limit": 1.0, "numbers": ""}
    limit = pictures.reach(one.values)
    encoded = pictures.feature_map(one.values, limit)
    picture = {
        "src": stage.address(encoded, place),
        "width": encoded.width,
        "height": encoded.height,
        "alt": f"{one.label}: {one.detail}",
        "colours": "signed",
        "mark": None,
    }
    data = headed(np.ascontiguousarray(one.values, "<f4").tobytes())
    numbers = stage.address(Encoded(data, NUMBERS, encoded.width, encoded.height), f"{place} numbers")
    return told | {"picture": picture, "limit": limit, "numbers": numbers}


def _is_percentage(value: object) -> bool:
    """Whether it is an integer from 0 to 100."""
    return type(value) is int and 0 <= value <= 100


_component = component.define(
    "map_overlay", html='<div class="panel overlay"></div>', styles=("shared/panel", "shared/legend")
)
