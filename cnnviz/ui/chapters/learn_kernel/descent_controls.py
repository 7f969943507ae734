"""The controls of a descent: wanted kernel, optimizer, learning rates and size; and those used less often."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons import descent
from cnnviz.lessons.descent import Problem
from cnnviz.optimizers import MOMENTUM, OPTIMIZERS
from cnnviz.pipeline import bounds, choices
from cnnviz.ui.chapters.learn_kernel import learning_rates
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.session.state import change, current, field
from cnnviz.ui.session.walk_rounds import kernel_of_round

HELP = {
    "kernel": "Training sees only the filtered picture, never the kernel.",
    "optimizer": "The rule that turns gradients into steps. SGD goes straight downhill. "
    f"Momentum keeps {MOMENTUM:.0%} of the last step, like a rolling ball. "
    "Adam gives each weight its own step length.",
}


def show(problem: Problem | None) -> None:
    """Show the controls that are used often, in one row.

    Args:
        problem: What is to be learned, for which a learning rate is suggested.
    """
    with st.container(width=240):
        kernel_picker.choose("learn", *kernel_of_round(0), label="Target kernel", help=HELP["kernel"])
    st.segmented_control(
        "Optimizer",
        choices("learn_kernel", "optimizer"),
        format_func=lambda name: OPTIMIZERS[name].short_label,
        required=True,
        wrap=True,
        help=HELP["optimizer"],
        **field("learn_kernel", "optimizer", key="learn-optimizer"),
    )
    learning_rates.show("learn", 0, _suggested(problem))
    st.segmented_control(
        "Learned kernel",
        choices("learn_kernel", "size"),
        format_func=lambda side: f"{side} × {side}",
        required=True,
        wrap=True,
        **field("learn_kernel", "size", key="learn-learned_size"),
    )


def show_more(problem: Problem | None) -> None:
    """Show a second learning rate, the start, and the numbers of the wanted kernel."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        learning_rates.show("learn", 1, _suggested(problem))
        st.button("Another start", on_click=_next_seed)
    st.slider(
        "Random start",
        *bounds("learn_kernel", "seed"),
        **field("learn_kernel", "seed", key="learn-seed"),
    )
    kernel_picker.adjust("learn", *kernel_of_round(0))
    kernel_picker.edit("learn", *kernel_of_round(0))


def _suggested(problem: Problem | None) -> float:
    """Return the learning rate that is used where the visitor has set none."""
    optimizer = current().learn_kernel.optimizer
    return descent.suggested_rate(problem, optimizer) if problem else descent.ADAM_RATE


def _next_seed() -> None:
    _, most = bounds("learn_kernel", "seed")
    change(learn_kernel={"seed": (current().learn_kernel.seed + 1) % (most + 1), "step": 0})
