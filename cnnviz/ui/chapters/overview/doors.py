"""Which page explains a layer, and what the layer does in one sentence."""

from __future__ import annotations

from typing import NamedTuple

from cnnviz.layers.activation import SOFTMAX
from cnnviz.network import INPUT, Layer, Network
from cnnviz.ui.frame.chapters import CHAPTERS


class Door(NamedTuple):
    """The page that explains a layer, and what the layer does."""

    page: str
    """The page's address."""
    sentence: str

    def described(self) -> dict[str, str]:
        """Return the door for a browser component: the page's address, its name, and the sentence."""
        name = next(chapter.name for chapter in CHAPTERS if chapter.url_path == self.page)
        return {"page": self.page, "name": name, "sentence": self.sentence}


INPUT_DOOR = Door("numbers", "The digit is a table of numbers, from 0 for black to 1 for white.")
SOFTMAX_DOOR = Door("loss", "Softmax turns the scores into probabilities that add up to 1.")
#: The door of each kind of layer that does not end in a softmax.
DOORS = {
    "Conv2D": Door("convolution", "Each map has its own kernel. It looks for one pattern everywhere."),
    "DepthwiseConv2D": Door("convolution", "Each kernel slides over only one map of the layer before."),
    "SeparableConv2D": Door(
        "convolution", "First each kernel sees one map, then 1 × 1 kernels mix the maps."
    ),
    "TableConv2D": Door("convolution", "Each kernel sees only the maps that a table lists."),
    "ScaledTanh": Door("build", "It squashes each number, and 1 stays 1."),
    "Subsampling2D": Door("build", "It adds up each window, then scales and shifts the sum."),
    "LocalResponseNormalization": Door("build", "Strong numbers make those of the maps beside them smaller."),
    "RadialBasisOutput": Door("build", "Each unit measures how far its inputs are from a fixed code."),
    "Activation": Door("relu", "An activation function changes each number on its own."),
    "ReLU": Door("relu", "Negative numbers become 0, and positive ones stay."),
    "MaxPooling2D": Door("pooling", "Each window keeps only its largest number."),
    "AveragePooling2D": Door("pooling", "Each window keeps only the mean of its numbers."),
    "GlobalAveragePooling2D": Door("pooling", "Each map becomes one number, its mean."),
    "Flatten": Door("flatten", "All maps become one long column of numbers."),
    "Dense": Door("flatten", "Each unit multiplies all its inputs by weights and adds the products."),
    "BatchNormalization": Door("build", "It shifts and scales each map, so that the numbers stay in range."),
    "Rescaling": Door("build", "It brings all numbers into another range, such as 0 to 1."),
    "Dropout": Door("train", "It sets a random part of the numbers to 0, but only in training."),
    "ZeroPadding2D": Door("build", "It puts a frame of zeros around each map."),
    "Add": Door("build", "It adds the numbers of the branches that meet here."),
    "Concatenate": Door("build", "It puts the maps of the branches that meet here side by side."),
    "Multiply": Door("build", "It multiplies the numbers of the branches that meet here."),
}


def door_of(layer: Layer) -> Door:
    """Return a layer's door.

    >>> from cnnviz.network import Dense
    >>> door_of(Dense(128, "relu")).page, door_of(Dense(10, "softmax")).page
    ('flatten', 'loss')
    """
    return SOFTMAX_DOOR if layer.final_activation == SOFTMAX else DOORS[type(layer).__name__]


def doors(network: Network) -> dict[str, dict[str, str]]:
    """Return the door of the input and of each node, by name, for a browser component."""
    layers = {node.name: door_of(node.layer).described() for node in network.nodes}
    return {INPUT: INPUT_DOOR.described()} | layers
