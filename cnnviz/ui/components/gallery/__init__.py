"""A table of digits or counts, from which a cell is picked by pointer, touch or keys.

A browser component. All pictures are sent as one image with its own URL; each cell shows its part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures.pictures import tiles
from cnnviz.ui.components import component, stage

#: The maximum height of a table, as CSS.
TALLEST = "58vh"
#: The number of pictures in a row of the image that holds them all.
ACROSS = 16
#: The maximum number of cells in a table.
MAX_CELLS = 400

Images = npt.NDArray[np.uint8]
Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class GalleryCell:
    """A cell with a picture, a text, or both."""

    name: str
    """Its description, read out and written below the table under the pointer."""
    picture: int | None = None
    """The index of its picture."""
    text: str = ""
    strength: float = 0.0
    """The strength of its colour, from 0 to 1."""
    plain: bool = False
    """Whether its text is fully visible although it has no colour."""


@dataclass(frozen=True, kw_only=True)
class GalleryTable:
    """Rows of cells with headings; None leaves a cell empty."""

    name: str
    rows: Sequence[Sequence[GalleryCell | None]]
    pictures: Images | None = None
    """(n, height, width) uint8; cells refer to them by index."""
    row_names: Sequence[str] = ()
    column_names: Sequence[str] = ()
    down: str = ""
    """The meaning of the rows, such as "is"."""
    across: str = ""
    """The meaning of the columns, such as "read as"."""


def show(
    table: GalleryTable,
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
        chosen: row and column of the marked cell.
        tallest: the maximum height, as CSS.
        on_pick: is called with row and column of a cell that the visitor picked.

    Raises:
        ValueError: if the table has no cells or too many, or refers to a picture that does not exist.
    """

    def fits(row: Any, column: Any) -> bool:
        known = component.are_indices(row, column) and row < len(table.rows) and column < len(table.rows[row])
        return known and table.rows[row][column] is not None

    _component(
        key=key,
        data=message(table, key, chosen=chosen, tallest=tallest),
        on_picked_change=lambda: component.call_listener(key, "picked", on_pick, fits),
    )


def message(
    table: GalleryTable, key: str, *, chosen: Place | None = None, tallest: str = TALLEST
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Raises:
        ValueError: see `show`.
    """
    cells = [cell for row in table.rows for cell in row if cell is not None]
    n_pictures = 0 if table.pictures is None else len(table.pictures)
    if not cells or sum(map(len, table.rows)) > MAX_CELLS:
        raise ValueError(f"A table has 1 to {MAX_CELLS} cells. Received: {len(cells)}")
    if any(cell.picture is not None and not 0 <= cell.picture < n_pictures for cell in cells):
        raise ValueError(f"A cell shows one of the pictures. Received: {n_pictures} pictures")
    content: dict[str, Any] = {
        "name": table.name,
        "rows": [[None if cell is None else vars(cell) for cell in row] for row in table.rows],
        "rowNames": list(table.row_names),
        "columnNames": list(table.column_names),
        "down": table.down,
        "across": table.across,
        "sheet": _sheet(table.pictures, key),
        "tallest": tallest,
    }
    digest = component.digest(content)
    marked = None if chosen is None else list(chosen)
    return content | {"content": digest, "chosen": marked, "digest": f"{digest} {marked}"}


def _sheet(pictures: Images | None, key: str) -> dict[str, Any] | None:
    """Return the URL of the image that holds all pictures, and its layout."""
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
