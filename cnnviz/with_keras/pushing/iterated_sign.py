"""Iterated FGSM: many pushes by 1/255, each in the direction of a new gradient, within the same bound."""

from __future__ import annotations

import math
from collections.abc import Sequence

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.lessons.pushes import Changes, Levels, moved
from cnnviz.with_keras.pushing.fast_gradient_sign import (
    checked_size,
    direction,
    present_and_wanted,
    to_picture,
)
from cnnviz.with_keras.pushing.pushed_inputs import checked_levels, directions

Array = npt.NDArray[np.float32]


def iterated_fgsm(
    model: keras.Model, picture: npt.ArrayLike, n_steps: int, *, toward: int | None = None
) -> Array:
    """Return a picture after the basic iterative method: FGSM by 1/255 again and again, within ±ε of it.

    It is projected gradient descent without a random start (A. Madry et al., "Towards Deep Learning Models
    Resistant to Adversarial Attacks", 2018).

    Args:
        model: A network, as for `fgsm`.
        picture: The picture, as for `fgsm`.
        n_steps: ε in steps of 1/255. There are `n_iterations(n_steps)` iterations.
        toward: The class that the answer should become, as for `fgsm`.

    Returns:
        (height, width, channels) float32 in [0, 1], multiples of 1/255, nowhere farther than ε from the
        picture.

    Raises:
        NetworkError: As for `fgsm`.

    Source: A. Kurakin, I. Goodfellow, S. Bengio, "Adversarial Examples in the Physical World", 2017, section
    2.2; there too, iterations of 1/255.
    """
    levels, size = checked_levels(model, picture), checked_size(n_steps)
    first, wanted = present_and_wanted(model, levels, toward)
    direction(model, levels, first, wanted)  # says so if there is none
    return to_picture(moved(levels, iterated_changes(model, levels, first, wanted, [size])[0]))


def n_iterations(n_steps: int) -> int:
    """Return how often a push of this many steps is renewed: enough to reach its bound and to turn round.

    >>> [n_iterations(n) for n in (0, 1, 2, 8, 16, 64)]
    [0, 2, 3, 10, 20, 68]

    Source: Kurakin et al., 2017: min(ε + 4, 1.25 ε).
    """
    return min(n_steps + 4, math.ceil(1.25 * n_steps))


def iterated_changes(
    model: keras.Model, levels: Levels, first: int, toward: int | None, sizes: Sequence[int]
) -> Changes:
    """Return the change of each value by pushes of several sizes, (n, height, width, channels), in steps.

    Args:
        model: The network.
        levels: (height, width, channels) uint8.
        first: The present class.
        toward: The class that the answer should become; None for any but the present one.
        sizes: The sizes in steps.
    """
    bounds = np.array(sizes, np.int16)[:, np.newaxis, np.newaxis, np.newaxis]
    changes = np.zeros((len(sizes), *levels.shape), np.int8)
    rounds = np.array([n_iterations(size) for size in sizes])
    for turn in range(rounds.max(initial=0)):
        going = rounds > turn
        signs = directions(model, moved(levels, changes[going]), first, toward)
        # What 0 or 255 has stopped does not count as moved, so that it can turn back at once.
        reached = moved(
            levels, np.clip(changes[going].astype(np.int16) + signs, -bounds[going], bounds[going])
        )
        changes[going] = reached.astype(np.int16) - levels
    return changes
