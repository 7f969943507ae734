"""The course of a training run as a table."""

from __future__ import annotations

import csv
import io

from cnnviz.runs import Event, Run


def run_csv(run: Run) -> str:
    """Return what is kept of what a run told, a line for each event, a column for each number, as CSV.

    `epoch` is counted from 0, as Keras does; `batch` is how many of the epoch are done. What an event does
    not have is left empty.
    """
    text = io.StringIO()
    table = csv.DictWriter(text, list(Event.__annotations__), lineterminator="\n")
    table.writeheader()
    table.writerows(list(run.events))
    return text.getvalue()
