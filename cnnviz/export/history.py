"""A training run's history as a table."""

from __future__ import annotations

import csv
import io

from cnnviz.runs import Event, Run


def run_csv(run: Run) -> str:
    """Return a run's recorded events as CSV: one row per event, one column per number.

    `epoch` counts from 0, as in Keras; `batch` is the number of batches done in the epoch. Fields that an
    event does not have are empty.
    """
    text = io.StringIO()
    table = csv.DictWriter(text, list(Event.__annotations__), lineterminator="\n")
    table.writeheader()
    table.writerows(list(run.events))
    return text.getvalue()
