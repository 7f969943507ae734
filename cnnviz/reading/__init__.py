"""Networks in files, read as data: nothing here imports Keras or runs what a file names."""

from cnnviz.reading.keras_file import pretrained_bytes, read, shipped_names
from cnnviz.reading.photo_network_files import PHOTO_NETWORKS, PHOTOS, PhotoNetwork
from cnnviz.reading.pretrained import downloaded_bytes, pretrained, pretrained_names
from cnnviz.reading.shipped import READERS, Reader, card

__all__ = [
    "PHOTOS",
    "PHOTO_NETWORKS",
    "READERS",
    "PhotoNetwork",
    "Reader",
    "card",
    "downloaded_bytes",
    "pretrained",
    "pretrained_bytes",
    "pretrained_names",
    "read",
    "shipped_names",
]
