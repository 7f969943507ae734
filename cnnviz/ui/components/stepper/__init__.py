"""The stepper: a window moves over an input, and each output cell's arithmetic is written out.

A browser component. Python sends the input, the weights and the settings; the browser computes the rest, so
that a value appears in the frame after the pointer moves. Python is told only the position that the visitor
rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from cnnviz.ui.components import component
from cnnviz.ui.components.stepper.operations import (
    ActivationOperation,
    Convolution,
    Operation,
    Pooling,
    output_shape,
    problem,
)
from cnnviz.ui.components.stepper.whole_picture import WholePicture

__all__ = [
    "ActivationOperation",
    "Convolution",
    "Operation",
    "Pooling",
    "WholePicture",
    "message",
    "output_shape",
    "problem",
    "show",
]

Rows: TypeAlias = list[list[Any]]

#: The height of the whole, as a share of the screen's.
TALLEST = 0.55


def show(
    operation: Operation,
    key: str,
    *,
    position: tuple[int, int] = (0, 0),
    filter: int = 0,  # noqa: A002 (as Keras spells it)
    tallest: float = TALLEST,
    whole: WholePicture | None = None,
    on_position: Callable[[int, int], None] | None = None,
    on_filter: Callable[[int], None] | None = None,
    on_edit: Callable[[Rows, int, int], None] | None = None,
    on_move: Callable[[int, int], None] | None = None,
) -> None:
    """Show the operation to step through.

    If the window does not fit, a sentence says so in place of the output.

    Args:
        operation: the operation to compute.
        key: the component's key on this page.
        position: row and column of the output cell to show first, limited to the last.
        filter: the map of the output to show: a filter's, or a channel's if there are no filters.
        tallest: the height of the whole, as a share of the screen's; on a narrow screen the page scrolls.
        whole: the picture that `operation.x` is a cut-out of, shown small; the cut-out can be moved in it.
        on_position: is called with row and column of the output cell that the visitor rests on.
        on_filter: is called with the number of the map that the visitor has chosen.
        on_edit: is called after the visitor has changed a kernel's cell, with all rows of the slice, its
            channel and its filter; an entry that is no number is passed as text. If None, the kernel cannot
            be edited.
        on_move: is called with row and column of the cut-out's corner after the visitor has moved it.
    """
    listeners = {"position": on_position, "filter": on_filter, "edited": on_edit, "moved": on_move}
    heard = [name for name, listener in listeners.items() if listener is not None]
    data = message(operation, position=position, filter=filter, tallest=tallest, whole=whole, heard=heard)

    _component(
        key=key,
        data=data,
        on_position_change=lambda: component.call_listener(
            key, "position", on_position, component.are_indices
        ),
        on_filter_change=lambda: component.call_listener(key, "filter", on_filter, component.is_index),
        on_edited_change=lambda: component.call_listener(key, "edited", on_edit, _edited),
        on_moved_change=lambda: component.call_listener(key, "moved", on_move, component.are_indices),
    )


def message(
    operation: Operation,
    *,
    position: tuple[int, int] = (0, 0),
    filter: int = 0,  # noqa: A002
    tallest: float = TALLEST,
    whole: WholePicture | None = None,
    heard: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    `heard` are the events that Python wants: "position", "filter", "edited", "moved".
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
        "whole": whole and whole.described(coloured=operation.x.shape[2] > 1),
        "position": list(position),
        "filter": min(max(0, filter), operation.outputs - 1),
        "heard": list(heard),
        "tallest": tallest,
    }
    return described | {"digest": component.digest(described)}


def _edited(rows: object, channel: object, filter: object) -> bool:  # noqa: A002
    """Whether it is a kernel slice; the listener checks the cells' content."""
    return isinstance(rows, list) and component.are_indices(channel, filter)


def _own(operation: Operation) -> dict[str, Any]:
    """Return the fields that only this kind of operation has."""
    if isinstance(operation, Convolution):
        return {
            "weights": operation.weights.tolist(),
            "bias": None if operation.bias is None else operation.bias.tolist(),
            "divisor": float(operation.divisor),
            "offset": float(operation.offset),
            "others": None if operation.others is None else operation.others.tolist(),
            "n_others": operation.n_others,
        }
    return {
        "function": operation.pooling if isinstance(operation, Pooling) else operation.function,
    }


_component = component.define(
    "stepper",
    html='<div class="panel stepper" tabindex="0" role="application" aria-label="Step by step"></div>',
    styles=("shared/panel", "shared/ink", "shared/transport", "shared/grid"),
)
