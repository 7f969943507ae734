"""The smallest push that turns an answer: all sizes are tried, from the smallest that 8 bits can hold."""

from __future__ import annotations

from collections.abc import Sequence

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.pushes import (
    MOST_STEPS,
    PUSH_METHODS,
    Changes,
    Levels,
    Push,
    PushAsked,
    moved,
    random_directions,
    turned_at,
)
from cnnviz.with_keras.pushing.fast_gradient_sign import direction, present_and_wanted
from cnnviz.with_keras.pushing.iterated_sign import iterated_changes
from cnnviz.with_keras.pushing.pushed_inputs import answers, checked_levels

Array = npt.NDArray[np.float32]

#: The largest size that is tried first. Each push of the iterated form takes many passes of its own.
FIRST_SIZES = {"fgsm": 8, "iterated_fgsm": 4}


def push(model: keras.Model, picture: npt.ArrayLike, asked: PushAsked) -> Push:
    """Return pushes of a picture by 0, 1, 2, ... steps of 1/255, and what the network says of each.

    A larger push is not always a stronger one, so every size is tried. The range of sizes doubles, up to
    `MOST_STEPS`, until the answer has turned in its first half.

    Args:
        model: A network, as for `fgsm`.
        picture: (height, width, channels) in [0, 1], as for `fgsm`.
        asked: The method, and the class that the answer should become.

    Raises:
        NetworkError: If there is no such method, or as for `fgsm`.
    """
    if asked.method not in PUSH_METHODS:
        raise NetworkError(f"The method must be one of {', '.join(PUSH_METHODS)}. Received: {asked.method!r}")
    levels = checked_levels(model, picture)
    search = _Search(model, levels, asked)
    largest = FIRST_SIZES[asked.method]
    search.try_up_to(largest)
    while largest < MOST_STEPS and not search.has_turned_within(largest // 2):
        largest *= 2
        search.try_up_to(largest)
    return search.found()


class _Search:
    """The pushes that have been tried so far."""

    def __init__(self, model: keras.Model, levels: Levels, asked: PushAsked) -> None:
        self.model, self.levels = model, levels
        self.is_single = asked.method == "fgsm"
        self.first, self.toward = present_and_wanted(model, levels, asked.toward)
        self.signs = direction(model, levels, self.first, self.toward)
        self.changes = np.zeros((1, *levels.shape), np.int8)
        self.probabilities = answers(model, levels[np.newaxis])

    def try_up_to(self, largest: int) -> None:
        """Try all sizes that are larger than those before, up to this one."""
        sizes = range(len(self.changes), largest + 1)
        more = (
            _scaled(self.signs, sizes)
            if self.is_single
            else iterated_changes(self.model, self.levels, self.first, self.toward, sizes)
        )
        found = answers(self.model, moved(self.levels, more))
        self.changes = np.concatenate([self.changes, more])
        self.probabilities = np.concatenate([self.probabilities, found])

    def has_turned_within(self, size: int) -> bool:
        """Return whether a push of at most this size turns the answer."""
        turned = turned_at(self.probabilities, self.toward)
        return turned is not None and turned <= size

    def found(self) -> Push:
        """Return the pushes, and random changes of the same sizes."""
        random = random_directions(self.levels.shape)
        at_random = answers(self.model, moved(self.levels, _scaled(random, range(len(self.changes)))))
        changes = self.signs[np.newaxis] if self.is_single else self.changes
        return Push(self.toward, changes, random, self.probabilities, at_random)


def _scaled(signs: Changes, sizes: Sequence[int]) -> Changes:
    """Return directions times each of several sizes, (n, height, width, channels)."""
    return signs * np.array(sizes, np.int8)[:, np.newaxis, np.newaxis, np.newaxis]
