"""The networks that the command line trains: what each is, and how it is trained."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from cnnviz import network as description
from cnnviz.architectures.lenet5_reader import lenet5_reader
from cnnviz.network import Network
from cnnviz.with_keras.training.lenet5_recipe import train_lenet5
from cnnviz.with_keras.training.mnist_recipe import train_on_mnist
from cnnviz.with_keras.training.pen_recipe import train_on_handwriting
from cnnviz.with_keras.training.things_recipe import train_on_things
from cnnviz.with_keras.training.trained import Trained
from cnnviz.with_keras.training.transfer_recipe import train_on_known_digits


@dataclass(frozen=True)
class Recipe:
    """A network that the command line trains.

    Args:
        network: Returns the network, untrained.
        train: Trains it as the arguments say; raises a DataError or a NetworkError that says what is wrong.
        options: The options of the command that only some networks take, by the names of their arguments.
    """

    network: Callable[[], Network]
    train: Callable[[argparse.Namespace, Network], Trained]
    options: frozenset[str]


_OF_A_RUN = frozenset({"optimizer", "learning_rate", "patience", "keep_best"})
_OF_THE_PEN = frozenset({"strokes", "scans", "judge_writers", "judge_epochs", "settling_epochs"})
_OF_THINGS = frozenset({"strokes", "scans", "without_writers", "fonts", "icons", "pictures"})

#: What `--network` takes.
RECIPES: dict[str, Recipe] = {
    "lecture": Recipe(description.lecture_network, train_on_mnist, _OF_A_RUN),
    "no-pooling": Recipe(description.no_pooling, train_on_mnist, _OF_A_RUN),
    "no-convolution": Recipe(description.no_convolution, train_on_mnist, _OF_A_RUN),
    "pen": Recipe(description.pen_network, train_on_handwriting, _OF_THE_PEN),
    "digit-or-not": Recipe(description.digit_or_not, train_on_things, _OF_THINGS),
    "digits-0-4": Recipe(description.digits_0_4, train_on_known_digits, frozenset()),
    "lenet5": Recipe(lenet5_reader, train_lenet5, frozenset()),
}
