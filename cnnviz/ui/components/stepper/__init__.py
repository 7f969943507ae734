"""The stepper: a window walks over an input, and the arithmetic of each output cell is written out.

A browser-side component. Python sends the input, the weights and the settings; the browser computes all the
rest, so that a value stands there in the frame after the pointer's move. Python hears of a position when the
visitor has come to rest on it, and of nothing while the pointer moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from cnnviz.ui.components import component
from cnnviz.ui.components.stepper.operations import (
    Activation,
    Convolution,
    Operation,
    Pooling,
    output_shape,
    problem,
)

__all__ = [
    "Activation",
    "Convolution",
    "Operation",
    "Pooling",
    "message",
    "output_shape",
    "problem",
    "show",
]

Rows: TypeAlias = list[list[Any]]

#: The height of the whole, as a part of the screen's.
TALLEST = 0.55


def show(
    operation: Operation,
    key: str,
    *,
    position: tuple[int, int] = (0, 0),
    filter: int = 0,  # noqa: A002 (as Keras spells it)
    tallest: float = TALLEST,
    on_position: Callable[[int, int], None] | None = None,
    on_filter: Callable[[int], None] | None = None,
    on_edit: Callable[[Rows, int, int], None] | None = None,
) -> None:
    """Show the operation, to be stepped through.

    Where the window does not fit, a sentence in the output's place says so.

    Args:
        operation: what is computed.
        key: the component's key on this page.
        position: row and column of the output cell shown first; beyond the last, the last.
        filter: which map of the output is shown, from 0: a filter's, or a channel's when there are none.
        tallest: the height of the whole, as a part of the screen's; a narrow screen is scrolled.
        on_position: is called with row and column when a visitor rests on an output cell.
        on_filter: is called with the number of the map that a visitor has chosen.
        on_edit: is called with all rows of one kernel slice after a visitor has changed a cell, the slice's
            channel and its filter; what was typed and is no number is among them as text. Without it the
            kernel cannot be edited.
    """
    listeners = {"position": on_position, "filter": on_filter, "edited": on_edit}
    heard = [name for name, listener in listeners.items() if listener is not None]
    told = message(operation, position=position, filter=filter, tallest=tallest, heard=heard)

    _component(
        key=key,
        data=told,
        on_position_change=lambda: component.hand_on(key, "position", on_position, component.two_places),
        on_filter_change=lambda: component.hand_on(key, "filter", on_filter, component.one_place),
        on_edited_change=lambda: component.hand_on(key, "edited", on_edit, _edited),
    )


def message(
    operation: Operation,
    *,
    position: tuple[int, int] = (0, 0),
    filter: int = 0,  # noqa: A002
    tallest: float = TALLEST,
    heard: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what the component takes, with a digest that is another when anything is.

    `heard` is what Python wants to be told: "position", "filter", "edited".
    """
    described: dict[str, Any] = {
        "kind": operation.kind,
        "x": operation.x.tolist(),
        "window": list(operation.window),
        "strides": list(operation.strides or operation.window),
        "padding": [list(sides) for sides in operation.padding],
        "dilation_rate": list(operation.dilation_rate),
        "mode": operation.mode,
        "outputs": operation.outputs,
        "pixels": operation.pixels,
        "problem": problem(operation),
        **_own(operation),
        "position": list(position),
        "filter": min(max(0, filter), operation.outputs - 1),
        "heard": list(heard),
        "tallest": tallest,
    }
    return described | {"digest": component.digest(described)}


def _edited(rows: object, channel: object, filter: object) -> bool:  # noqa: A002
    """Whether it is a kernel slice: what stands in its cells is asked by whoever takes it."""
    return isinstance(rows, list) and component.two_places(channel, filter)


def _own(operation: Operation) -> dict[str, Any]:
    """Return what only this kind of operation has."""
    if isinstance(operation, Convolution):
        return {
            "weights": operation.weights.tolist(),
            "bias": None if operation.bias is None else operation.bias.tolist(),
            "divisor": float(operation.divisor),
            "offset": float(operation.offset),
        }
    return {
        "function": operation.pooling if isinstance(operation, Pooling) else operation.function,
    }


_component = component.define(
    "stepper",
    html='<div class="panel stepper" tabindex="0" role="application" aria-label="Step by step"></div>',
    styles=("shared/panel", "shared/signed", "shared/transport", "shared/grid"),
)
