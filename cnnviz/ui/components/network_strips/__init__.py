"""A whole network in one picture: the photo, a strip of maps for each block, and the names at the end.

A browser component. A strip is a button; under the pointer, a line says what its block does and which maps
it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import sheet
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.shrunk_maps import shrunk
from cnnviz.network import Shape
from cnnviz.photos import Guess
from cnnviz.ui.components import component, stage

Array = npt.NDArray[np.float32]

#: The side of a map and the height of a strip, in pixels of the screen.
TILE, STRIP = 56, 296


@dataclass(frozen=True, kw_only=True)
class Strip:
    """A block of a network, with some of the maps or all units that it makes."""

    id: str
    """The name of the layer whose output is shown."""
    label: str
    count: int
    """How often the block is repeated."""
    shape: Shape
    """The shape of its output."""
    told: str
    """What the block does, in sentences."""
    n_tiles: int
    """The number of maps that are shown; 1 for units, which are one picture."""
    channels: Sequence[int] = ()
    """The index of each map that is shown."""
    values: Array | None = None
    """The maps (height, width, n), or all units (n,); None while the network works."""


def show(
    strips: Sequence[Strip],
    key: str,
    *,
    photo: Encoded,
    label: str,
    guesses: Sequence[Guess],
    no_names: str = "",
    said: str,
    hint: str,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Show the network.

    Args:
        strips: The blocks, from the photo on.
        key: The component's key on this page.
        photo: What the network sees.
        label: The photo's name.
        guesses: The best names at the end; none while the network works.
        no_names: Why there will be no names, in a sentence; "" if there will be.
        said: Why there are no maps yet, or "".
        hint: What a visitor can do, shown while no strip is under the pointer.
        on_pick: Is called with the id of the strip that the visitor chose.
    """
    known = {strip.id for strip in strips if len(strip.shape) == 3}
    _component(
        key=key,
        data=message(
            strips,
            key,
            photo=photo,
            label=label,
            guesses=guesses,
            no_names=no_names,
            said=said,
            hint=hint,
        ),
        on_picked_change=lambda: component.call_listener(key, "picked", on_pick, lambda name: name in known),
    )


def message(
    strips: Sequence[Strip],
    key: str,
    *,
    photo: Encoded,
    label: str,
    guesses: Sequence[Guess],
    no_names: str,
    said: str,
    hint: str,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content; for the arguments see `show`."""
    content: dict[str, Any] = {
        "photo": _sent(photo, f"{key} photo"),
        "label": label,
        "strips": [_described(strip, f"{key} {strip.id}") for strip in strips],
        "names": [{"name": one.name, "share": one.probability} for one in guesses],
        "no_names": no_names,
        "said": said,
        "hint": hint,
    }
    return content | {"digest": component.digest(content)}


def _described(strip: Strip, place: str) -> dict[str, Any]:
    """Return a strip's part of the message."""
    return {
        "id": strip.id if len(strip.shape) == 3 else "",
        "label": strip.label,
        "count": strip.count,
        "shape": list(strip.shape),
        "told": strip.told,
        "tiles": strip.n_tiles,
        "maps": None if strip.values is None else _maps(strip, strip.values, place),
    }


def _maps(strip: Strip, values: Array, place: str) -> dict[str, Any]:
    """Return the picture of a strip's maps or units, and what is said of each map."""
    if values.ndim == 1:
        encoded = sheet(values, TILE / STRIP)
        size, tallest, said = (encoded.width, encoded.height), STRIP, [""]
    else:
        small = shrunk(values, TILE)
        encoded = pictures.montage(small, 1, pictures.reach(values, "layer"))
        size, tallest = (small.shape[1], small.shape[0]), TILE
        said = [f"Map {n}: {captions.extent(values[..., at])}." for at, n in enumerate(strip.channels)]
    return {
        "said": said,
        "width": size[0],
        "height": size[1],
        "scale": _scale(size, tallest),
        "sheet": _sent(encoded, place),
    }


def _scale(size: tuple[int, int], tallest: int) -> float:
    """Return the whole factor by which a picture is enlarged, or the fraction by which a large one shrinks.

    >>> _scale((20, 20), 56), _scale((112, 112), 56)
    (2, 0.5)
    """
    wide, tall = TILE / size[0], tallest / size[1]
    return int(min(wide, tall)) or min(wide, tall)


def _sent(encoded: Encoded, place: str) -> dict[str, Any]:
    return {"src": stage.address(encoded, place), "width": encoded.width, "height": encoded.height}


_component = component.define(
    "network_strips", html='<div class="room"><div class="strips" role="group"></div></div>'
)
