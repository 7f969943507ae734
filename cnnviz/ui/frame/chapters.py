"""The chapters of the lecture in their order, one for each page."""

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """A page: its address, title and question, and its group in the navigation."""

    url_path: str
    """The page's address, which is also the name of its file in `pages/`."""
    title: str
    """Its name above the page."""
    question: str
    group: str
    """Its group in the navigation and among the tiles; "" for a page outside the groups."""
    entry: str = ""
    """Its name in the navigation, if that is shorter than its title."""

    @property
    def name(self) -> str:
        """Its name in the navigation."""
        return self.entry or self.title

    @property
    def file(self) -> str:
        """The page's file, as `st.Page` takes it."""
        return f"pages/{self.url_path}.py"


CHAPTERS = (
    Chapter(
        "overview",
        "How a network reads a digit",
        "What happens while you draw?",
        "",
        "Overview",
    ),
    Chapter(
        "numbers",
        "Images are numbers",
        "What does a computer see in a picture?",
        "See",
    ),
    Chapter(
        "cells",
        "Simple and complex cells",
        "What does a cell in the brain's visual cortex respond to?",
        "See",
    ),
    Chapter(
        "convolution",
        "Convolution",
        "How does a kernel turn an image into a feature map?",
        "Convolve",
    ),
    Chapter(
        "filters",
        "Filters",
        "What does a kernel do to a whole picture?",
        "Convolve",
    ),
    Chapter(
        "relu",
        "ReLU",
        "What happens to negative numbers in a feature map?",
        "Convolve",
    ),
    Chapter(
        "pooling",
        "Pooling",
        "How do four numbers become one?",
        "Convolve",
    ),
    Chapter(
        "relu_pooling",
        "Round after round",
        "What remains when convolution, ReLU and pooling repeat?",
        "Convolve",
    ),
    Chapter(
        "receptive_field",
        "Receptive field",
        "How much of the image does one unit see?",
        "Convolve",
    ),
    Chapter(
        "flatten",
        "Flatten and fully connected",
        "How do feature maps become a decision?",
        "Decide",
    ),
    Chapter(
        "loss",
        "Softmax and loss",
        "How do we measure how wrong an answer is?",
        "Decide",
    ),
    Chapter(
        "ambiguity",
        "Ambiguity",
        "What does a network say when it cannot know?",
        "Doubt",
    ),
    Chapter(
        "invariance",
        "Invariance",
        "How far can a digit change before a network misreads it?",
        "Doubt",
    ),
    Chapter(
        "training_step",
        "One training step, by hand",
        "How do the numbers in a network get better?",
        "Learn",
    ),
    Chapter(
        "learn_kernel",
        "Learn a kernel",
        "How does a network find the numbers in a kernel?",
        "Learn",
    ),
    Chapter(
        "data",
        "The data",
        "What does a network learn from?",
        "Train",
    ),
    Chapter(
        "build",
        "Build a network",
        "What does each layer do, and what does it cost?",
        "Train",
    ),
    Chapter(
        "train",
        "Train",
        "How does a network learn to read digits?",
        "Train",
    ),
    Chapter(
        "evaluate",
        "Evaluate",
        "How well does the network read new digits?",
        "Train",
    ),
    Chapter(
        "network",
        "Inside a network",
        "What does each layer see in one digit?",
        "Inside",
    ),
    Chapter(
        "excites",
        "What excites it?",
        "Which pattern does each filter look for?",
        "Inside",
    ),
    Chapter(
        "digit_map",
        "The map of all digits",
        "Which digits look alike to a network?",
        "Inside",
    ),
    Chapter(
        "digits",
        "Digits in a picture",
        "How does a photo become a digit that a network can read?",
        "Inside",
    ),
    Chapter(
        "what",
        "What is it?",
        "What does a network see in your own photo?",
        "Photos",
    ),
    Chapter(
        "photo_network",
        "Inside the photo network",
        "What does each layer make of your photo?",
        "Photos",
    ),
    Chapter(
        "why",
        "Why?",
        "Which pixels made the network say so?",
        "Photos",
    ),
    Chapter(
        "push",
        "A push",
        "How little must change until the network sees something else?",
        "Photos",
    ),
    Chapter(
        "architectures",
        "From LeNet to DenseNet",
        "What did each famous network bring?",
        "Architectures",
    ),
    Chapter(
        "open_network",
        "Open a network",
        "Where do the parameters sit, and where is the work?",
        "Architectures",
    ),
    Chapter(
        "parameter_counts",
        "Why the numbers differ",
        "How many parameters does a network have?",
        "Architectures",
    ),
    Chapter(
        "ideas",
        "The ideas",
        "Which ideas made networks deeper and cheaper?",
        "Architectures",
    ),
    Chapter(
        "where_it_stands",
        "Where it stands",
        "What do these networks do well, and what badly?",
        "Architectures",
    ),
)

#: The address of the chapter that the dashboard opens with.
AT_ROOT = CHAPTERS[0].url_path
