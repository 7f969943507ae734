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

#: Kernels with more rows or columns are not drawn.
MOST_CELLS = 9
#: Smaller differences are rounding errors.
ALMOST_NOTHING = 1e-5


def choose_second_kernel() -> None:
    """Show where the second kernel is chosen."""
    st.segmented_control(
        "The second kernel",
        choices("relu", "second"),
        required=True,
        wrap=True,
        format_func=str.capitalize,
        **field("relu", "second", key="act-second"),
    )


def show(convolved: ConvolvedCutout) -> None:
    """Show that two kernels are one kernel, unless an activation stands between them.

    Args:
        convolved: The input and the first kernel, as set on the page Convolution.
    """
    try:
        collapsed = pipeline.collapse(convolved.cutout.pixels, convolved.done, convolved.now)
    except NetworkError as error:
        st.info(sentence(error))
        return
    if max(collapsed.weights.shape) <= MOST_CELLS:
        _kernels(convolved, collapsed)
    without, between = st.columns(2)
    without.metric("Two kernels or one: the results differ by", _difference(collapsed.rounding), border=True)
    between.metric(
        f"With {current().relu.activation} in between, they differ by up to",
        captions.number(collapsed.difference),
        border=True,
    )
    st.markdown(_conclusion(collapsed))


def _kernels(convolved: ConvolvedCutout, collapsed: Collapse) -> None:
    """Show both kernels, and the one that they make together."""
    first, second = convolved.now.kernel, get(current().relu.second)
    tables = [
        (first.name, "", convolved.done.weights[:, :, 0, 0], first.divisor),
        (second.name, "→", second.array, second.divisor),
        ("both in one kernel", "=", collapsed.weights, collapsed.divisor),
    ]
    cells = [
        stage.Cells(
            label=name,
            operator=operator,
            values=values,
            alt=f"The kernel {name}",
            detail=f"{values.shape[0]} × {values.shape[1]}, divided by {captions.number(divisor)}",
            scale=values.shape[0] / collapsed.weights.shape[0],
        )
        for name, operator, values, divisor in tables
    ]
    stage.show(cells, "act-kernels", tallest="32vh")


def _conclusion(collapsed: Collapse) -> str:
    """Return what follows from the two differences."""
    rows, columns = collapsed.weights.shape
    extent, name = captions.extent(collapsed.two), current().relu.activation
    same = (
        f"Two kernels in a row do the work of a single {rows} × {columns} kernel. "
        f"On the cut-out, both give {extent} and differ only by rounding. "
        "Without an activation, many layers can do no more than one."
    )
    if collapsed.unchanged:
        return f"{same} Here {name} changes no number, so one kernel is still enough."
    return f"{same} With {name} in between, no single kernel gives the same result."


def _difference(value: float) -> str:
    """Return a difference as text, or words for a rounding error."""
    return "0 (rounded)" if 0 < value < ALMOST_NOTHING else captions.number(value)
