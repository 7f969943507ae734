"""Networks in files, read as data: nothing here imports Keras or runs what a file names."""

from cnnviz.reading.keras_file import pretrained_bytes, read, shipped_names
from cnnviz.reading.shipped import READERS, Reader, card

__all__ = ["READERS", "Reader", "card", "pretrained_bytes", "read", "shipped_names"]
