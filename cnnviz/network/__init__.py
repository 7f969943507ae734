"""A network as data: its layers, their shapes, weights and Keras code. No TensorFlow."""

from cnnviz.network.config import from_keras_config
from cnnviz.network.kinds import (
    ACTIVATIONS,
    KINDS,
    Activation,
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Shape,
)
from cnnviz.network.network import MAX_OUTPUTS, MAX_WEIGHTS, Network, keras_code, lecture_network

__all__ = [
    "ACTIVATIONS",
    "KINDS",
    "MAX_OUTPUTS",
    "MAX_WEIGHTS",
    "Activation",
    "AveragePooling2D",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "Layer",
    "MaxPooling2D",
    "Network",
    "Shape",
    "from_keras_config",
    "keras_code",
    "lecture_network",
]
