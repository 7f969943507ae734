"""The Keras code of a published network, and the history's table as CSV."""

from __future__ import annotations

import csv
import io

from cnnviz.architectures.history import HISTORY
from cnnviz.lessons.architecture_sizes import architecture, architecture_sizes
from cnnviz.network import keras_code

COLUMNS = (
    "network",
    "year",
    "top5_error_percent",
    "error_measured",
    "error_source",
    "depth",
    "parameters",
    "learned_parameters",
    "multiplications",
    "activation_bytes",
    "receptive_field",
    "input_side",
    "paper",
)


def architecture_code(name: str) -> str:
    """Return Python code that builds a published network in Keras.

    Args:
        name: Its name in `HISTORY`.
    """
    published = HISTORY[name]
    return f"# {published.title} ({published.year}): {published.paper}.\n{keras_code(architecture(name))}"


def history_csv() -> str:
    """Return the history as CSV: one row per network. A network without an error has empty fields."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for name, published in HISTORY.items():
        sizes, error = architecture_sizes(name), published.error
        measured = ("", "", "") if error is None else error
        table.writerow(
            (
                published.title,
                published.year,
                *measured,
                sizes.depth,
                sizes.parameters,
                sizes.learned,
                sizes.multiplications,
                sizes.activation_bytes,
                sizes.field,
                sizes.side,
                published.paper,
            )
        )
    return text.getvalue()
