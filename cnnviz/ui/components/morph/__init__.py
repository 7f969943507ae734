"""One digit becomes another under the visitor's hand, and a network reads every picture on the way.

A browser component. Python sends both digits and the network, whose weights the browser fetches once. The
browser makes the pictures between, computes the probabilities, and finds the step of greatest doubt. Python
is told the step that the hand rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.ambiguity import STEPS, WAYS, Levels
from cnnviz.network import Network, described
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import headed


class End(NamedTuple):
    """A digit at one end of the way: its name such as "A 4", and its pixels (28, 28) uint8."""

    name: str
    levels: Levels


def show(
    network: Network,
    weights: bytes,
    key: str,
    *,
    first: End,
    second: End,
    way: str = "outlines",
    step: int | None = None,
    on_settled: Callable[[int | None], None] | None = None,
) -> None:
    """Show both digits, the picture between, and the probabilities on the way.

    Args:
        network: The network that reads the pictures, with the names of its classes.
        weights: All its weights, as `cnnviz.network.packed` returns them.
        key: The component's key on this page.
        first: The digit at the beginning.
        second: The digit at the end.
        way: How the one becomes the other, one of `WAYS`.
        step: The place on the way, from 0 to STEPS. At None, it plays once and stops at the greatest doubt.
        on_settled: Is called with the step that the visitor's hand rests on; None is the greatest doubt.
    """
    address = stage.address(
        Encoded(headed(weights), "application/octet-stream", len(weights), 1), f"{key} weights"
    )
    _component(
        key=key,
        data=message(network, address, first=first, second=second, way=way, step=step),
        on_settled_change=lambda: component.call_listener(key, "settled", on_settled, _is_step),
    )


def message(
    network: Network, weights: str, *, first: End, second: End, way: str, step: int | None
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content except for the step.

    Args:
        network: See `show`; so for the other arguments.
        weights: The address of the weights.
        first: The digit at the beginning.
        second: The digit at the end.
        way: One of `WAYS`.
        step: The place on the way.

    Raises:
        KeyError: If the way is unknown.
    """
    if way not in WAYS:
        raise KeyError(way)
    content = {
        "network": described(network),
        "weights": weights,
        "first": _described(first),
        "second": _described(second),
        "way": way,
    }
    return content | {"step": step, "digest": component.digest(content)}


def _described(end: End) -> dict[str, Any]:
    return {"name": end.name, "levels": end.levels.ravel().tolist()}


def _is_step(step: object) -> bool:
    """Whether it is a step, or None for the greatest doubt."""
    return step is None or (type(step) is int and 0 <= step <= STEPS)


_component = component.define(
    "morph",
    html='<div class="panel morph" role="group" aria-label="From one digit to another"></div>',
    styles=("shared/panel", "shared/transport"),
)
