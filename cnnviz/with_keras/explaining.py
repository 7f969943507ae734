"""A network's answer explained by any of the methods, with its own or with random weights. Imports Keras."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.explanations import METHODS, Asked, Explanation, Quality
from cnnviz.lessons.occlusion_patches import Patches
from cnnviz.with_keras import attribution

Array = npt.NDArray[np.float32]

#: How often pixels are taken away for a curve, and how many random orders its comparison has: two seconds for
#: a photo.
CURVE_STEPS, ORDERS = 28, 3

_random: WeakKeyDictionary[keras.Model, keras.Model] = WeakKeyDictionary()


def explanation(model: keras.Model, x: Array, asked: Asked) -> Explanation:
    """Return the map of a method for one input.

    Args:
        model: A network.
        x: (height, width, channels) as the model takes it.
        asked: The method, its class and its arguments.

    Raises:
        NetworkError: If there is no such method, or the network, the input, the class or an argument does not
            fit it.
    """
    if asked.method not in METHODS:
        raise NetworkError(f"The method must be one of {', '.join(METHODS)}. Received: {asked.method!r}")
    network = with_random_weights(model) if asked.is_random else model
    values = getattr(attribution, asked.method)(network, x, asked.class_index, **asked.arguments)
    if asked.method != "integrated_gradients":
        return Explanation(values)
    return Explanation(values, *attribution.completeness(network, x, asked.class_index, values))


def hidden_probabilities(model: keras.Model, x: Array, asked: Asked, part: slice) -> Array:
    """Return the probability of the whole picture, and of it with each of some places hidden.

    Args:
        model: A network.
        x: (height, width, channels) as the model takes it.
        asked: Occlusion with its class and its patch.
        part: Which of the places.
    """
    network = with_random_weights(model) if asked.is_random else model
    patches = Patches.over(x.shape, asked.patch or None)
    return attribution.hidden_probabilities(network, x, asked.class_index, patches, part=part)


def quality(model: keras.Model, x: Array, asked: Asked) -> Quality:
    """Return how the probability falls and rises in the order of a method's map, and in random orders.

    The arguments are those of `explanation`. Also a map from random weights is judged by the network itself.
    """
    values = explanation(model, x, asked).values
    index = asked.class_index
    return Quality(
        attribution.deletion(model, x, index, values, n_steps=CURVE_STEPS),
        attribution.insertion(model, x, index, values, n_steps=CURVE_STEPS),
        attribution.random_order(model, x, index, n_steps=CURVE_STEPS, n_orders=ORDERS),
    )


def with_random_weights(model: keras.Model) -> keras.Model:
    """Return the same network with random weights; it is made once for each model."""
    if model not in _random:
        _random[model] = attribution.with_random_weights(model)
    return _random[model]
