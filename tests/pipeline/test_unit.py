"""A unit of a network, as links name it."""

import pytest

from cnnviz.pipeline import Pipeline
from cnnviz.pipeline.unit import Unit


@pytest.mark.parametrize("unit", [Unit("conv2d_1", 63, 0, 25), Unit("dense", 127), Unit("input", 0, 27, 27)])
def test_a_unit_is_read_as_it_was_written(unit):
    assert Unit.from_text(unit.to_text()) == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "conv2d",
        "conv2d-1-2",
        "conv2d-1-2-3-4",
        "conv2d-1-2-x",
        "conv2d--1-2-3",
        "1st-1-2-3",
        "class-1-2-3",
        "conv2d-1-2-3.5",
        "conv2d-1-2-3\n",
        "conv2d-1-2-9999999999",
        "<b>-1-2-3",
        "conv2d-١-2-3",
    ],
)
def test_a_text_that_names_no_unit_leaves_the_card_closed(text):
    with pytest.raises(ValueError, match=r".*"):
        Unit.from_text(text)
    assert Pipeline.from_link({"network_unit": text}).network.unit is None
