"""How the receptive field grows from layer to layer: the closed form, and a table."""

from __future__ import annotations

import streamlit as st

from cnnviz.layers import ReceptiveField
from cnnviz.pipeline import growth
from cnnviz.ui.session.state import current


def show_closed_form(rows: ReceptiveField, columns: ReceptiveField) -> None:
    """Show the closed form with its numbers, where the field lies, and remarks on it.

    Args:
        rows: The unit's receptive field along the height.
        columns: The unit's receptive field along the width.
    """
    stack = current().receptive_field.stack
    lines = [
        f"**Receptive field** = 1 + Σ (window − 1) · dilation · step = {growth.closed_form(stack)}",
        f"**Rows**: unit · step + start = {growth.place(rows)}",
        f"**Columns**: {growth.place(columns)}",
        *growth.remarks(rows, columns),
    ]
    st.markdown("  \n".join(lines))


def show(shape: tuple[int, int]) -> None:
    """Show a table with a row for the image and for each layer that fits.

    Args:
        shape: Height and width of the image.
    """
    stack = current().receptive_field.stack
    steps = growth.steps(shape, stack)
    st.table(
        {
            "Layer": [f"{n}: {step.name}" if n else step.name for n, step in enumerate(steps)],
            "Height × width": [f"{step.shape[0]} × {step.shape[1]}" for step in steps],
            "Receptive field": [step.size_sum for step in steps],
            "Step in pixels": [step.jump_product for step in steps],
        },
        hide_index=True,
        width="content",
    )
    if weights := growth.weights(stack):
        st.markdown(weights)
    st.caption(
        "The step says how far the field moves from one unit to the next. Each layer adds "
        "(window − 1) · dilation · step to the field. Then it multiplies the step by its stride."
    )
