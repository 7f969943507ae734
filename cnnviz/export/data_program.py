"""The code that loads the digits and prepares them for a network."""

from __future__ import annotations

_PREPARED = """
for name, array in data.arrays.items():
    print(name, array.shape, array.dtype)
print("the first labels", data.y_train[:10])

x_train = data.x_train.reshape(-1, *data.input_shape).astype("float32") / 255
x_test = data.x_test.reshape(-1, *data.input_shape).astype("float32") / 255
y_train = keras.utils.to_categorical(data.y_train, data.n_classes)
y_test = keras.utils.to_categorical(data.y_test, data.n_classes)
print(x_train.shape, x_train.dtype, x_train.min(), x_train.max())
print(y_train.shape, y_train[0])

means = np.array([data.x_train[data.y_train == n].mean(axis=0) for n in np.unique(data.y_train)])
spreads = np.array([data.x_train[data.y_train == n].std(axis=0) for n in np.unique(data.y_train)])"""


def data_code(source: str) -> str:
    """Return a program that loads the digits with this package and encodes them with Keras.

    Args:
        source: "bundled", or any other name for the complete MNIST.
    """
    lines = ["import keras", "import numpy as np", "", "from cnnviz import mnist", "", load_code(source)]
    return "\n".join(lines) + "\n" + _PREPARED


def load_code(source: str) -> str:
    """Return the line that loads the digits into `data`. A path on the server is of no use elsewhere."""
    if source == "bundled":
        return 'data = mnist.load("bundled")'
    return 'data = mnist.load("download")  # or the path of an mnist.npz that you have'
