"""A network as data: its layers, their shapes, weights, cost and Keras code. No TensorFlow."""

from cnnviz.network.bricks import (
    DIGIT,
    N_CLASSES,
    check_bricks,
    check_reads_digits,
    fitting,
    of,
    without_dropout,
)
from cnnviz.network.checks import Shape, by
from cnnviz.network.config import from_keras_config
from cnnviz.network.cost import Cost, costs
from cnnviz.network.kinds import (
    ACTIVATIONS,
    KINDS,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
)
from cnnviz.network.network import MAX_OUTPUTS, MAX_WEIGHTS, Network, keras_code, lecture_network
from cnnviz.network.ready import READY
from cnnviz.network.text import MAX_BRICKS, MAX_FILTERS, MAX_UNITS, MAX_WINDOW, from_text, to_text
from cnnviz.network.wording import settings_line, short_name

__all__ = [
    "ACTIVATIONS",
    "DIGIT",
    "KINDS",
    "MAX_BRICKS",
    "MAX_FILTERS",
    "MAX_OUTPUTS",
    "MAX_UNITS",
    "MAX_WEIGHTS",
    "MAX_WINDOW",
    "N_CLASSES",
    "READY",
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv2D",
    "Cost",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "MaxPooling2D",
    "Network",
    "Shape",
    "by",
    "check_bricks",
    "check_reads_digits",
    "costs",
    "fitting",
    "from_keras_config",
    "from_text",
    "keras_code",
    "lecture_network",
    "of",
    "settings_line",
    "short_name",
    "to_text",
    "without_dropout",
]
