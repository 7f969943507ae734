"""What each layer of a convolutional network computes, in NumPy and in Keras's conventions.

One sample at a time, channels last, float32: Keras's shapes without the batch axis.
"""

from cnnviz.layers.activation import ACTIVATIONS, Activation, relu, softmax
from cnnviz.layers.composition import compose, composed_bias
from cnnviz.layers.convolution import conv2d
from cnnviz.layers.cost import Cost, conv2d_cost, dense_cost
from cnnviz.layers.dense import dense, flatten
from cnnviz.layers.loss import categorical_crossentropy
from cnnviz.layers.pooling import average_pool2d, max_pool2d
from cnnviz.layers.receptive import ReceptiveField, Window, receptive_field
from cnnviz.layers.windows import output_size, same_padding

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Cost",
    "ReceptiveField",
    "Window",
    "average_pool2d",
    "categorical_crossentropy",
    "compose",
    "composed_bias",
    "conv2d",
    "conv2d_cost",
    "dense",
    "dense_cost",
    "flatten",
    "max_pool2d",
    "output_size",
    "receptive_field",
    "relu",
    "same_padding",
    "softmax",
]
