"""Networks in files, read as data: nothing here imports Keras or runs what a file names."""

from cnnviz.reading.keras_file import pretrained_bytes, read

__all__ = ["pretrained_bytes", "read"]
