"""The history as a table: a row for each network, of which one can be chosen."""

from __future__ import annotations

from cnnviz.architectures import TIMELINE
from cnnviz.figures import captions
from cnnviz.lessons.architecture_history import measures_of, published
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
        [_row(name) for name in TIMELINE],
        "architectures-table",
        label="Networks over the years",
        on_choose=lambda name: change(architectures={"chosen": name}),
    )


def _row(name: str) -> TableRow:
    one, measures = published(name), measures_of(name)
    cells = (
        one.title,
        str(one.year),
        words.error_text(name),
        str(measures.depth),
        f"{measures.parameters:,}",
        captions.amount(measures.multiplications),
        captions.megabytes(measures.activation_bytes),
        words.field(name),
    )
    return TableRow(cells, is_chosen=name == current().architectures.chosen, name=name)
