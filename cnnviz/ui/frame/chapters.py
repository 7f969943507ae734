"""The chapters of the lecture in their order, one for each page."""

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """A page: its address and names, the question it answers, and its group in the navigation."""

    url_path: str
    """The page's address, which is also the name of its file in `pages/`."""
    name: str
    """Its name in the navigation: one short word."""
    title: str
    question: str
    group: str

    @property
    def file(self) -> str:
        """The page's file, as `st.Page` takes it."""
        return f"pages/{self.url_path}.py"


CHAPTERS = (
    Chapter(
        "numbers",
        "Numbers",
        "Images are numbers",
        "What does a computer see when it sees a picture?",
        "See",
    ),
    Chapter(
        "convolution",
        "Convolution",
        "Convolution",
        "How does a kernel turn an image into a feature map?",
        "Convolve",
    ),
    Chapter(
        "filters",
        "Filters",
        "Filters",
        "What does a small table of numbers, a kernel, make of a whole picture?",
        "Convolve",
    ),
    Chapter(
        "relu",
        "ReLU",
        "ReLU",
        "What does a neuron do with a negative answer?",
        "Convolve",
    ),
    Chapter(
        "pooling",
        "Pooling",
        "Pooling",
        "What is kept when four numbers become one?",
        "Convolve",
    ),
    Chapter(
        "relu_pooling",
        "Rounds",
        "ReLU and pooling",
        "What is kept of a feature map, and what is thrown away?",
        "Convolve",
    ),
    Chapter(
        "receptive_field",
        "Field",
        "Receptive field",
        "How much of the image does one unit see?",
        "Convolve",
    ),
    Chapter(
        "flatten",
        "Flatten",
        "Flatten and fully connected",
        "How do feature maps become a decision?",
        "Decide",
    ),
    Chapter(
        "loss",
        "Loss",
        "Softmax and loss",
        "How wrong is an answer, in one number to learn from?",
        "Decide",
    ),
    Chapter(
        "training_step",
        "Step",
        "One training step, by hand",
        "How do the numbers in a network get better?",
        "Learn",
    ),
    Chapter(
        "learn_kernel",
        "Learn",
        "Learn a kernel",
        "How does a network find the numbers in a kernel?",
        "Learn",
    ),
    Chapter(
        "data",
        "Data",
        "The data",
        "What does a network learn from?",
        "Train",
    ),
    Chapter(
        "build",
        "Build",
        "Build a network",
        "What does a network look like, and what does each layer cost?",
        "Train",
    ),
    Chapter(
        "train",
        "Train",
        "Train",
        "How does a network get its numbers?",
        "Train",
    ),
    Chapter(
        "evaluate",
        "Evaluate",
        "Evaluate",
        "How well does it read digits that it has never seen, and which does it get wrong?",
        "Train",
    ),
    Chapter(
        "network",
        "Network",
        "Inside a network",
        "What does every layer of a trained network see in one digit?",
        "Look inside",
    ),
)

#: The address of the chapter that the dashboard opens with.
AT_ROOT = "numbers"
