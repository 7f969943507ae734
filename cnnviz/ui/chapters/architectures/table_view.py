"""The history as a table: a row for each network, of which one can be chosen."""

from __future__ import annotations

from cnnviz.architectures.history import HISTORY
from cnnviz.figures import captions
from cnnviz.lessons.architecture_sizes import architecture_sizes
from cnnviz.ui.chapters.architectures import architecture_words as words
from cnnviz.ui.components import number_table
from cnnviz.ui.components.number_table import TableColumn, TableRow
from cnnviz.ui.session.state import change, current

COLUMNS = (
    TableColumn("Network", has_numbers=False),
    TableColumn("Year"),
    TableColumn("Top-5 error"),
    TableColumn("Depth"),
    TableColumn("Parameters"),
    TableColumn("Multiplications"),
    TableColumn("Memory of the outputs"),
    TableColumn("Receptive field"),
)


def show() -> None:
    """Show the table, and what the chosen network brought."""
    number_table.show(
        COLUMNS,
        [_row(name) for name in HISTORY],
        "architectures-table",
        label="Networks over the years",
        on_choose=lambda name: change(architectures={"chosen": name}),
    )


def _row(name: str) -> TableRow:
    published, sizes = HISTORY[name], architecture_sizes(name)
    cells = (
        published.title,
        str(published.year),
        words.error(published),
        str(sizes.depth),
        f"{sizes.parameters:,}",
        captions.amount(sizes.multiplications),
        captions.megabytes(sizes.activation_bytes),
        f"{sizes.field} of {sizes.side}",
    )
    return TableRow(cells, is_chosen=name == current().architectures.chosen, name=name)
