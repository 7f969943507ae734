"""Guided back-propagation: gradients that pass a ReLU only where they are positive."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf
from keras.src.ops import nn

from cnnviz.with_keras.attribution.compiled import KEPT, Answers, gradient_function
from cnnviz.with_keras.attribution.ending import twin
from cnnviz.with_keras.attribution.inputs import checked_class, picture
from cnnviz.with_keras.attribution.saliency import largest
from cnnviz.with_keras.attribution.steps import Call, Step

Array = npt.NDArray[np.float32]

RELU = (
    *(keras.activations.relu, keras.ops.relu, tf.nn.relu),
    *(keras.activations.relu6, keras.ops.relu6, tf.nn.relu6),
)


def guided_backprop(model: keras.Model, x: npt.ArrayLike, class_index: int) -> Array:
    """Return the largest |guided gradient| of the class's logit over the channels of each pixel.

    A ReLU passes a gradient back only where the gradient is positive and where the ReLU passed the value
    forward: dx = relu(dy) where 0 < x (and x < max_value, if it has one). Each ReLU follows this rule, be it
    an activation or a layer, with a maximum of 6, or in a model inside the model. Other activations pass
    their gradient unchanged, so without any ReLU the result is `saliency`.

    Args:
        model: A network, as for `saliency`.
        x: (height, width, channels) as the model takes it.
        class_index: The class; of one sigmoid output, 1 is yes and 0 is no.

    Returns:
        (height, width) float32, at least 0.

    Raises:
        NetworkError: If the picture or the class does not fit the network.

    Source: J. Springenberg, A. Dosovitskiy, T. Brox, M. Riedmiller, "Striving for Simplicity: The All
    Convolutional Net", 2015, section 3.4.
    """
    values = picture(model, x)
    _, gradients = _guided_gradients(model)(values[np.newaxis], checked_class(model, class_index))
    return largest(gradients.numpy()[0])


@lru_cache(maxsize=KEPT)
def _guided_gradients(model: keras.Model) -> Answers:
    """Return the compiled function as `compiled.gradients` does, with the rule at each ReLU."""
    return gradient_function(model, _guided)


def _guided(step: Step) -> Call:
    """Return the function to call in place of a step's layer."""
    operation = step.operation
    if _is_relu(operation):
        return _by_the_rule(operation)
    activation = getattr(operation, "activation", None)
    if activation is not None and _is_relu(activation):
        return cast("Call", twin(operation, _by_the_rule(activation)))
    return cast("Call", operation)


def _is_relu(operation: Any) -> bool:
    """Return whether an operation or activation is a ReLU: 0 for what is negative."""
    if isinstance(operation, keras.layers.ReLU):
        return bool(operation.negative_slope == 0)
    return isinstance(operation, nn.Relu | nn.Relu6) or operation in RELU


def _by_the_rule(relu: Call) -> Call:
    """Return a ReLU whose gradient passes only where it is positive."""

    def guided(x: Any) -> Any:
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(x)
            y = relu(x)

        def back(dy: Any) -> Any:
            return tape.gradient(y, x, output_gradients=tf.nn.relu(dy))

        return y, back

    compute = tf.custom_gradient(guided)
    return lambda x, **_: compute(x)
