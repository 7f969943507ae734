"""Which layer "the last convolution" is, for Grad-CAM."""

from __future__ import annotations

import keras
from keras.src.layers.convolutional.base_conv import BaseConv
from keras.src.layers.convolutional.base_conv_transpose import BaseConvTranspose
from keras.src.layers.convolutional.base_depthwise_conv import BaseDepthwiseConv
from keras.src.layers.convolutional.base_separable_conv import BaseSeparableConv
from keras.src.ops import nn

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution.steps import Graph, Step
from cnnviz.with_keras.own_layers.scaled_tanh import ScaledTanh
from cnnviz.with_keras.own_layers.table_conv2d import TableConv2D

CONVOLUTIONS = (BaseConv, BaseConvTranspose, BaseDepthwiseConv, BaseSeparableConv, TableConv2D)
#: What completes the maps of a convolution, place by place, in a layer of its own.
COMPLETING = (
    keras.layers.BatchNormalization,
    keras.layers.Activation,
    keras.layers.ReLU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ELU,
    ScaledTanh,
    keras.layers.Add,
    keras.layers.Concatenate,
    nn.Relu,
    nn.Relu6,
)


def last_maps(graph: Graph) -> Step:
    """Return the step that gives the maps of the last convolution.

    It is the last convolution whose maps have more than one place, since a map of 1x1 tells no place. Batch
    normalization, an activation, an addition and a concatenation after it complete its maps: the step is the
    last of these. In EfficientNet-Lite0, it is the ReLU6 after the 1x1 convolution to 1,280 maps of 7x7.

    Raises:
        NetworkError: If there is no such convolution.
    """
    found = [step for step in graph.steps if isinstance(step.operation, CONVOLUTIONS) and _has_places(step)]
    if not found:
        raise NetworkError(
            "Grad-CAM needs the maps of a convolution, and this network has none. "
            "Its answer does not come from places in the picture."
        )
    step = found[-1]
    while len(after := graph.takers(step.outputs[0])) == 1 and isinstance(after[0].operation, COMPLETING):
        step = after[0]
    return step


def _has_places(step: Step) -> bool:
    """Return whether a step's maps have two axes, and more than one place."""
    return len(step.shape) == 3 and step.shape[:2] != (1, 1)
