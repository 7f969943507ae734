"""Networks in files, read as data: nothing here imports Keras or runs what a file names."""

from cnnviz.reading.keras_file import pretrained_bytes, read, shipped_names
from cnnviz.reading.photo_network_files import (
    PHOTO_NETWORKS,
    PHOTOS,
    RUNNABLE,
    WITHOUT_WEIGHTS,
    PhotoNetwork,
)
from cnnviz.reading.pretrained import downloaded_bytes, pretrained, pretrained_names
from cnnviz.reading.shipped import READERS, Reader, card
from cnnviz.reading.untrained import UNTRAINED, untrained, untrained_bytes, untrained_digest

__all__ = [
    "PHOTOS",
    "PHOTO_NETWORKS",
    "READERS",
    "RUNNABLE",
    "UNTRAINED",
    "WITHOUT_WEIGHTS",
    "PhotoNetwork",
    "Reader",
    "card",
    "downloaded_bytes",
    "pretrained",
    "pretrained_bytes",
    "pretrained_names",
    "read",
    "shipped_names",
    "untrained",
    "untrained_bytes",
    "untrained_digest",
]
