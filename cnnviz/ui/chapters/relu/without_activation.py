"""Two kernels as one: why an activation must stand between them, in kernels and in two numbers."""

from __future__ import annotations

import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.kernels import get
from cnnviz.pipeline import Collapse, choices
from cnnviz.ui.components import stage
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current, field

#: A kernel of more rows or columns is told, and not drawn.
MOST_CELLS = 9
#: What is less is rounding.
ALMOST_NOTHING = 1e-5


def show(given: ConvolvedCutout, page: str) -> None:
    """Show that two kernels are one kernel, unless an activation stands between them.

    Args:
        given: what the page Convolution hands on: the input and the first kernel.
        page: the page's part of the widgets' keys.
    """
    st.segmented_control(
        "A second kernel after the first",
        choices("relu", "second"),
        required=True,
        wrap=True,
        format_func=str.capitalize,
        **field("relu", "second", key=f"{page}-second"),
    )
    try:
        found = pipeline.collapse(given.cutout.pixels, given.done, current())
    except NetworkError as error:
        st.info(sentence(error))
        return
    _kernels(given, found, page)
    without, between = st.columns(2)
    without.metric("Two convolutions and the one differ by", _almost(found.rounding), border=True)
    between.metric(
        f"With {current().relu.activation} between, by up to", captions.number(found.difference), border=True
    )
    st.markdown(_concluded(found))


def _kernels(given: ConvolvedCutout, found: Collapse, page: str) -> None:
    """Show both kernels, and the one that they make together."""
    first, second = current().kernel, get(current().relu.second)
    if max(found.weights.shape) > MOST_CELLS:
        return
    tables = [
        (first.name, "", given.done.weights[:, :, 0, 0], first.divisor),
        (second.name, "→", second.array, second.divisor),
        ("both in one", "=", found.weights, found.divisor),
    ]
    cells = [
        stage.Cells(
            label=name,
            operator=operator,
            values=values,
            alt=f"The kernel {name}",
            detail=f"{values.shape[0]} × {values.shape[1]}, divided by {captions.number(divisor)}",
            scale=values.shape[0] / found.weights.shape[0],
        )
        for name, operator, values, divisor in tables
    ]
    stage.show(cells, f"{page}-kernels", tallest="32vh")


def _concluded(found: Collapse) -> str:
    """Return what the two differences say."""
    rows, columns = found.weights.shape
    largest = captions.extent(found.two)
    same = (
        f"On the cut-out, two convolutions one after the other are one, with a kernel of {rows} × {columns}: "
        f"of values from {largest} they differ by rounding alone. However many there are, "
        "without an activation they do no more than one."
    )
    if found.unchanged:
        return f"{same} Here {current().relu.activation} changes no number, and so nothing comes of it."
    return f"{same} With {current().relu.activation} between, that kernel no longer gives the same."


def _almost(difference: float) -> str:
    """Return a difference with the word for what is only rounding."""
    said = captions.number(difference)
    return "0 but for rounding" if 0 < difference < ALMOST_NOTHING else said
