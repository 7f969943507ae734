"""The terms of the field, each explained in a sentence or two for beginners."""

import streamlit as st

KERNEL = (
    "A small table of weights, also called filter or feature detector. It walks over the input; at each "
    "place weights and pixels are multiplied and summed. All sums together are the feature map."
)
STRIDE = "How many cells the window moves on each time. What it skips in the end is never seen."
PADDING = (
    "Cells put around the input, so that the window reaches its edge. Same: as Keras does it, so that "
    "with stride 1 what comes out is as large as the input."
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
DILATION = "How far apart the window's cells lie in the input; 1 is side by side."
FLIP = (
    "Turns the kernel by 180°. That is convolution as mathematics has it; networks, and GIMP, do not "
    "flip: strictly, theirs is a cross-correlation."
)
RESULT = (
    "The feature map keeps its sign: blue is negative, orange is positive. As an 8-bit image it is cut to"
    " 0 … 255, as an image editor shows it."
)
POOLING = "Of the numbers in each window one is kept: the largest, or their mean. There are no weights."
WINDOW = "How many rows and columns are looked at together, and become one number."
ACTIVATION = (
    "A function that each number of the feature map goes through by itself. ReLU, the rectified linear "
    "unit, is max(0, x): what is negative becomes 0."
)
CHANNELS = "The kernel then walks over red, green and blue at once. Without it, over their mean."
UNIT = "One number of the last map: a neuron, which sees only a part of the image."
FILTERS = "How many kernels the layer learns. Each gives a map of its own: a channel of the output."
UNITS = "How many numbers the layer gives. Each has a weight for every number that comes in."
MOMENTUM = (
    "How much of the kept mean and variance stays at each batch; the rest is the batch's. Keras comes with "
    "0.99, which takes hundreds of batches to settle: with few digits, 0.9 is better."
)
LAYERS = {
    "Conv2D": "Learned kernels walk over the input: few weights, used at every place.",
    "Activation": "Each number goes through a function by itself: ReLU, tanh, softmax and others.",
    "MaxPooling2D": "Of the numbers in each window the largest is kept.",
    "AveragePooling2D": "Of the numbers in each window their mean is kept.",
    "BatchNormalization": (
        "Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by two "
        "learned numbers. After training it uses the mean and the variance that it has kept."
    ),
    "Dropout": "While training, switches this share of the numbers off, others each time. Later, none.",
    "Flatten": "Lays height, width and channels out as one column: place by place, all channels of each.",
    "GlobalAveragePooling2D": "Of each map only its mean is kept: one number for each channel.",
    "Dense": "Fully connected: every unit has a weight for every number that comes in.",
}


def expander(terms: str) -> None:
    """Show the terms of a page in an expander.

    Args:
        terms: A list in Markdown.
    """
    with st.expander("The words"):
        st.markdown(terms)
