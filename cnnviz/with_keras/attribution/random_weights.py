"""The sanity check: the same network with random weights, whose maps should look different."""

from __future__ import annotations

import math

import keras
import numpy as np

from cnnviz.with_keras.attribution.steps import graph
from cnnviz.with_keras.models import preparation_of, prepared
from cnnviz.with_keras.own_layers.table_conv2d import TableConv2D


def with_random_weights(model: keras.Model, seed: int = 0) -> keras.Model:
    """Return the same network as new, with random weights.

    Kernels are drawn from a normal distribution of variance 2 / inputs of a unit (He), so that values neither
    vanish nor explode on their way through many layers. Biases and batch normalizations are new.
    A map that looks the same with these weights shows the picture, not what the network has learned.

    Args:
        model: A Sequential or functional network. It does not change.
        seed: The seed of the weights.

    Raises:
        NetworkError: If the model does not say which layers it has.

    Source: J. Adebayo et al., "Sanity Checks for Saliency Maps", 2018, section 3.
    """
    random = np.random.default_rng(seed)
    other = keras.models.clone_model(model)
    done: set[int] = set()
    for step in graph(other).steps:
        for variable in getattr(step.operation, "weights", ()):
            if len(variable.shape) > 1 and id(variable) not in done:
                spread = math.sqrt(2 / n_inputs(step.operation, variable))
                variable.assign(spread * random.standard_normal(variable.shape, np.float32))
            done.add(id(variable))
    return prepared(other, preparation_of(model))


def n_inputs(layer: keras.Layer, variable: keras.Variable) -> float:
    """Return how many inputs a unit of this kernel adds up; of a depthwise one, those of its own channel.

    The units of a convolution by a table add up different numbers of inputs: there it is their mean.
    """
    shape = tuple(variable.shape)
    if isinstance(layer, TableConv2D):
        return float(math.prod(shape) / len(layer.table))
    depthwise = isinstance(layer, keras.layers.DepthwiseConv2D) or variable.name == "depthwise_kernel"
    return float(math.prod(shape[:-2] if depthwise else shape[:-1]))
