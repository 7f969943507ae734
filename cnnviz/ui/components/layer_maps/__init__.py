"""A sheet of a layer's maps: the pointer reads their numbers, a click opens the arithmetic of one.

A browser component. The maps' numbers have an address made of their content, so the browser fetches them
once and reads them without messages. For an opened number the browser gets the few numbers that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.shown_maps import ShownMaps
from cnnviz.network import Shape, described
from cnnviz.pipeline import Unit, UnitWindow
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS, headed

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class OpenedUnit:
    """A number of a map whose arithmetic is open."""

    window: UnitWindow
    values: Sequence[Array] = field(repr=False)
    """Each source's part of the window, as `WindowPart.asked` names it."""
    shapes: Mapping[str, Shape]
    """The output shape of each layer that is named, and of the input."""
    titles: Mapping[str, str]
    """Their names for readers."""


def show(
    maps: ShownMaps | None,
    key: str,
    *,
    said: str,
    unit: Unit | None = None,
    opened: OpenedUnit | None = None,
    on_unit: Callable[[Unit | None], None] | None = None,
) -> None:
    """Show the maps.

    Args:
        maps: The maps of one layer; None while the network works, so that those before stay, dimmed.
        key: The component's key on this page.
        said: A sentence below the maps, on what a visitor can do or why there is nothing.
        unit: The number that is marked.
        opened: What it is computed from; None if it is not known, or no number is open.
        on_unit: Is called with the number that the visitor has chosen, or None when its card is closed.
    """
    _component(
        key=key,
        data=message(maps, key, said=said, unit=unit, opened=opened),
        on_unit_change=lambda: component.call_listener(
            key,
            "unit",
            lambda *place: on_unit and on_unit(_unit(maps, *place)),
            lambda *place: _is_place(maps, *place),
        ),
    )


def message(
    maps: ShownMaps | None, key: str, *, said: str, unit: Unit | None, opened: OpenedUnit | None
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content; for the arguments see `show`."""
    content: dict[str, Any] = {
        "maps": None if maps is None else _sheet(maps, key),
        "said": said,
        "unit": None if unit is None else [unit.channel, unit.row, unit.column],
        "opened": None if opened is None else _opened(opened),
    }
    return content | {"digest": component.digest([key, content])}


def _sheet(maps: ShownMaps, key: str) -> dict[str, Any]:
    height, width, n = maps.values.shape
    data = np.ascontiguousarray(np.moveaxis(maps.values, -1, 0), "<f4").tobytes()
    return {
        "layer": maps.asked.layer,
        "numbers": stage.address(Encoded(headed(data), NUMBERS, len(data), 1), f"{key} numbers"),
        "rows": height,
        "columns": width,
        "channels": list(maps.channels),
        "limit": pictures.reach(maps.values, "layer") if n else 1.0,
    }


def _opened(opened: OpenedUnit) -> dict[str, Any]:
    """Return what one number is computed from, as values that JSON can hold."""
    window = opened.window
    return {
        "made_by": window.made_by,
        "sources": [
            {
                "name": part.source,
                "channels": list(part.channels),
                "rows": list(part.rows),
                "columns": list(part.columns),
                "values": part.filled(values).ravel().tolist(),
            }
            for part, values in zip(window.sources, opened.values, strict=True)
        ],
        "adds": window.adds,
        "channel": window.channel,
        "input": window.input(opened.values).ravel().tolist(),
        "network": None if window.network is None else described(window.network),
        "weights": [float(one) for array in window.weights for one in array.ravel()],
        "shapes": {name: list(shape) for name, shape in opened.shapes.items()},
        "titles": dict(opened.titles),
    }


def _unit(maps: ShownMaps | None, *place: int) -> Unit | None:
    return Unit(maps.asked.layer, *place) if maps is not None and place else None


def _is_place(maps: ShownMaps | None, *place: object) -> bool:
    """Return whether these are the channel, row and column of a number that is shown, or nothing."""
    if not place:
        return True
    if maps is None or len(place) != 3 or not all(map(component.is_index, place)):
        return False
    channel, row, column = place
    return (
        channel in maps.channels
        and row in range(maps.values.shape[0])
        and column in range(maps.values.shape[1])
    )


_component = component.define(
    "layer_maps",
    html='<div class="panel layer-maps" role="group" aria-label="The maps of one layer"></div>',
    styles=("shared/panel", "shared/ink", "shared/grid", "live_network/card"),
)
