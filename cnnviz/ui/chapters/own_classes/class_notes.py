"""The text below the classes: what learns, what stays, questions and sources."""

from __future__ import annotations

import streamlit as st

from cnnviz.architectures.efficientnet_lite0 import HEAD_FILTERS
from cnnviz.lessons.own_classes import LEARNING_RATE, STEPS
from cnnviz.ui.controls import glossary

POINT = (
    f"The network stays as it is, frozen. It turns each picture into {HEAD_FILTERS:,} numbers, its features. "
    "Only a new head learns: one small layer, from features to your classes."
)
PRIVACY = (
    "Your pictures go to the computer that runs this dashboard, and no further. "
    "It keeps a small copy of each and its features. All is deleted when you close the page."
)
QUESTIONS = """
- How few pictures are enough? Begin with one of each class.
- Record all pictures before the same wall. Then change the wall. What did the network learn?
- Show it something that belongs to no class. What does it answer?
- Two mugs, two classes: can the features tell them apart?
"""
METHOD = f"""
**What is frozen.** EfficientNet-Lite0 learned from 1.28 million photos of ImageNet.
None of its weights moves.

**What learns.** The head is a fully connected layer with softmax. It begins with zeros.
It makes {STEPS} steps of Adam with the learning rate {LEARNING_RATE}. Each step sees all your pictures.
A class with few pictures counts as much as one with many.

**Why so fast.** The features of a picture are computed once. A step then is a small multiplication.
"""
SOURCES = """
- Yosinski et al.: How transferable are features in deep neural networks? NIPS 2014.
- Tan, Le: EfficientNet: Rethinking model scaling for convolutional neural networks. ICML 2019.
"""


def show() -> None:
    """Show what learns, and, folded, what happens to the pictures, questions, method and sources."""
    glossary.explained(POINT)
    st.page_link(
        "pages/transfer.py",
        label="Transfer: the same idea with digits, counted",
        icon=":material/arrow_forward:",
    )
    with st.expander("What happens to your pictures"):
        st.markdown(PRIVACY)
    with st.expander("Questions"):
        st.markdown(QUESTIONS)
    with st.expander("How it learns"):
        st.markdown(METHOD)
        st.markdown(SOURCES)
    glossary.expander("features", "frozen", "head", "transfer learning")
