"""The text around the stage: what the method does, how it misleads, and, folded, questions and sources."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons.explanations import METHODS
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import current

#: What the methods' words mean, said after what a method does. The glossary's gradient is that of the loss.
MEANINGS = {
    " gradients": "A gradient says how much the score moves when a number changes a little.",
    "score": "The score is the number of the class before softmax.",
}
SANITY = (
    "**Sanity check.** With random weights the network knows nothing. "
    "If both maps look alike, the map shows the picture, not what the network learned."
)
COLOURS = (
    "Near-black is 0. Orange and yellow speak for the class, blue against it. "
    "Each map has its own scale, below it."
)
COMPLETENESS = (
    "**Completeness.** The sum of the map should be the picture's score minus black's score. "
    "It is nearly so: the gradient is known at only 50 pictures on the way."
)
QUESTIONS = """
- Which map changes most with random weights? Which one hardly changes?
- Choose another class. Does the map move to another part of the picture?
- Choose an earlier layer for Grad-CAM. What becomes finer, what becomes noise?
- Make the patch of occlusion smaller. Which small part matters most?
- Is the map that looks best also the one with the best curves?
"""
SOURCES = """
- Simonyan, Vedaldi and Zisserman: Deep inside convolutional networks. 2013 (saliency).
- Smilkov, Thorat, Kim, Viégas and Wattenberg: SmoothGrad. 2017.
- Sundararajan, Taly and Yan: Axiomatic attribution for deep networks. ICML 2017 (integrated gradients).
- Selvaraju and others: Grad-CAM. ICCV 2017.
- Springenberg, Dosovitskiy, Brox and Riedmiller: Striving for simplicity. 2015 (guided back-propagation).
- Zeiler and Fergus: Visualizing and understanding convolutional networks. ECCV 2014 (occlusion).
- Adebayo and others: Sanity checks for saliency maps. NeurIPS 2018.
- Petsiuk, Das and Saenko: RISE. BMVC 2018 (deletion and insertion).
"""


def show_method() -> None:
    """Show what the chosen method does, how it misleads, and what its words mean."""
    method = METHODS[current().why.method]
    with st.container(key="why-said"):
        st.markdown(f"**What it does.** {method.does}  \n**How it misleads.** {method.misleads}")
    if meanings := meanings_in(method.does):
        st.markdown(meanings)


def meanings_in(text: str) -> str:
    """Return what the words of a text mean, those that are no everyday words.

    >>> meanings_in("It averages their gradients.").startswith("A gradient says how much the score moves")
    True
    """
    return " ".join(meaning for word, meaning in MEANINGS.items() if word in text)


def show() -> None:
    """Show the sanity check and the colours and, folded, all methods, questions and sources."""
    glossary.explained(SANITY)
    st.markdown(COLOURS)
    if current().why.method == "integrated_gradients":
        st.markdown(COMPLETENESS)
    with st.expander("All six methods"):
        st.markdown(" ".join(MEANINGS.values()))
        st.markdown("\n".join(f"- **{one.label}.** {one.does} {one.misleads}" for one in METHODS.values()))
    with st.expander("Questions and sources"):
        st.markdown(QUESTIONS)
        st.markdown(SOURCES)
    glossary.expander("back-propagation", "feature map", "logit", "ReLU", "softmax")
