"""Networks to begin with, for digits of 28x28."""

from __future__ import annotations

from cnnviz.network.bricks import DIGIT
from cnnviz.network.kinds import (
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
)
from cnnviz.network.network import Network, lecture_network


def lenet5() -> Network:
    """Return LeNet-5 in today's words: padding in the place of a 32x32 input, softmax for its output units.

    Its subsampling had a weight and a bias for each map, and its second convolution saw only some maps.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
    Recognition", Proceedings of the IEEE, 1998, figure 2.

    >>> lenet5().n_weights
    61706
    """
    layers = (
        Conv2D(6, (5, 5), padding="same", activation="tanh"),
        AveragePooling2D(),
        Conv2D(16, (5, 5), activation="tanh"),
        AveragePooling2D(),
        Flatten(),
        Dense(120, activation="tanh"),
        Dense(84, activation="tanh"),
        Dense(10, activation="softmax"),
    )
    return Network(DIGIT, layers)


def deeper() -> Network:
    """Return four convolutions with two batch normalizations: deeper than the lecture's, and far smaller.

    An epoch of the bundled digits has 125 batches. In so few a moving mean with Keras's momentum of 0.99
    stays far behind, and the test digits are misread for epochs; with 0.9 they are not.

    >>> deeper().n_weights
    21690
    """
    layers = (
        Conv2D(16, activation="relu"),
        Conv2D(16, activation="relu"),
        BatchNormalization(momentum=0.9),
        MaxPooling2D(),
        Conv2D(32, activation="relu"),
        Conv2D(32, activation="relu"),
        BatchNormalization(momentum=0.9),
        MaxPooling2D(),
        Flatten(),
        Dense(10, activation="softmax"),
    )
    return Network(DIGIT, layers)


def no_convolution() -> Network:
    """Return a network that sees each pixel by itself: fully connected layers alone.

    >>> no_convolution().n_weights
    101770
    """
    layers = (Flatten(), Dense(128, activation="relu"), Dropout(0.5), Dense(10, activation="softmax"))
    return Network(DIGIT, layers)


READY: dict[str, Network] = {
    "The lecture's": lecture_network(),
    "LeNet-5": lenet5(),
    "Deeper": deeper(),
    "No convolution": no_convolution(),
}
