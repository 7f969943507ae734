"""Keras's results for an image, with which all tests compare the pages' numbers."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from cnnviz.network import INPUT, Network
from cnnviz.with_keras.own_layers import keras_layer

#: NumPy's names of SciPy's borders.
NUMPY_PAD: dict[str, Any] = {
    "reflect": "symmetric",
    "nearest": "edge",
    "mirror": "reflect",
    "wrap": "wrap",
    "constant": "constant",
}


def keras_feature_map(image, kernel, border, flip):
    """Return Keras's convolution of a padded image, with an equal part of the kernel in each channel."""
    x = np.atleast_3d(image)
    weights = np.array(kernel.weights) / kernel.divisor
    centre = [side // 2 for side in weights.shape]
    if flip:
        centre = [side - 1 - at for side, at in zip(weights.shape, centre, strict=True)]
        weights = np.flip(weights)
    around = [(at, side - 1 - at) for side, at in zip(weights.shape, centre, strict=True)]
    padded = np.pad(x, [*around, (0, 0)], NUMPY_PAD[border])
    shared = np.repeat(weights[..., np.newaxis, np.newaxis], x.shape[2], axis=2) / x.shape[2]
    convolved = keras.ops.conv(padded[np.newaxis], shared.astype("float32"), 1, "valid")
    return np.asarray(convolved)[0, ..., 0] + np.float32(kernel.offset)


def keras_walk(image, now):
    """Return all stages after the image by Keras, as long as there is something to pool."""
    pools = {"max": keras.ops.max_pool, "average": keras.ops.average_pool}
    maps, x = [], image
    for one in now.walk.rounds:
        convolved = keras_feature_map(x, one.kernel, now.filters.border, now.filters.flip)
        positive = np.asarray(keras.ops.relu(convolved))
        maps += [convolved, positive]
        if min(positive.shape) < one.pool_size:
            break
        pooled = pools[one.pooling](positive[np.newaxis, ..., np.newaxis], one.pool_size, one.strides)
        x = np.asarray(pooled)[0, ..., 0]
        maps.append(x)
    return maps


def keras_stepped(operation):
    """Return Keras's output of a stepper's operation: (rows, columns, maps)."""
    around = [*operation.padding, (0, 0)]
    if operation.kind == "activation":
        return np.asarray(getattr(keras.activations, operation.function)(operation.x))
    if operation.kind == "pooling":
        return _keras_pooled(operation, around)
    padded = np.pad(operation.x, around, {"zeros": "constant"}.get(operation.mode, operation.mode))[
        np.newaxis
    ]
    # Keras refuses strides with dilation: take every n-th of the stride-1 result.
    whole = max(operation.dilation_rate) > 1
    strides = (1, 1) if whole else operation.strides
    maps = keras.ops.conv(padded, operation.weights, strides, "valid", dilation_rate=operation.dilation_rate)
    maps = np.asarray(maps)[0]
    if whole:
        maps = maps[:: operation.strides[0], :: operation.strides[1]]
    bias = 0 if operation.bias is None else operation.bias
    return maps / np.float32(operation.divisor) + np.float32(operation.offset) + bias


def _keras_pooled(operation, around):
    """Return the pooled maps; padding is never the maximum and does not count in a mean."""
    window, strides = operation.pool_size, operation.strides
    if operation.pooling == "max":
        padded = np.pad(operation.x, around, constant_values=-np.inf)[np.newaxis]
        return np.asarray(keras.ops.max_pool(padded, window, strides))[0]
    means = [
        np.asarray(keras.ops.average_pool(np.pad(a, around)[np.newaxis], window, strides))[0]
        for a in (operation.x, np.ones_like(operation.x))
    ]
    return means[0] / means[1]


def tape_gradients(function, gradient, *inputs):
    """Return by TensorFlow's tape each input's gradient, given the output's."""
    variables = [tf.Variable(one) for one in inputs]
    with tf.GradientTape() as tape:
        outputs = function(*variables)
    found = tape.gradient(outputs, variables, output_gradients=tf.convert_to_tensor(gradient))
    return [one.numpy() for one in found]


def keras_outputs(network: Network, weights, x):
    """Return each node's output by name, layer by layer: a model of the whole would take longer to build."""
    left, outputs = iter(weights), {INPUT: tf.constant(x[np.newaxis])}
    for node, shapes in zip(network.nodes, network.weight_shapes, strict=True):
        layer = keras_layer(node.layer)
        taken = [outputs[name] for name in node.inputs]
        inputs = taken if len(taken) > 1 else taken[0]
        if shapes:
            layer.build(taken[0].shape)
            layer.set_weights([next(left) for _ in shapes])
        outputs[node.name] = layer(inputs)
    return {name: outputs[name].numpy()[0] for name in network.names}
