"""The settings of a training run, with every value checked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cnnviz.data_sets import DataSet
from cnnviz.errors import NetworkError
from cnnviz.layers.activation import SOFTMAX
from cnnviz.network import Network, Task, check_solves
from cnnviz.optimizers import OPTIMIZERS

#: The losses by Keras's names, with their names on the screen.
LOSSES = {"categorical_crossentropy": "Cross-entropy", "mean_squared_error": "Squared error"}
#: How kernels begin, by Keras's names, with their names on the screen.
INITIALIZERS = {"glorot_uniform": "Glorot", "he_normal": "He"}

MAX_EPOCHS = 1000
MAX_BATCH_SIZE = 10_000
MAX_SEED = 2**31
MAX_LEARNING_RATE = 10.0
MAX_PATIENCE = MAX_EPOCHS
MAX_PER_CLASS = 10_000
MAX_SHIFT = 8
#: Batch size for evaluation. The training batch size would not do: it may be 1.
EVALUATION_BATCH_SIZE = 500


@dataclass(frozen=True)
class RunSettings:
    """The settings of a training run. The same settings and data give the same network.

    Raises:
        NetworkError: If a value is out of range, or the network does not give a probability for each class.
    """

    network: Network
    epochs: int = 5
    batch_size: int = 32
    seed: int = 1
    shuffle: int | None = None
    """Seed of a permutation applied to the pixels of every picture; None leaves them in order."""
    optimizer: str = "adam"
    learning_rate: float = 0.001
    loss: str = "categorical_crossentropy"
    share: float = 1.0
    """Fraction of the training pictures, above 0 and up to 1, drawn from every class alike by the seed."""
    per_class: int | None = None
    """Number of training pictures of each class, in place of `share`."""
    patience: int | None = None
    """Stop after this many epochs without a lower val_loss; None never stops early."""
    keep_best: bool = False
    """Whether to return the network of the epoch with the lowest val_loss instead of the last one."""
    data: str = "bundled"
    """The `source` of `mnist.load`: "bundled", or the path of an .npz file."""
    initializer: str = "glorot_uniform"
    """How the kernels begin: a key of `INITIALIZERS`."""
    shift: int = 0
    """Every training picture is moved by up to this many pixels, anew in each epoch; 0 leaves them."""
    gradients: bool = False
    """Whether moments hold the size of each layer's gradient."""

    def __post_init__(self) -> None:
        _whole("epochs", self.epochs, 1, MAX_EPOCHS)
        _whole("batch_size", self.batch_size, 1, MAX_BATCH_SIZE)
        _whole("seed", self.seed, 0, MAX_SEED)
        _whole("shuffle", 0 if self.shuffle is None else self.shuffle, 0, MAX_SEED)
        _one_of("optimizer", self.optimizer, tuple(OPTIMIZERS))
        _above_0("learning_rate", self.learning_rate, MAX_LEARNING_RATE)
        _one_of("loss", self.loss, tuple(LOSSES))
        _above_0("share", self.share, 1.0)
        _whole("per_class", 1 if self.per_class is None else self.per_class, 1, MAX_PER_CLASS)
        _whole("patience", 1 if self.patience is None else self.patience, 1, MAX_PATIENCE)
        _one_of("initializer", self.initializer, tuple(INITIALIZERS))
        _whole("shift", self.shift, 0, MAX_SHIFT)
        _check_classifies(self.network)

    def check_fits(self, data: DataSet) -> None:
        """Raise a NetworkError unless the network takes the pictures of a data set and knows its classes."""
        check_solves(self.network, Task(data.name, data.input_shape, data.class_names))


def _check_classifies(network: Network) -> None:
    """Raise a NetworkError unless the network ends in the probabilities of classes."""
    shape, activation = network.output_shapes[-1], network.layers[-1].final_activation
    if len(shape) != 1 or activation != SOFTMAX:
        raise NetworkError(
            "The last layer must give a probability for each class. End the network with Dense and softmax. "
            f"Received: {shape} with {activation!r}"
        )


def _whole(name: str, value: object, least: int, most: int) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (whole and least <= value <= most):  # type: ignore[operator]
        raise NetworkError(f"{name} must be a whole number from {least:,} to {most:,}. Received: {value!r}")


def _above_0(name: str, value: object, most: float) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (number and math.isfinite(value) and 0 < value <= most):  # type: ignore[arg-type, operator]
        raise NetworkError(f"{name} must be a number above 0 and up to {most:g}. Received: {value!r}")


def _one_of(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise NetworkError(f"{name} must be one of {', '.join(known)}. Received: {str(value)[:40]!r}")
