"""The controls of the page The ideas: the idea, how its networks are made, and the buttons."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons.ideas import IDEAS, Contender, Idea
from cnnviz.pipeline import choices
from cnnviz.runs import INITIALIZERS
from cnnviz.ui.chapters.ideas import idea_runs
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import current, field

DEPTH = "The number of convolutions between the first one and the scores."
BEGINNING = (
    "A kernel begins with random weights. Glorot and He are two rules for their size. "
    "Glorot's keeps numbers equally large without an activation. "
    "He's makes weights larger, because ReLU removes the negative half."
)


def chosen() -> tuple[Idea, tuple[Contender, ...]]:
    """Return the chosen idea and its networks."""
    settings = current().ideas
    idea = IDEAS[settings.idea]
    return idea, idea.contenders(settings.options)


def show_idea() -> None:
    """Show the choice of the idea."""
    st.selectbox(
        "Idea",
        choices("ideas", "idea"),
        format_func=lambda name: IDEAS[name].title,
        width=220,
        **field("ideas", "idea"),
    )


def show_options(idea: Idea) -> None:
    """Show the controls of the options that the idea takes."""
    if "depth" in idea.options:
        st.select_slider("Depth", choices("ideas", "depth"), help=DEPTH, width=180, **field("ideas", "depth"))
    if "initializer" in idea.options:
        st.segmented_control(
            "First weights",
            choices("ideas", "initializer"),
            format_func=lambda name: INITIALIZERS[name],
            required=True,
            help=BEGINNING,
            width="content",
            **field("ideas", "initializer"),
        )
    if "normalization" in idea.options:
        st.toggle(
            "Batch normalization",
            help=glossary.TERMS["batch normalization"],
            **field("ideas", "normalization"),
        )


def show_buttons(contenders: tuple[Contender, ...]) -> None:
    """Show the buttons that start and stop the training of all networks."""
    start, stop = st.container(width=170), st.container(width=100)
    idea_runs.together(contenders).buttons(start, stop)
