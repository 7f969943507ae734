"""A table of digits or of counts, of which one is picked by pointer, finger or keys.

A browser-side component. All pictures come as one, by an address of its own; a cell shows its part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures.pictures import tiles
from cnnviz.ui.components import component, stage

#: The greatest height of a table, as CSS.
TALLEST = "58vh"
#: So many pictures stand in a row of the one that all come in.
ACROSS = 16
#: The most cells of a table.
MAX_CELLS = 400

Images = npt.NDArray[np.uint8]
Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: a picture, a text, or both."""

    name: str
    """What it is, in words: read out, and written below the table while it is pointed at."""
    picture: int | None = None
    """Which of the pictures it shows."""
    text: str = ""
    strength: float = 0.0
    """How strongly it is coloured, from 0 to 1."""
    plain: bool = False
    """Whether its text stands out although it has no colour."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of cells with their headings; None leaves a place empty."""

    name: str
    rows: Sequence[Sequence[Cell | None]]
    pictures: Images | None = None
    """(n, height, width) uint8; a cell says which."""
    row_names: Sequence[str] = ()
    column_names: Sequence[str] = ()
    down: str = ""
    """What the rows are: "is", say."""
    across: str = ""
    """What the columns are: "read as", say."""


def show(
    table: Table,
    key: str,
    *,
    chosen: Place | None = None,
    tallest: str = TALLEST,
    on_pick: Callable[[int, int], None] | None = None,
) -> None:
    """Show the table.

    Args:
        table: what to show.
        key: the component's key on this page.
        chosen: row and column of the cell that is marked.
        tallest: its greatest height, as CSS.
        on_pick: is called with row and column of a cell that a visitor has picked.

    Raises:
        ValueError: if it has no cells or too many, or a picture that there is not.
    """

    def fits(row: Any, column: Any) -> bool:
        known = component.two_places(row, column) and row < len(table.rows) and column < len(table.rows[row])
        return known and table.rows[row][column] is not None

    _component(
        key=key,
        data=message(table, key, chosen=chosen, tallest=tallest),
        on_picked_change=lambda: component.hand_on(key, "picked", on_pick, fits),
    )


def message(table: Table, key: str, *, chosen: Place | None = None, tallest: str = TALLEST) -> dict[str, Any]:
    """Return what the component takes, with a digest that is another when anything is.

    Raises:
        ValueError: as `show`.
    """
    cells = [cell for row in table.rows for cell in row if cell is not None]
    n_pictures = 0 if table.pictures is None else len(table.pictures)
    if not cells or sum(map(len, table.rows)) > MAX_CELLS:
        raise ValueError(f"A table has 1 to {MAX_CELLS} cells. Received: {len(cells)}")
    if any(cell.picture is not None and not 0 <= cell.picture < n_pictures for cell in cells):
        raise ValueError(f"A cell shows one of the pictures. Received: {n_pictures} pictures")
    told: dict[str, Any] = {
        "name": table.name,
        "rows": [[None if cell is None else vars(cell) for cell in row] for row in table.rows],
        "rowNames": list(table.row_names),
        "columnNames": list(table.column_names),
        "down": table.down,
        "across": table.across,
        "sheet": _sheet(table.pictures, key),
        "tallest": tallest,
    }
    content = component.digest(told)
    marked = None if chosen is None else list(chosen)
    return told | {"content": content, "chosen": marked, "digest": f"{content} {marked}"}


def _sheet(pictures: Images | None, key: str) -> dict[str, Any] | None:
    """Return where the browser gets the pictures, and how they stand in it."""
    if pictures is None or not len(pictures):
        return None
    across = min(ACROSS, len(pictures))
    return {
        "src": stage.address(tiles(pictures, across), f"{key} sheet"),
        "across": across,
        "down": -(-len(pictures) // across),
    }


_component = component.define(
    "gallery",
    html='<div class="room"><div class="gallery"></div><p class="told" role="status"></p></div>',
)
