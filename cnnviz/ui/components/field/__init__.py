"""The receptive field of one unit, moved by hand in the image, and how it grows from layer to layer.

A browser component. Python sends the image and the windows of the layers; the browser finds what a unit sees
while a hand moves it, and Python is told the unit that the hand rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cnnviz.errors import NetworkError
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.receptive_field_picture import WHOLE
from cnnviz.layers import Window
from cnnviz.layers.receptive import step
from cnnviz.ui.components import component, stage

#: The largest height of the pictures, as CSS.
TALLEST = "43vh"


def show(
    picture: Encoded,
    stack: Sequence[Window],
    names: Sequence[str],
    key: str,
    *,
    unit: tuple[int, int],
    label: str,
    detail: str,
    layer: int,
    on_unit: Callable[[int, int], None] | None = None,
    on_layer: Callable[[int], None] | None = None,
) -> None:
    """Show the image with the field marked in it, the field enlarged, and what each layer sees.

    Args:
        picture: The image, without loss.
        stack: The layers from the image on, which all fit; each is the same along both axes.
        names: A short name of each layer.
        key: The component's key on this page.
        unit: Row and column of the unit in the last map.
        label: The image's name.
        detail: A few words below it.
        layer: The index of the selected layer.
        on_unit: Is called with row and column of the unit that the visitor rests on.
        on_layer: Is called with the index of the layer that the visitor selects.
    """
    _component(
        key=key,
        data=message(
            picture,
            stage.address(picture, key),
            stack,
            names,
            unit=unit,
            label=label,
            detail=detail,
            layer=layer,
        ),
        on_unit_change=lambda: component.call_listener(key, "unit", on_unit, component.are_indices),
        on_layer_change=lambda: component.call_listener(key, "layer", on_layer, component.is_index),
    )


def message(
    picture: Encoded,
    src: str,
    stack: Sequence[Window],
    names: Sequence[str],
    *,
    unit: tuple[int, int],
    label: str,
    detail: str,
    layer: int,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Raises:
        NetworkError: If a layer does not fit, or there is a name too few or too many.
    """
    if len(names) != len(stack):
        raise NetworkError(f"Each layer has one name. Received: {len(stack)} layers, {len(names)} names")
    described: dict[str, Any] = {
        "src": src,
        "width": picture.width,
        "height": picture.height,
        "label": label,
        "detail": detail,
        "axes": [axis(side, stack) for side in (picture.height, picture.width)],
        "unit": list(unit),
        "names": list(names),
        "layer": layer,
        "whole": WHOLE,
        "tallest": TALLEST,
    }
    return described | {"digest": component.digest(described)}


def axis(size: int, stack: Sequence[Window]) -> list[dict[str, int]]:
    """Return each layer along one axis: its window, the length of its input and the padding before it.

    Args:
        size: Length of the image along the axis in pixels.
        stack: The layers from the image on.

    Raises:
        NetworkError: If a layer does not fit.

    >>> axis(28, [Window(3), Window(2, strides=2)])[1]
    {'window': 2, 'strides': 2, 'dilation': 1, 'before': 0, 'length': 26, 'units': 13}
    """
    found = []
    length = size
    for window in stack:
        units, before = step(length, window)
        found.append(
            {
                "window": window.size,
                "strides": window.strides,
                "dilation": window.dilation_rate,
                "before": before,
                "length": length,
                "units": units,
            }
        )
        length = units
    return found


_component = component.define("field", html='<div class="panel field"></div>', styles=("shared/panel",))
