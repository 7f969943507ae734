"""Ready-made networks for MNIST's digits."""

from __future__ import annotations

from cnnviz.mnist.digits import CLASS_NAMES, INPUT_SHAPE
from cnnviz.network.bricks import Task, check_solves
from cnnviz.network.kinds.average_pooling2d import AveragePooling2D
from cnnviz.network.kinds.batch_normalization import BatchNormalization
from cnnviz.network.kinds.conv2d import Conv2D
from cnnviz.network.kinds.dense import Dense
from cnnviz.network.kinds.dropout import Dropout
from cnnviz.network.kinds.flatten import Flatten
from cnnviz.network.kinds.max_pooling2d import MaxPooling2D
from cnnviz.network.network import Network

#: The task of MNIST: grey digits in, ten probabilities out.
DIGITS = Task("Digits", INPUT_SHAPE, CLASS_NAMES)


def check_reads_digits(network: Network) -> None:
    """Raise a NetworkError unless the network takes a digit and returns ten probabilities."""
    check_solves(network, DIGITS)


def lecture_network() -> Network:
    """Return the lecture's network for 28x28 grey digits.

    >>> lecture_network().output_shapes
    ((26, 26, 32), (13, 13, 32), (13, 13, 32), (5408,), (128,), (128,), (10,))
    >>> lecture_network().n_weights
    693962
    """
    layers = (
        Conv2D(32, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Dropout(0.25),
        Flatten(),
        Dense(128, activation="relu"),
        Dropout(0.5),
        Dense(len(DIGITS.classes), activation="softmax"),
    )
    return Network(DIGITS.input_shape, layers)


def lenet5() -> Network:
    """Return a modern LeNet-5: padding instead of a 32x32 input, softmax instead of its output units.

    The original subsampling had a weight and a bias for each map, and the second convolution used only some
    of the maps.

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
        Dense(len(DIGITS.classes), activation="softmax"),
    )
    return Network(DIGITS.input_shape, layers)


def deeper() -> Network:
    """Return four convolutions with two batch normalizations: deeper than the lecture's, but far smaller.

    An epoch of the bundled digits has 125 batches. With Keras's momentum of 0.99, the moving mean lags behind
    for epochs and the test digits are misread; with 0.9 they are not.

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
        Dense(len(DIGITS.classes), activation="softmax"),
    )
    return Network(DIGITS.input_shape, layers)


def no_convolution() -> Network:
    """Return a network of fully connected layers only, which ignores where pixels lie.

    >>> no_convolution().n_weights
    101770
    """
    end = Dense(len(DIGITS.classes), activation="softmax")
    layers = (Flatten(), Dense(128, activation="relu"), Dropout(0.5), end)
    return Network(DIGITS.input_shape, layers)


def no_pooling() -> Network:
    """Return a network with a convolution but no pooling: its kernels take steps of two pixels instead.

    It has half of the lecture's kernels and units, so that its file stays small.

    >>> no_pooling().n_weights
    173930
    """
    layers = (
        Conv2D(16, (3, 3), strides=(2, 2), activation="relu"),
        Dropout(0.25),
        Flatten(),
        Dense(64, activation="relu"),
        Dropout(0.5),
        Dense(len(DIGITS.classes), activation="softmax"),
    )
    return Network(DIGITS.input_shape, layers)


def pen_network() -> Network:
    """Return the network that reads what people draw: six small convolutions, and a pooling after every two.

    >>> pen_network().n_weights
    77562
    """
    layers = [
        layer
        for filters in (16, 32, 64)
        for layer in (*[Conv2D(filters, padding="same", activation="relu")] * 2, MaxPooling2D())
    ]
    end = Dense(len(DIGITS.classes), activation="softmax")
    return Network(DIGITS.input_shape, [*layers, Flatten(), end], classes=DIGITS.classes)


def digit_or_not() -> Network:
    """Return the network that tells digits from what is none: its one output is the probability of a digit.

    >>> digit_or_not().n_weights
    35561
    """
    layers = [
        layer
        for filters in (24, 40, 72)
        for layer in (Conv2D(filters, padding="same", activation="relu"), MaxPooling2D())
    ]
    return Network(DIGITS.input_shape, [*layers, Flatten(), Dense(1, activation="sigmoid")])


def digits_0_4() -> Network:
    """Return the network that learns only the digits 0 to 4: three convolutions, a pooling after each.

    >>> digits_0_4().n_weights, digits_0_4().output_shapes[-2]
    (26181, (576,))
    """
    layers = [
        layer
        for filters in (16, 32, 64)
        for layer in (Conv2D(filters, padding="same", activation="relu"), MaxPooling2D())
    ]
    classes = DIGITS.classes[:5]
    end = Dense(len(classes), activation="softmax")
    return Network(DIGITS.input_shape, [*layers, Flatten(), end], classes=classes)


READY: dict[str, Network] = {
    "The lecture's": lecture_network(),
    "LeNet-5": lenet5(),
    "Deeper": deeper(),
    "No convolution": no_convolution(),
}
