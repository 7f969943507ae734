"""The text below the network: what a block is, what its maps are, and what to look for."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.controls import glossary

POINT = (
    "Early layers see fine lines. Later layers see less and less of where, and more and more of what. "
    "At the end one number for each name is left."
)
QUESTIONS = """
- In which block can you no longer recognise the photo?
- Which map of the first layer finds horizontal edges?
- Choose another photo. Which maps of the last layers change, and which stay dark?
- Open a number after ReLU6. What would it be without the 6?
"""
METHOD = """
**A block.** In this network most blocks have three convolutions.
The first one mixes the channels and makes six times as many. It sees one place at a time.
The second one is a depthwise convolution: each kernel slides over one channel only.
The third one mixes the channels again and leaves few.
Where nothing shrinks, the block adds its input to its output.

**ReLU6.** It turns negative numbers into 0, and numbers above 6 into 6.

**Dead maps.** Some maps have the same number everywhere, in any photo. The network never uses them.

**The strips.** Each shows the maps with the most contrast. Their colours fit their own largest numbers.
"""
SOURCES = """
- Sandler et al.: MobileNetV2: Inverted residuals and linear bottlenecks. CVPR 2018.
- Tan, Le: EfficientNet: Rethinking model scaling for convolutional neural networks. ICML 2019.
"""


def show() -> None:
    """Show the point, and, folded, questions, method and sources."""
    glossary.explained(POINT)
    with st.expander("Questions"):
        st.markdown(QUESTIONS)
    with st.expander("What the blocks do"):
        st.markdown(METHOD)
        st.markdown(SOURCES)
