"""The Keras code of a published network, and the history's table as CSV."""

from __future__ import annotations

import csv
import io

from cnnviz.architectures import TIMELINE
from cnnviz.architectures.architecture import Architecture, Variant
from cnnviz.lessons.architecture_history import measures_of, published, single_error
from cnnviz.network import keras_code

COLUMNS = (
    "network",
    "year",
    "top5_error_percent",
    "error_data",
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
        name: Its name in `TIMELINE`.
    """
    one = published(name)
    return f"# {one.title} ({one.year}): {one.paper.title}.\n# {one.paper.link}\n{keras_code(one())}"


def history_csv() -> str:
    """Return the history as CSV: one row per network. A network without an error has empty fields."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for name in TIMELINE:
        one, measures, error = published(name), measures_of(name), single_error(name)
        measured = ("", "", "") if error is None else (error.percent, error.data, error.source)
        numbers = (
            measures.depth,
            measures.parameters,
            measures.learned,
            measures.multiplications,
            measures.activation_bytes,
            measures.field[0],
            one().input_shape[0],
        )
        table.writerow((one.title, one.year, *measured, *numbers, one.paper.link))
    return text.getvalue()


def variant_code(one: Architecture, variant: Variant) -> str:
    """Return Python code that builds a variant of a published network in Keras."""
    counted = f"# {one.title}, {variant.name}: {variant.count:,} parameters ({variant.counting})."
    return f"{counted}\n{keras_code(variant.network)}"
