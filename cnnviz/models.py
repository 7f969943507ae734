"""Keras models: build a network, load one, save one. Imports Keras.

from cnnviz import models

model = models.load_pretrained()
"""

from cnnviz.reading import pretrained_bytes, read
from cnnviz.with_keras.models import (
    build,
    from_bytes,
    lecture_network,
    load,
    load_pretrained,
    to_bytes,
    weights_of,
)

__all__ = [
    "build",
    "from_bytes",
    "lecture_network",
    "load",
    "load_pretrained",
    "pretrained_bytes",
    "read",
    "to_bytes",
    "weights_of",
]
