"""The text below the stage: what it shows and, folded, how it is made, questions and sources."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.chapters.excites import excites_words
from cnnviz.ui.controls import glossary


def show_point() -> None:
    """Show what the stage teaches."""
    glossary.explained(excites_words.POINT)


def show() -> None:
    """Show, folded, how it is made, questions, sources and the words."""
    with st.expander("How the patches are found"):
        st.markdown(excites_words.HOW_PATCHES)
    with st.expander("How an input grows"):
        st.markdown(excites_words.HOW_GROWN)
    with st.expander("Questions and sources"):
        st.markdown(excites_words.QUESTIONS)
        st.markdown(excites_words.SOURCES)
    glossary.expander("activation", "filter", "gradient ascent", "padding", "receptive field", "regularizer")
