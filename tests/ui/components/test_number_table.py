"""The message of a table of numbers, and rows that do not fit its columns."""

import json

import pytest

from cnnviz.ui.components import number_table
from cnnviz.ui.components.number_table import TableColumn, TableGroup, TableRow

COLUMNS = (TableColumn("Layer", has_numbers=False), TableColumn("Parameters"))


def test_the_message_has_columns_groups_and_rows():
    told = number_table.message(
        COLUMNS,
        [TableRow(("conv", "320"), (1,), name="first"), TableRow(("a heading",))],
        label="Layers",
        groups=[TableGroup("LeNet", 2)],
        tallest="40vh",
    )
    told = json.loads(json.dumps(told))  # as the browser receives it
    assert told["columns"] == [
        {"name": "Layer", "has_numbers": False},
        {"name": "Parameters", "has_numbers": True},
    ]
    assert told["rows"][0] == {
        "cells": ["conv", "320"],
        "differing": [1],
        "is_chosen": False,
        "name": "first",
    }
    assert told["rows"][1]["cells"] == ["a heading"]
    assert told["groups"] == [{"name": "LeNet", "n_columns": 2}]
    assert (told["label"], told["tallest"]) == ("Layers", "40vh")


def test_the_digest_changes_with_a_cell():
    digests = {
        number_table.message(COLUMNS, [TableRow(("conv", text))], label="Layers")["digest"]
        for text in ("320", "321", "320")
    }
    assert len(digests) == 2


def test_a_row_of_another_width_is_an_error():
    with pytest.raises(ValueError, match=r"A row needs one cell, or 2. Received: \('a', 'b', 'c'\)"):
        number_table.message(COLUMNS, [TableRow(("a", "b", "c"))], label="Layers")
