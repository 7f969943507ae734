"""Small networks with random weights, in all the ways that Keras lets one write the same thing."""

from functools import cache
from typing import Any

import keras
import numpy as np
from keras import layers

SHAPE = (9, 12, 3)
CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


def random_weights(model, seed=0):
    """Return the model with random weights that use every unit, and batch norms that have seen data."""
    random = np.random.default_rng(seed)
    for variable in model.weights:
        values = random.normal(0, 0.4, variable.shape)
        variable.assign(np.abs(values) + 0.5 if "variance" in variable.name else values)
    return model


def inner():
    """Return a model to stand inside another: convolution, batch norm, ReLU6, depthwise, a shortcut."""
    first = keras.Input((9, 12, 4))
    x = layers.Conv2D(6, 1, use_bias=False, name="expand")(first)
    x = layers.ReLU(6.0)(layers.BatchNormalization()(x))
    x = layers.DepthwiseConv2D(3, padding="same", use_bias=False)(x)
    x = layers.ReLU(6.0)(layers.BatchNormalization()(x))
    x = layers.Conv2D(4, 1, use_bias=False, name="project")(x)
    x = layers.BatchNormalization()(x)
    return keras.Model(first, layers.Add(name="add")([first, x]), name="block")


@cache
def graph(end="softmax", units=5):
    """Return a graph with a model inside: a small EfficientNet-Lite0. Tests share it, so do not change it."""
    first = keras.Input(SHAPE)
    x = layers.Conv2D(4, 3, padding="same", activation="relu", name="stem")(first)
    x = inner()(x)
    x = layers.Conv2D(7, 1, use_bias=False, name="head")(x)
    x = layers.ReLU(6.0, name="head_relu")(layers.BatchNormalization()(x))
    x = layers.GlobalAveragePooling2D()(layers.Dropout(0.5)(x))
    return random_weights(keras.Model(first, layers.Dense(units, end)(x)))


def row(*end, shape=SHAPE):
    """Return a row: a convolution, and then the given layers."""
    start = [keras.Input(shape), layers.Conv2D(4, 3, activation="relu", name="conv")]
    return random_weights(keras.Sequential([*start, layers.MaxPooling2D(), layers.Flatten(), *end]))


def picture(shape=SHAPE, seed=1):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)
