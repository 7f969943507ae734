"""A network as data: its layers, their shapes, weights, cost and Keras code. No TensorFlow."""

from cnnviz.network.bricks import DIGIT, N_CLASSES, check_bricks, fitting, of, without_dropout
from cnnviz.network.checks import Shape
from cnnviz.network.config import from_keras_config
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
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "MaxPooling2D",
    "Network",
    "Shape",
    "check_bricks",
    "fitting",
    "from_keras_config",
    "from_text",
    "keras_code",
    "lecture_network",
    "of",
    "to_text",
    "without_dropout",
]
