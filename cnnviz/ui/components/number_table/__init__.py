"""A table of numbers with a fixed head, whose rows can be chosen.

A browser component. On a phone the table scrolls sideways, and its first column stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cnnviz.ui.components import component


class TableColumn(NamedTuple):
    """A column: its name, and whether it has numbers, which stand at the right."""

    name: str
    has_numbers: bool = True


class TableGroup(NamedTuple):
    """A name above so many columns."""

    name: str
    n_columns: int


@dataclass(frozen=True)
class TableRow:
    """A row: the text of each cell. A row with one text for many columns is a heading."""

    cells: Sequence[str]
    differing: Sequence[int] = ()
    """The indices of the cells that stand out."""
    is_chosen: bool = False
    name: str = ""
    """What Python is told when the row is chosen; "" if it cannot be."""


def show(
    columns: Sequence[TableColumn],
    rows: Sequence[TableRow],
    key: str,
    *,
    label: str,
    groups: Sequence[TableGroup] = (),
    tallest: str = "none",
    on_choose: Callable[[str], None] | None = None,
) -> None:
    """Show the table.

    Args:
        columns: The columns.
        rows: The rows, each with a cell for each column, or with a single one.
        key: The component's key on this page.
        label: What a screen reader says of the table.
        groups: Names above the columns; none by default.
        tallest: The table's maximum height, as CSS; what is below scrolls.
        on_choose: Is called with the name of a row that the visitor chose.
    """
    names = {row.name for row in rows} - {""}
    _component(
        key=key,
        data=message(columns, rows, label=label, groups=groups, tallest=tallest),
        on_chosen_change=lambda: component.call_listener(
            key, "chosen", on_choose, lambda name: name in names
        ),
    )


def message(
    columns: Sequence[TableColumn],
    rows: Sequence[TableRow],
    *,
    label: str,
    groups: Sequence[TableGroup] = (),
    tallest: str = "none",
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content. See `show`.

    Raises:
        ValueError: If a row has neither one cell nor one for each column.
    """
    wrong = [row.cells for row in rows if len(row.cells) not in (1, len(columns))]
    if wrong:
        raise ValueError(f"A row needs one cell, or {len(columns)}. Received: {wrong[0]}")
    content: dict[str, Any] = {
        "columns": [one._asdict() for one in columns],
        "groups": [one._asdict() for one in groups],
        "rows": [vars(row) | {"cells": list(row.cells), "differing": list(row.differing)} for row in rows],
        "label": label,
        "tallest": tallest,
    }
    return content | {"digest": component.digest(content)}


_component = component.define(
    "number_table", html='<div class="panel number-table"></div>', styles=("shared/panel",)
)
