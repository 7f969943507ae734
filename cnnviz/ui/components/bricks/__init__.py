"""The bricks of a network: a drawing of its volumes, and below it a list with the cost of each layer.

A browser-side component. Python computes all numbers and the drawing. The browser highlights a brick in both,
and reports which brick is picked, moved or removed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cnnviz import network
from cnnviz.figures.opened_network import laid_open
from cnnviz.lessons import opened_words
from cnnviz.network import Brick, LayerCost, Task, as_node, completed, layer_of
from cnnviz.ui.components import component
from cnnviz.ui.components.network_drawing import network_drawing


def show(
    bricks: Sequence[Brick],
    task: Task,
    key: str,
    *,
    chosen: int = 0,
    on_pick: Callable[[int], None] | None = None,
    on_move: Callable[[int, int], None] | None = None,
    on_remove: Callable[[int], None] | None = None,
) -> None:
    """Show the bricks, which may not fit together.

    Args:
        bricks: The bricks from the input on.
        task: The task of the network.
        key: The component's key on this page.
        chosen: The index of the brick being edited.
        on_pick: Called with the index of a brick to edit.
        on_move: Called with the index of a brick and its new index.
        on_remove: Called with the index of a brick to remove.
    """
    _component(
        key=key,
        data=message(bricks, task, chosen),
        on_picked_change=lambda: component.call_listener(key, "picked", on_pick, component.is_index),
        on_moved_change=lambda: component.call_listener(key, "moved", on_move, component.are_indices),
        on_removed_change=lambda: component.call_listener(key, "removed", on_remove, component.is_index),
    )


def message(bricks: Sequence[Brick], task: Task, chosen: int = 0) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    shape = task.input_shape
    drawing = laid_open(bricks, shape)
    n_fit = len(drawing.costs)
    known: list[LayerCost | None] = [*drawing.costs, *[None] * (len(bricks) - n_fit)]
    faults = network.check_bricks(bricks, task)
    content = {
        "rows": [
            _row(bricks, n, cost, fault) for n, (cost, fault) in enumerate(zip(known, faults, strict=True))
        ],
        "total": f"{drawing.parameters:,}" if n_fit == len(bricks) else "",
        "chosen": chosen,
        "drawing": network_drawing(shape, completed(bricks[:n_fit]), drawing),
        "scale": opened_words.SCALE,
    }
    return content | {"digest": component.digest(content)}


def _row(bricks: Sequence[Brick], n: int, cost: LayerCost | None, fault: str) -> dict[str, Any]:
    """Return the row of a brick in the list, without numbers from the first brick that does not fit on."""
    layer = layer_of(bricks[n])
    line = ", ".join(filter(None, [layer.settings_line, _joins(bricks, n)]))
    row = {"kind": type(layer).__name__, "settings": line, "fault": fault}
    if cost is None:
        return row | {"shape": "", "product": "", "multiplications": "", "field": ""}
    return row | {
        "shape": network.by(cost.output_shape),
        "product": cost.product,
        "multiplications": f"{cost.multiplications:,}",
        "field": network.by(cost.field),
    }


def _joins(bricks: Sequence[Brick], n: int) -> str:
    """Return the inputs of a brick other than the previous brick, such as "with 1 Conv2D"."""
    node = as_node(bricks[n])
    if set(node.inputs) == {network.PREVIOUS}:
        return ""
    before = {network.INPUT: network.INPUT} | {
        name: f"{place} {type(layer_of(brick)).__name__}"
        for place, (name, brick) in enumerate(zip(network.names_of(bricks), bricks, strict=True), start=1)
    }
    others = [before.get(name, name) for name in node.inputs if name != network.PREVIOUS]
    word = "with" if network.PREVIOUS in node.inputs else "from"
    return f"{word} {', '.join(others)}" if others else ""


_component = component.define(
    "bricks",
    html='<div class="panel bricks" role="group" aria-label="The layers, from the input on"></div>',
    styles=("shared/panel", "shared/opened/opened"),
)
