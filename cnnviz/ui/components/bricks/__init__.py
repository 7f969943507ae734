"""The bricks of a network: a drawing of its volumes, and below it a list with the cost of each layer.

A browser-side component. Python computes all numbers and the drawing. The browser highlights a brick in both,
and reports which brick is picked, moved or removed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cnnviz import network
from cnnviz.figures import volumes
from cnnviz.network import Brick, LayerCost, Network, Task, as_node, layer_of
from cnnviz.ui.components import component


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
    fit = network.fitting(bricks, task.input_shape)
    costs = network.costs(Network(task.input_shape, fit)) if fit else []
    faults = network.check_bricks(bricks, task)
    known: list[LayerCost | None] = [*costs, *[None] * (len(bricks) - len(costs))]
    drawing = volumes.picture(bricks, task.input_shape)
    content = {
        "input": network.by(task.input_shape),
        "rows": [
            _row(bricks, n, cost, fault) for n, (cost, fault) in enumerate(zip(known, faults, strict=True))
        ],
        "total": _total(costs) if len(costs) == len(bricks) else None,
        "chosen": chosen,
        "drawing": drawing.data.decode(),
        "size": [drawing.width, drawing.height],
        "scale": volumes.SCALE,
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
    before = {network.INPUT: network.INPUT} | {
        name: f"{place} {type(layer_of(brick)).__name__}"
        for place, (name, brick) in enumerate(zip(network.names_of(bricks), bricks, strict=True), start=1)
    }
    others = [before.get(name, name) for name in node.inputs if name != network.PREVIOUS]
    word = "with" if network.PREVIOUS in node.inputs else "from"
    return f"{word} {', '.join(others)}" if others else ""


def _total(costs: Sequence[LayerCost]) -> dict[str, str]:
    parameters, trainable = (sum(getattr(one, of) for one in costs) for of in ("parameters", "trainable"))
    kept = f"{trainable:,} learned + {parameters - trainable:,} kept = " if trainable < parameters else ""
    return {
        "parameters": f"{kept}{parameters:,}",
        "multiplications": f"{sum(one.multiplications for one in costs):,}",
    }


_component = component.define(
    "bricks",
    html='<div class="bricks" role="group" aria-label="The layers, from the input on"></div>',
    styles=("shared/panel",),
)
