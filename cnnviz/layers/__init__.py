"""The layers of a convolutional network in NumPy, with Keras's conventions.

They take one sample, channels last, float32: Keras's shapes without the batch axis.
"""

from cnnviz.layers.activation import (
    ACTIVATIONS,
    ActivationFunction,
    relu,
    relu_backward,
    softmax,
    softmax_backward,
)
from cnnviz.layers.clipped_relu import clipped_relu, clipped_relu_backward
from cnnviz.layers.composition import compose, composed_bias
from cnnviz.layers.convolution import conv2d, conv2d_backward
from cnnviz.layers.cost import WeightCost, conv2d_cost, dense_cost
from cnnviz.layers.dense import dense, dense_backward, flatten, flatten_backward
from cnnviz.layers.depthwise import depthwise_conv2d, depthwise_conv2d_backward
from cnnviz.layers.loss import (
    categorical_crossentropy,
    categorical_crossentropy_backward,
    mean_squared_error,
    mean_squared_error_backward,
    softmax_crossentropy,
    softmax_crossentropy_backward,
)
from cnnviz.layers.merging import (
    add,
    add_backward,
    concatenate,
    concatenate_backward,
    multiply,
    multiply_backward,
)
from cnnviz.layers.normalization import batch_normalization, batch_normalization_backward
from cnnviz.layers.pooling import (
    average_pool2d,
    average_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    max_pool2d_winners,
)
from cnnviz.layers.receptive import ReceptiveField, Window, receptive_field
from cnnviz.layers.windows import output_size, same_padding

__all__ = [
    "ACTIVATIONS",
    "ActivationFunction",
    "ReceptiveField",
    "WeightCost",
    "Window",
    "add",
    "add_backward",
    "average_pool2d",
    "average_pool2d_backward",
    "batch_normalization",
    "batch_normalization_backward",
    "categorical_crossentropy",
    "categorical_crossentropy_backward",
    "clipped_relu",
    "clipped_relu_backward",
    "compose",
    "composed_bias",
    "concatenate",
    "concatenate_backward",
    "conv2d",
    "conv2d_backward",
    "conv2d_cost",
    "dense",
    "dense_backward",
    "dense_cost",
    "depthwise_conv2d",
    "depthwise_conv2d_backward",
    "flatten",
    "flatten_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "max_pool2d_winners",
    "mean_squared_error",
    "mean_squared_error_backward",
    "multiply",
    "multiply_backward",
    "output_size",
    "receptive_field",
    "relu",
    "relu_backward",
    "same_padding",
    "softmax",
    "softmax_backward",
    "softmax_crossentropy",
    "softmax_crossentropy_backward",
]
