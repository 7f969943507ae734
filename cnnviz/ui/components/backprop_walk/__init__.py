"""The walk through one training step, in the browser. Python computes everything it shows.

Python sends every number, every line of arithmetic and every strength of colour; the browser highlights what
belongs together, and walks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from cnnviz.figures.pictures import span
from cnnviz.lessons.walkthrough import Stop, Table, in_cell
from cnnviz.pipeline.example_input import CLASS_SIGNS
from cnnviz.ui.components import component

__all__ = ["message", "show"]

#: The height of the tables, as a share of the screen's.
TALLEST = 0.36


def show(
    stops: Sequence[Stop],
    key: str,
    *,
    at: int = 0,
    on_stop: Callable[[int], None] | None = None,
    on_turn: Callable[[int, int], None] | None = None,
) -> None:
    """Show the walk, which buttons, keys, pointer and touch step through.

    Args:
        stops: The stops from `walkthrough.stops`.
        key: The component's key on this page.
        at: The stop to show first, limited to the last.
        on_stop: Is called with the index of a stop when the visitor rests on it.
        on_turn: Is called with row and column of a cell of the input that the visitor wants to flip.
    """
    _component(
        key=key,
        data=message(stops, at),
        on_stop_change=lambda: component.call_listener(key, "stop", on_stop, component.is_index),
        on_turn_change=lambda: component.call_listener(key, "turn", on_turn, component.are_indices),
    )


def message(stops: Sequence[Stop], at: int = 0) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    described = {
        "stops": [_stop(one) for one in stops],
        "at": max(0, min(at, len(stops) - 1)),
        "tallest": TALLEST,
    }
    return described | {"digest": component.digest(described)}


def _stop(one: Stop) -> dict[str, Any]:
    return {
        "name": one.name,
        "phase": one.phase,
        "sentence": one.sentence,
        "tables": [_table(table) for table in one.tables],
    }


def _table(one: Table) -> dict[str, Any]:
    """Return a table as texts and strengths, from −1 to 1."""
    limit = 1.0 if one.colours == "pixels" else span(one.values)
    return {
        "name": one.name,
        "operator": one.operator,
        "colours": one.colours,
        "texts": [[in_cell(value, one.decimals) for value in row] for row in one.values.tolist()],
        "strengths": np.clip(one.values / limit, -1, 1).astype(np.float64).round(3).tolist(),
        "heads": list(one.heads),
        "signs": [CLASS_SIGNS.get(head, head) for head in one.heads],
        "marked": [list(place) for place in one.marked],
        "lines": [cell.line for cell in one.made],
        "frames": [[list(frame) for frame in cell.frames] for cell in one.made],
    }


_component = component.define(
    "backprop_walk",
    html='<div class="panel walkthrough" tabindex="0" role="application"'
    ' aria-label="One training step"></div>',
    styles=("shared/panel", "shared/ink", "shared/transport"),
)
