"""The text below the views: what softmax can say, what it cannot, and where this is told."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.controls import glossary

POINTS = {
    "morph": (
        "Every picture between two digits gets an answer. Softmax turns ten scores into ten probabilities. "
        "Their sum is always 1, so where one falls, another rises."
    ),
    "guess": (
        "People doubt some of these digits, too. Only the writer knows which digit was meant. "
        "The network learned from labels, and a label can be wrong."
    ),
    "none": (
        "Softmax must choose one of ten digits. There is no eleventh answer that says: no digit. "
        "A probability only compares the ten digits with each other."
    ),
}
QUESTIONS = """
- Why do the probabilities change so suddenly? What in the picture has changed there?
- Find two digits with a third one between them. Why is it there?
- Which doubtful digits would you label differently?
- A network could learn an eleventh class, "no digit". Which pictures would you give it to learn from?
"""
METHOD = """
**Move the outlines.** Each pixel has a height: how far it lies inside the ink.
Halfway, the heights are the means of both digits' heights.
The highest pixels become ink. The number of ink pixels also lies between those of both digits.

**Mix the pixels.** Each pixel is a mean of both digits' pixels. One digit fades while the other appears.

**Greatest doubt** is where the two best answers are closest together.

**None of the ten.** A picture is cut to its middle square and shrunk to 28 × 28 pixels.
The network does not ask whether it holds a digit.
"""
SOURCES = """
- Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks. ICML 2017.
- Hendrycks, Gimpel: A baseline for detecting misclassified and out-of-distribution examples. ICLR 2017.
- Nguyen, Yosinski, Clune: Deep neural networks are easily fooled. CVPR 2015.
- Jastrow: The mind's eye. Popular Science Monthly 54, 1899. It shows the duck that is also a rabbit.
- The portrait shows Grace Hopper, who wrote the first compiler. US Navy, 1984, in the public domain.
"""


def show(view: str) -> None:
    """Show what a view teaches and, folded, questions, the method and the sources."""
    glossary.explained(POINTS[view])
    with st.expander("Questions"):
        st.markdown(QUESTIONS)
    with st.expander("How the pictures are made"):
        st.markdown(METHOD)
        st.markdown(SOURCES)
