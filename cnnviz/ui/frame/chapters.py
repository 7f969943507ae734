"""The chapters of the dashboard, one for each page, in the order of the lecture."""

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """A page: its file, its name in the navigation, title, address, and the question that it answers.

    The names are short, and without signs, so that all of them stand side by side on a projector.
    """

    file: str
    name: str
    title: str
    url_path: str
    question: str


CHAPTERS = (
    Chapter(
        "pages/numbers.py",
        "Numbers",
        "Images are numbers",
        "numbers",
        "What does a computer see when it sees a picture?",
    ),
    Chapter(
        "pages/convolution.py",
        "Convolution",
        "Convolution",
        "convolution",
        "How does a kernel turn an image into a feature map?",
    ),
    Chapter(
        "pages/filters.py",
        "Filters",
        "Filters",
        "filters",
        "What does a small table of numbers, a kernel, make of a whole picture?",
    ),
    Chapter(
        "pages/relu.py",
        "ReLU",
        "ReLU",
        "relu",
        "What does a neuron do with a negative answer?",
    ),
    Chapter(
        "pages/pooling.py",
        "Pooling",
        "Pooling",
        "pooling",
        "What is kept when four numbers become one?",
    ),
    Chapter(
        "pages/relu_pooling.py",
        "Rounds",
        "ReLU and pooling",
        "relu_pooling",
        "What is kept of a feature map, and what is thrown away?",
    ),
    Chapter(
        "pages/receptive_field.py",
        "Field",
        "Receptive field",
        "receptive_field",
        "How much of the image does one unit see?",
    ),
    Chapter(
        "pages/flatten.py",
        "Flatten",
        "Flatten and fully connected",
        "flatten",
        "How do feature maps become a decision?",
    ),
    Chapter(
        "pages/loss.py",
        "Loss",
        "Softmax and loss",
        "loss",
        "How wrong is an answer, in one number to learn from?",
    ),
    Chapter(
        "pages/training_step.py",
        "Step",
        "One training step, by hand",
        "training_step",
        "How do the numbers in a network get better?",
    ),
    Chapter(
        "pages/learn_kernel.py",
        "Learn",
        "Learn a kernel",
        "learn_kernel",
        "How does a network find the numbers in a kernel?",
    ),
    Chapter(
        "pages/data.py",
        "Data",
        "The data",
        "data",
        "What does a network learn from?",
    ),
    Chapter(
        "pages/build.py",
        "Build",
        "Build a network",
        "build",
        "What does a network look like, and what does each layer cost?",
    ),
    Chapter(
        "pages/train.py",
        "Train",
        "Train",
        "train",
        "How does a network get its numbers?",
    ),
    Chapter(
        "pages/evaluate.py",
        "Evaluate",
        "Evaluate",
        "evaluate",
        "How well does it read digits that it has never seen, and which does it get wrong?",
    ),
    Chapter(
        "pages/network.py",
        "Network",
        "Inside a network",
        "network",
        "What does every layer of a trained network see in one digit?",
    ),
)

#: The chapter that opens when none is named.
AT_ROOT = "numbers"
