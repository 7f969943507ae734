"""The image as planes of numbers: grey, one colour channel, or scaled; and the magnifier that shows them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz import images
from cnnviz.figures import captions
from cnnviz.images.counting import N_LEVELS
from cnnviz.ui.components import magnifier
from cnnviz.ui.components.magnifier import Plane
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]

CHANNELS = ("red", "green", "blue")
#: The largest value of a byte.
HIGHEST = N_LEVELS - 1
#: The most rows and columns of a picture whose numbers are all shown; of a larger one, those around a place.
ALL_NUMBERS = 14


def show(planes: list[Plane], *, tallest: str, side: int | None = 7) -> None:
    """Show planes under the magnifier; the place that is clicked goes into the link.

    Args:
        planes: Planes of equal height and width.
        tallest: The greatest height of a picture, as CSS.
        side: The number of rows and columns under the magnifier; None shows all numbers.
    """
    magnifier.show(
        planes,
        f"numbers-{current().numbers.view}",
        side=side,
        at=current().numbers.place,
        on_pick=lambda row, column: change(numbers={"place": (row, column)}),
        tallest=tallest,
    )


def show_one(one: Plane) -> None:
    """Show a plane beside its numbers: all of them if it is small, else those around a place."""
    if max(one.values.shape[:2]) <= ALL_NUMBERS:
        show([one], tallest="57vh", side=None)
    else:
        show([one], tallest="54vh")


def plane(values: Array, key: str, label: str, **options: Any) -> Plane:
    """Return pixels as a plane whose numbers are written from 0 to 255.

    Args:
        values: (height, width) or (height, width, 3) float32 in [0, 1].
        key: Equal for equal values only.
        label: The text below the plane.
        options: Other fields of `Plane`, in place of those that are set here.
    """
    defaults: dict[str, Any] = {
        "kind": "pixels255",
        "encoded": image_in_use.encoded(key, values),
        "alt": f"The image: {label}",
    }
    return Plane(label=label, detail=captions.shape(values), values=values, key=key, **(defaults | options))


def bits(chosen: ImageInUse) -> Plane:
    """Return the image in black and white: 1 where it is brighter than half, else 0."""
    values = (images.to_grey(chosen.pixels) > np.float32(0.5)).astype(np.float32)
    return plane(values, f"{chosen.key} as bits", chosen.label, kind="bits")


def grey(chosen: ImageInUse) -> Plane:
    """Return the image in grey."""
    return plane(images.to_grey(chosen.pixels), f"{chosen.key} as grey", f"{chosen.label}, grey")


def scaled(chosen: ImageInUse) -> Plane:
    """Return the image in grey, with numbers from 0 to 1."""
    return plane(
        images.to_grey(chosen.pixels),
        f"{chosen.key} as grey",
        "0 … 1",
        kind="pixels",
        operator=f"÷ {HIGHEST} =",
    )


def channels(chosen: ImageInUse, *, in_grey: bool) -> list[Plane]:
    """Return the three channels of a colour image, and the image itself.

    Args:
        chosen: A colour image.
        in_grey: Whether the channels are drawn in grey instead of their own colours.
    """
    all_three = plane(chosen.pixels, chosen.key, "all three", operator="→")
    return [*(_channel(chosen, n, in_grey=in_grey) for n in range(len(CHANNELS))), all_three]


def _channel(chosen: ImageInUse, n: int, *, in_grey: bool) -> Plane:
    values, key = chosen.pixels[..., n], f"{chosen.key} channel {n}"
    if in_grey:
        return plane(values, key, CHANNELS[n])
    light = np.zeros_like(chosen.pixels)
    light[..., n] = values
    encoded = image_in_use.encoded(f"{chosen.key} light {n}", light)
    return plane(values, key, CHANNELS[n], encoded=encoded, tint=CHANNELS[n])
