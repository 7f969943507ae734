"""The controls of a descent: wanted kernel, optimizer, learning rates and size; and those used less often."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons import descent
from cnnviz.lessons.descent import Problem
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.pipeline import bounds, choices
from cnnviz.ui.chapters.learn_kernel import learning_rates
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.session.state import change, current, field
from cnnviz.ui.session.walk_rounds import kernel_of_round

HELP = {
    "kernel": "All that the descent is told of this kernel is the picture that it makes of your image.",
    "optimizer": "How the slope becomes a step. SGD: straight downhill. Momentum: each step keeps nine "
    "tenths of the last, as a ball that rolls. Adam: each weight has a step length of its own.",
}


def show(problem: Problem | None) -> None:
    """Show the controls that are used often, in one row.

    Args:
        problem: What is to be learned, for which a learning rate is suggested.
    """
    optimizer = current().learn_kernel.optimizer
    suggested = descent.suggested_rate(problem, optimizer) if problem else descent.ADAM_RATE
    with st.container(width=190):
        kernel_picker.choose("learn", *kernel_of_round(0), label="Wanted kernel", help=HELP["kernel"])
    st.segmented_control(
        "Optimiser",
        choices("learn_kernel", "optimizer"),
        format_func=lambda name: OPTIMIZERS[name].short_label,
        required=True,
        wrap=True,
        help=HELP["optimizer"],
        **field("learn_kernel", "optimizer", key="learn-optimizer"),
    )
    learning_rates.show("learn", suggested)
    st.segmented_control(
        "Learned kernel",
        choices("learn_kernel", "size"),
        format_func=lambda side: f"{side} × {side}",
        required=True,
        wrap=True,
        **field("learn_kernel", "size", key="learn-learned_size"),
    )
    st.button("Another start", on_click=_next_seed)


def show_more() -> None:
    """Show the seed of the start, and the wanted kernel as numbers."""
    st.slider(
        "Random start",
        *bounds("learn_kernel", "seed"),
        **field("learn_kernel", "seed", key="learn-seed"),
    )
    kernel_picker.adjust("learn", *kernel_of_round(0))
    kernel_picker.edit("learn", *kernel_of_round(0))


def _next_seed() -> None:
    _, most = bounds("learn_kernel", "seed")
    change(learn_kernel={"seed": (current().learn_kernel.seed + 1) % (most + 1), "step": 0})
