"""How long a network takes for a batch of pictures on this machine."""

from __future__ import annotations

import time
from statistics import median

import tensorflow as tf

from cnnviz.network import Network
from cnnviz.with_keras import models

#: The pictures in a batch, and the passes whose median is returned.
N_PICTURES, PASSES = 64, 15


def seconds(network: Network) -> float:
    """Return the median time of a compiled forward pass of `N_PICTURES` random pictures, with random weights.

    Raises:
        NetworkError: If the network needs too much memory or time.
    """
    model = models.build(network)
    compute = tf.function(lambda x: model(x, training=False))
    pictures = tf.random.uniform((N_PICTURES, *network.input_shape))
    compute(pictures)  # is compiled
    measured = []
    for _ in range(PASSES):
        begun = time.perf_counter()
        compute(pictures).numpy()
        measured.append(time.perf_counter() - begun)
    return median(measured)
