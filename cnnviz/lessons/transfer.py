"""Transfer learning: a network trained on the digits 0 to 4 learns 5 to 9, beside one that begins anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.data_sets import DataSet, Labels, Pictures, fewer

#: The name of the network that is trained on the known digits.
NETWORK = "digits-0-4"
#: The classes that it knows, and those that are new to it.
KNOWN, NEW = mnist.CLASS_NAMES[:5], mnist.CLASS_NAMES[5:]
#: The numbers of examples of each new digit.
COUNTS = (1, 3, 10, 30, 100)
#: How both learn: so many steps of Adam with batches of this size. Each has the best of three learning rates.
STEPS, BATCH_SIZE = 100, 32
RATES = (0.001, 0.005, 0.02)
MAX_SEED = 999

#: The convolutions are trained already and stay as they are; or everything begins anew.
Way: TypeAlias = Literal["frozen", "scratch"]
WAYS: tuple[Way, ...] = ("frozen", "scratch")
WAY_NAMES: dict[Way, str] = {"frozen": "frozen convolutions", "scratch": "from scratch"}


@dataclass(frozen=True)
class Trial:
    """One training.

    Args:
        way: What is trained.
        count: The number of examples of each digit.
        learning_rate: Adam's learning rate.
        seed: The seed that draws the examples and the first weights.
    """

    way: Way
    count: int
    learning_rate: float
    seed: int


@dataclass(frozen=True)
class Compared:
    """The accuracies of both ways with the same examples, in [0, 1], the best of all learning rates."""

    count: int
    frozen: float
    scratch: float

    @property
    def lead(self) -> float:
        """The lead of the frozen convolutions in percentage points."""
        return 100 * (self.frozen - self.scratch)


def trials(way: Way, count: int, seed: int) -> list[Trial]:
    """Return the trainings of one way, one for each learning rate."""
    return [Trial(way, count, rate, seed) for rate in RATES]


def part(data: DataSet, classes: Sequence[str]) -> DataSet:
    """Return the pictures of some classes of a data set, with labels from 0 on.

    Args:
        data: The data set.
        classes: Names of its classes.

    >>> part(mnist.load(), NEW).class_names
    ('5', '6', '7', '8', '9')
    """
    indices = [data.class_names.index(name) for name in classes]
    x_train, y_train = _only(data.x_train, data.y_train, indices)
    x_test, y_test = _only(data.x_test, data.y_test, indices)
    return DataSet(x_train, y_train, x_test, y_test, tuple(classes), data.name, data.source)


def examples(new: DataSet, count: int, seed: int) -> tuple[Pictures, Labels]:
    """Return the examples to learn from, sorted by class; more of them contain the fewer ones.

    Args:
        new: The new digits, as `part` returns them.
        count: The number of examples of each class.
        seed: The seed of the draw.

    Raises:
        DataError: If a class has fewer pictures.
    """
    drawn = fewer(new, per_class=count, seed=seed)
    order = np.argsort(drawn.y_train, kind="stable")
    return drawn.x_train[order], drawn.y_train[order]


def _only(
    pictures: Pictures, labels: Labels, indices: Sequence[int]
) -> tuple[Pictures, npt.NDArray[np.integer[Any]]]:
    """Return the pictures of some classes, and their places among these classes as labels."""
    kept = np.isin(labels, indices)
    return pictures[kept], np.searchsorted(indices, labels[kept])
