"""The settings that several kinds of layers share, each declared once."""

from __future__ import annotations

from dataclasses import replace

from cnnviz.layers.activation import ACTIVATION_NAMES
from cnnviz.layers.windows import PADDINGS
from cnnviz.network.setting import Choice, Flag, Integer, Sides

#: Keras's names of activations.
ACTIVATIONS = ACTIVATION_NAMES
#: The most filters or units of a layer, and the most cells of a window along one axis.
MAX_UNITS, MAX_WINDOW = 65_536, 1024
WINDOW = "The rows and columns that together become one number."
STRIDE = "How many cells the window moves each time. Leftover cells at the edge are ignored."
DILATION = "How far apart the window's cells lie in the input. 1 means side by side."
PADDING = (
    "Extra cells around the input, so that the window reaches the edge. "
    'With "same" and stride 1, the output is as large as the input.'
)
ACTIVATION = (
    "A function applied to each number of the feature map. ReLU is max(0, x): negative numbers become 0."
)
UNITS = "How many numbers the layer gives. Each has one weight for every input."

FILTERS = Integer(
    1,
    MAX_UNITS,
    "filter",
    label="Filters",
    help="How many kernels the layer learns. Each makes its own feature map.",
    positional=True,
)
KERNEL_SIZE = POOL_SIZE = Sides(1, MAX_WINDOW, label="Window", help=WINDOW, positional=True)
STRIDES = Sides(1, MAX_WINDOW, label="Stride", help=STRIDE, phrase="stride {}")
#: TensorFlow's depthwise convolution needs equal strides for rows and columns.
EQUAL_STRIDES = replace(STRIDES, square=True)
DILATION_RATE = Sides(1, MAX_WINDOW, label="Dilation", help=DILATION, phrase="dilation {}", rare=True)
PADDING_MODE = Choice(PADDINGS, label="Padding", help=PADDING)
ACTIVATION_NAME = Choice(ACTIVATIONS, unnamed=True, label="Activation", help=ACTIVATION)
USE_BIAS = Flag("no bias")
DEPTH_MULTIPLIER = Integer(
    1,
    1024,
    label="Depth multiplier",
    help="How many kernels each channel has. Each kernel makes one map.",
    phrase="depth multiplier {}",
    rare=True,
)
