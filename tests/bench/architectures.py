"""A forward pass of ResNet50 with the outputs of all layers, next to that of keras.applications. No browser.

Both have random weights. They take turns, each time with another image.
"""

from __future__ import annotations

from collections.abc import Iterator

import keras
import numpy as np

from cnnviz import layer_outputs, models
from cnnviz.architectures import ARCHITECTURES
from tests.bench.photo_network import by_turns, compiled
from tests.bench.table import Row, compared

NAME, AT_MOST, ROUNDS = "resnet50", 1.2, 21


def forward() -> Iterator[Row]:
    """Yield all layers' outputs of one image."""
    network = ARCHITECTURES[NAME]()
    model = models.build(network)
    theirs = keras.applications.ResNet50(weights=None)
    everything = keras.Model(theirs.inputs[0], [layer.output for layer in theirs.layers[1:]])
    bare = compiled(everything)
    images = np.random.default_rng(0).random((ROUNDS, *network.input_shape), np.float32)
    layer_outputs.of(model, images[0]), bare(images[0])
    ours, beside = by_turns(lambda n: layer_outputs.of(model, images[n]), lambda n: bare(images[n]), ROUNDS)
    yield compared(
        "ResNet50, every layer's output for one image", ours, "keras.applications:", beside, at_most=AT_MOST
    )
