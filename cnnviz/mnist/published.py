"""The file of `keras.datasets.mnist`, which anyone can download."""

from __future__ import annotations

from cnnviz.downloads import RemoteFile

#: The values in Keras 3.15, keras/src/datasets/mnist.py; the size is the server's.
PUBLISHED = RemoteFile(
    "MNIST",
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
    "datasets",
    11_490_434,
    "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1",
    instead="give the path of a file, or use the bundled digits",
)
