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
WINDOW = "How many rows and columns are looked at together, and become one number."
STRIDE = "How many cells the window moves on each time. What it skips in the end is never seen."
DILATION = "How far apart the window's cells lie in the input; 1 is side by side."
PADDING = (
    "Cells put around the input, so that the window reaches its edge. Same: as Keras does it, so that "
    "with stride 1 what comes out is as large as the input."
)
ACTIVATION = (
    "A function that each number of the feature map goes through by itself. ReLU, the rectified linear "
    "unit, is max(0, x): what is negative becomes 0."
)
UNITS = "How many numbers the layer gives. Each has a weight for every number that comes in."

FILTERS = Integer(
    1,
    MAX_UNITS,
    "filter",
    label="Filters",
    help="How many kernels the layer learns. Each gives a map of its own: a channel of the output.",
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
    help="How many kernels each channel has, and so how many maps it becomes.",
    phrase="depth multiplier {}",
    rare=True,
)
