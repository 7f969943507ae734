"""Batch normalization for training, folded into the kernels and biases afterwards: the same function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from cnnviz.network.checks import check
from cnnviz.network.kinds.activation import Activation
from cnnviz.network.kinds.batch_normalization import BatchNormalization
from cnnviz.network.kinds.conv2d import Conv2D
from cnnviz.network.kinds.dropout import Dropout
from cnnviz.network.layer import Array, Layer
from cnnviz.network.network import Network


def normalized(network: Network, *, momentum: float = 0.98, dropout: float = 0.0) -> Network:
    """Return a row of layers with batch normalization between each convolution and its activation.

    Args:
        network: A row of layers.
        momentum: The momentum of each BatchNormalization.
        dropout: The rate of a Dropout layer before the last layer; 0 adds none.

    >>> from cnnviz.network import Conv2D, Dense, Flatten
    >>> small = Network((8, 8, 1), (Conv2D(4, activation="relu"), Flatten(), Dense(2, "softmax")))
    >>> normalized(small).names
    ('conv2d', 'batch_normalization', 'activation', 'flatten', 'dense')
    """
    check(network.is_row, "Only a row of layers can be normalized.", network.names)
    layers: list[Layer] = []
    for layer in network.layers:
        if isinstance(layer, Conv2D):
            bare = replace(layer, activation="linear", use_bias=False)
            layers += [bare, BatchNormalization(momentum=momentum), Activation(layer.activation)]
        else:
            layers.append(layer)
    if dropout:
        layers.insert(-1, Dropout(dropout))
    return Network(network.input_shape, layers, classes=network.classes)


def folded(network: Network, weights: Sequence[Array], target: Network) -> list[Array]:
    """Return the weights with which `target` computes what the normalized network computes.

    A convolution followed by a scale and an offset for each channel is one convolution with other weights.
    The arithmetic is in float64.

    Args:
        network: A network that `normalized` has made of `target`.
        weights: Its arrays, layer by layer.
        target: The network without batch normalization.

    Raises:
        NetworkError: If the arrays do not have the shapes that `target` needs.
    """
    left = list(weights)
    by_layer = [
        (layer, [left.pop(0) for _ in own])
        for layer, own in zip(network.layers, network.weights, strict=True)
    ]
    arrays: list[Array] = []
    for (layer, own), (following, norms) in pairwise([*by_layer, (None, [])]):
        if isinstance(layer, Conv2D) and isinstance(following, BatchNormalization):
            arrays += _one_convolution(own[0], norms, following.epsilon)
        elif not isinstance(layer, BatchNormalization):
            arrays += own
    received = [array.shape for array in arrays]
    expected = [shape for shapes in target.weight_shapes for shape in shapes]
    check(received == expected, f"The network needs weights of the shapes {expected}.", received)
    return arrays


def _one_convolution(kernel: Array, norms: Sequence[Array], epsilon: float) -> list[Array]:
    """Return the kernel and the bias of a convolution and the batch normalization after it."""
    gamma, beta, mean, variance = (np.asarray(array, np.float64) for array in norms)
    scale = gamma / np.sqrt(variance + epsilon)
    return [(kernel * scale).astype(np.float32), (beta - mean * scale).astype(np.float32)]
