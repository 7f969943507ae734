"""The steps from a picture to the digit that a network takes."""

from __future__ import annotations

import streamlit as st

from cnnviz import mnist
from cnnviz.digits import PreparedDigit
from cnnviz.figures import pictures
from cnnviz.ui.components import stage


def show(prepared: PreparedDigit, key: str, *, expanded: bool = False) -> None:
    """Show the steps, each with its picture and a sentence.

    Args:
        prepared: The digit with its steps.
        key: The component's key on this page.
        expanded: Whether the steps stand open at first.
    """
    items = [
        stage.Picture(
            label=step.name,
            detail=step.sentence,
            encoded=pictures.pixels(step.picture),
            operator="→" if n else "",
            alt=f"{step.name}: {step.sentence}",
        )
        for n, step in enumerate(prepared.steps)
    ]
    with st.expander(f"How the picture becomes {mnist.SIDE} × {mnist.SIDE}", expanded=expanded):
        stage.show(items, key, tallest="20vh")
