"""The text below the network: what its blocks do, what its maps are, and what to look for."""

from __future__ import annotations

import streamlit as st

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import Network
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.relu import ReLU
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject
from cnnviz.ui.controls import glossary

POINT = (
    "Early layers find fine lines. "
    "Later layers know less about where things are, and more about what they are. "
    "At the end, one number for each name is left."
)
RANDOM_POINT = (
    "Every kernel holds random numbers. The first maps still show the photo. "
    "But no kernel has learned what to look for, so names would be guesses."
)
QUESTIONS = """
- In which block can you no longer recognise the photo?
- Which map of the first layer finds horizontal edges?
- Choose another photo. Which maps of the last layers change, and which stay dark?
- Open a number after an activation. What would the number be without the activation?
"""
BEGUN = (
    "**Random weights.** Each number of a kernel is drawn at random, between two limits. "
    "They are ±√(6 / (inputs + outputs)). This is Glorot's rule, the default in Keras. "
    "Inputs are the numbers that one sum adds up. Outputs are the sums that one number enters. "
    "All biases are 0. A batch normalization changes almost nothing yet. "
    "The same numbers come back on every visit."
)
STRIPS = (
    "**The strips.** Each shows the maps with the most contrast. "
    "Each has its own scale: its strongest colour is its largest number."
)
DEAD = "**Dead maps.** Some maps have the same number everywhere. Nothing in this photo changes it."
DEPTHWISE = (
    "**Depthwise convolution.** Each kernel slides over one map only. "
    "A 1 × 1 convolution after it mixes the maps, place by place."
)
ADDED = (
    "**Added.** Many blocks add their input to their output. "
    "So such a block only has to learn what should change."
)
JOINED = "**Joined.** Some blocks stack the maps of several layers into one output."
CUT_OFF = "**ReLU6.** It turns negative numbers into 0, and numbers above 6 into 6."


def show(subject: InsideSubject) -> None:
    """Show the point, and, folded, questions, what the network's blocks do, and the source."""
    glossary.explained(RANDOM_POINT if subject.file.untrained else POINT)
    with st.expander("Questions"):
        st.markdown(QUESTIONS)
    with st.expander("What the blocks do"):
        for text in notes(subject.network):
            st.markdown(text)
        if subject.file.untrained:
            st.markdown(BEGUN)
        paper = ARCHITECTURES[subject.file.name].paper
        st.markdown(f"- {paper.authors}: [{paper.title}]({paper.link}). {paper.venue}.")


def notes(network: Network) -> list[str]:
    """Return what is true of a network's blocks, by the kinds of its layers."""
    kinds = {type(layer) for layer in network.layers}
    cuts = any(isinstance(layer, ReLU) and layer.max_value == 6 for layer in network.layers)
    found = {
        DEPTHWISE: DepthwiseConv2D in kinds,
        ADDED: Add in kinds,
        JOINED: Concatenate in kinds,
        CUT_OFF: cuts,
    }
    return [*(text for text, is_true in found.items() if is_true), DEAD, STRIPS]
