"""A network whose cards the browser opens: branches, and most kinds of layers."""

import numpy as np

from cnnviz.network import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    MaxPooling2D,
    Network,
    Node,
)
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.multiply import Multiply
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.rescaling import Rescaling
from cnnviz.network.kinds.separable_conv2d import SeparableConv2D
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: Two branches that are added, multiplied and concatenated; then a column.
NETWORK = Network(
    (9, 9, 1),
    [
        Rescaling(2.0, -0.5),
        Conv2D(5, (3, 3), activation="relu", padding="same"),
        Node(Conv2D(3, (3, 3), padding="same"), name="left"),
        Node(SeparableConv2D(3, (3, 3), padding="same", activation="tanh"), inputs=["conv2d"], name="right"),
        Node(Add(), inputs=["left", "right"]),
        BatchNormalization(),
        Node(Multiply(), inputs=["add", "batch_normalization"]),
        Node(Concatenate(), inputs=["multiply", "right"]),
        ReLU(6.0),
        MaxPooling2D((2, 2), padding="same"),
        ZeroPadding2D((1, 1)),
        DepthwiseConv2D((2, 2), strides=(2, 2)),
        AveragePooling2D((2, 2), padding="same"),
        Activation("sigmoid"),
        Flatten(),
        Dense(12, "elu"),
        Dense(4, "softmax"),
    ],
    classes=("cat", "dog", "fox", "hen"),
)


def random_weights(seed: int) -> list[np.ndarray]:
    """Return weights of about the same size, and variances above 0."""
    rng = np.random.default_rng(seed)
    names = [weight.name for weights in NETWORK.weights for weight in weights]
    shapes = [shape for node_shapes in NETWORK.weight_shapes for shape in node_shapes]
    return [
        rng.uniform(0.5, 2, shape).astype("float32")
        if name == "moving_variance"
        else rng.uniform(-0.6, 0.6, shape).astype("float32")
        for name, shape in zip(names, shapes, strict=True)
    ]


WEIGHTS = random_weights(12)
#: Multiples of 1/255.
INPUT = np.rint(255 * np.random.default_rng(3).random((9, 9, 1))).astype("float32") / np.float32(255)
