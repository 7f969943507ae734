"""A push: a small change of all pixels that turns a network's answer, beside a random change as large."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Levels = npt.NDArray[np.uint8]
Changes = npt.NDArray[np.int8]

#: The steps from black to white in a picture of 8 bits. A push is counted in these steps.
BRIGHTNESS_STEPS = 255
#: The largest push that is tried, in steps: a quarter of the way from black to white.
MOST_STEPS = 64
#: The largest push that hardly anyone sees: 4 of 255 steps are 1.6 %, and eyes need some 1 % to 2 %.
UNSEEN_STEPS = 4


class PushMethod(NamedTuple):
    """A way to find a push."""

    label: str
    does: str


#: The methods by the names of their functions in `cnnviz.pushing`.
PUSH_METHODS = {
    "fgsm": PushMethod(
        "One step (FGSM)",
        "It asks the gradient once: should each pixel become brighter or darker? All move equally far.",
    ),
    "iterated_fgsm": PushMethod(
        "Many steps (iterated)",
        "It moves all pixels by 1 of 255, then asks again. No pixel moves further than the push.",
    ),
}


@dataclass(frozen=True)
class PushAsked:
    """What a push is asked for.

    Attributes:
        method: A key of `PUSH_METHODS`.
        toward: The class that the answer should become; None for any class but the present one.
    """

    method: str = "fgsm"
    toward: int | None = None


@dataclass(frozen=True, eq=False)
class Push:
    """Pushes of one picture by 0, 1, 2, ... steps of brightness, and what the network says of each.

    Attributes:
        toward: The class that the answer should become; None for any but the present one.
        changes: (1, height, width, channels) the direction of each value, -1, 0 or 1, if every push has the
            same; otherwise (1 + n_steps, height, width, channels) the change of each push, in steps.
        random: (height, width, channels) random directions, -1 or 1.
        probabilities: (1 + n_steps, n_classes), what the network says of the picture after each push.
        at_random: (1 + n_steps, n_classes), the same after random changes of the same size.
    """

    toward: int | None
    changes: Changes
    random: Changes
    probabilities: Array
    at_random: Array

    @property
    def n_steps(self) -> int:
        """The largest push, in steps."""
        return len(self.probabilities) - 1

    @property
    def first(self) -> int:
        """The class that the network names without a push."""
        return int(self.probabilities[0].argmax())

    @cached_property
    def turned_at(self) -> int | None:
        """The smallest push of those tried that turns the answer; None if none does."""
        return turned_at(self.probabilities, self.toward)

    @property
    def other(self) -> int:
        """The class that the push leads to: the wanted one, the first other answer, or the nearest to one."""
        if self.toward is not None:
            return self.toward
        if self.turned_at is not None:
            return int(self.probabilities[self.turned_at].argmax())
        rivals = self.probabilities.max(axis=0)
        rivals[self.first] = -1
        return int(rivals.argmax())

    def change(self, steps: int) -> Changes:
        """Return the change of each value by a push, in steps, before 0 and 255 stop it."""
        only = len(self.changes) == 1
        return np.asarray(self.changes[0] * np.int8(steps) if only else self.changes[steps], np.int8)

    def pushed(self, levels: Levels, steps: int) -> Levels:
        """Return the picture after a push.

        Args:
            levels: (height, width, channels) uint8, the picture.
            steps: The size of the push, at most `n_steps`.
        """
        return moved(levels, self.change(steps))

    def randomly_changed(self, levels: Levels, steps: int) -> Levels:
        """Return the picture after a random change of the size of a push."""
        return moved(levels, self.random * np.int8(steps))


def turned_at(probabilities: Array, toward: int | None) -> int | None:
    """Return the number of the first row whose best class is another than that of row 0, or the wanted one.

    >>> turned_at(np.array([[0.9, 0.1], [0.6, 0.4], [0.3, 0.7]]), None)
    2
    """
    best = probabilities.argmax(axis=1)
    turned = np.flatnonzero(best != best[0] if toward is None else best == toward)
    return int(turned[0]) if len(turned) else None


def to_levels(picture: npt.ArrayLike) -> Levels:
    """Return a picture in [0, 1] as 8 bits hold it, (height, width, channels) uint8.

    Args:
        picture: (height, width) or (height, width, channels), rounded to multiples of 1/255.
    """
    levels: Levels = np.rint(np.clip(np.asarray(picture), 0, 1) * BRIGHTNESS_STEPS).astype(np.uint8)
    return levels[..., np.newaxis] if levels.ndim == 2 else levels


def moved(levels: Levels, change: npt.NDArray[np.signedinteger]) -> Levels:
    """Return levels after a change, cut to 0 ... 255.

    >>> moved(np.array([1, 100, 254], np.uint8), np.array([-2, -2, 2], np.int8)).tolist()
    [0, 98, 255]
    """
    return np.asarray(np.clip(levels.astype(np.int16) + change, 0, BRIGHTNESS_STEPS), np.uint8)


def random_directions(shape: tuple[int, ...], seed: int = 0) -> Changes:
    """Return -1 or 1 for each value of a picture, at random."""
    return np.random.default_rng(seed).choice(np.array([-1, 1], np.int8), shape)
