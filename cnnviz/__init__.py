"""See how a convolutional neural network sees: NumPy layers, classic filters, and trained Keras networks.

Everything a page of the dashboard shows can be had here as arrays. Importing this package imports no
TensorFlow; `models`, `training`, `layer_outputs`, `attribution`, `exciting` and `pushing` do, when used.
"""
