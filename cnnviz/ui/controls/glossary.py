"""The terms of the field, each explained in a sentence or two for beginners."""

import streamlit as st

from cnnviz.network import terms

#: Settings of layers, as the layers themselves declare them.
WINDOW, STRIDE, DILATION = terms.WINDOW, terms.STRIDE, terms.DILATION
PADDING, ACTIVATION = terms.PADDING, terms.ACTIVATION
KERNEL = (
    "A small table of weights, also called filter or feature detector. It walks over the input; at each "
    "place weights and pixels are multiplied and summed. All sums together are the feature map."
)
#: Keras's paddings and their names on the screen.
PADDING_NAMES = {"valid": "none (valid)", "same": "same"}
MODE = (
    "What the padding is filled with: zeros, the picture mirrored (its edge pixel once), its edge pixel "
    "again and again, or what lies at its other side. The names are those of numpy.pad."
)
BORDER = (
    "What lies around the picture, as SciPy names it. reflect: mirrored, the edge pixel twice. nearest: "
    "the edge pixel again and again. mirror: mirrored, the edge pixel once. wrap: the other side. "
    "constant: zeros."
)
FLIP = (
    "Turns the kernel by 180°. That is convolution as mathematics has it; networks, and GIMP, do not "
    "flip: strictly, theirs is a cross-correlation."
)
MAP_VIEW = (
    "Signed: orange is positive, blue is negative, and 0 is nearly black. Edge strength: without the sign,"
    " brighter is stronger. Black to white: black is negative, grey is 0, and white is positive."
)
RESULT = f"{MAP_VIEW} As an 8-bit image it is cut to 0 … 255, as an image editor shows it."
POOLING = "Of the numbers in each window one is kept: the largest, or their mean. There are no weights."
CHANNELS = "The kernel then walks over red, green and blue at once. Without it, over their mean."
UNIT = "One number of the last map: a neuron, which sees only a part of the image."


def expander(words: str) -> None:
    """Show the terms of a page in an expander.

    Args:
        words: A list in Markdown.
    """
    with st.expander("The words"):
        st.markdown(words)
