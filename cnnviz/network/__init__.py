"""A network as data: a graph of layers, their shapes, weights, cost and Keras code. No TensorFlow."""

from cnnviz.network import limits
from cnnviz.network.bricks import Task, check_bricks, check_solves, fitting, from_bricks, without_dropout
from cnnviz.network.checks import Shape, by
from cnnviz.network.code import keras_code
from cnnviz.network.config import from_keras_config
from cnnviz.network.cost import LayerCost, costs, depth, last_maps, receptive_fields
from cnnviz.network.folding import folded, normalized
from cnnviz.network.forward import forward
from cnnviz.network.kinds import KINDS, kind_named
from cnnviz.network.kinds.activation import Activation
from cnnviz.network.kinds.average_pooling2d import AveragePooling2D
from cnnviz.network.kinds.batch_normalization import BatchNormalization
from cnnviz.network.kinds.conv2d import Conv2D
from cnnviz.network.kinds.dense import Dense
from cnnviz.network.kinds.dropout import Dropout
from cnnviz.network.kinds.flatten import Flatten
from cnnviz.network.kinds.global_average_pooling2d import GlobalAveragePooling2D
from cnnviz.network.kinds.max_pooling2d import MaxPooling2D
from cnnviz.network.layer import Layer, Weight
from cnnviz.network.message import described, packed, packed_outputs
from cnnviz.network.network import Edge, Network
from cnnviz.network.node import INPUT, PREVIOUS, Brick, Node, as_node, completed, layer_of, names_of
from cnnviz.network.preparation import Preparation
from cnnviz.network.readable import readable_names
from cnnviz.network.ready import (
    DIGITS,
    READY,
    check_reads_digits,
    digit_or_not,
    lecture_network,
    no_convolution,
    no_pooling,
    pen_network,
)
from cnnviz.network.terms import ACTIVATIONS
from cnnviz.network.text import MAX_BRICKS, from_text, to_text

__all__ = [
    "ACTIVATIONS",
    "DIGITS",
    "INPUT",
    "KINDS",
    "MAX_BRICKS",
    "PREVIOUS",
    "READY",
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Brick",
    "Conv2D",
    "Dense",
    "Dropout",
    "Edge",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "LayerCost",
    "MaxPooling2D",
    "Network",
    "Node",
    "Preparation",
    "Shape",
    "Task",
    "Weight",
    "as_node",
    "by",
    "check_bricks",
    "check_reads_digits",
    "check_solves",
    "completed",
    "costs",
    "depth",
    "described",
    "digit_or_not",
    "fitting",
    "folded",
    "forward",
    "from_bricks",
    "from_keras_config",
    "from_text",
    "keras_code",
    "kind_named",
    "last_maps",
    "layer_of",
    "lecture_network",
    "limits",
    "names_of",
    "no_convolution",
    "no_pooling",
    "normalized",
    "packed",
    "packed_outputs",
    "pen_network",
    "readable_names",
    "receptive_fields",
    "to_text",
    "without_dropout",
]
