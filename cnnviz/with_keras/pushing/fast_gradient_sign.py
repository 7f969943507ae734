"""FGSM: every value of a picture moves equally far, in the direction that raises the loss."""

from __future__ import annotations

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.pushes import BRIGHTNESS_STEPS, Changes, Levels, moved
from cnnviz.with_keras.attribution.inputs import checked_class
from cnnviz.with_keras.pushing.pushed_inputs import answers, checked_levels, directions

Array = npt.NDArray[np.float32]

STILL = "No push changes this answer: the gradient is 0 at every pixel."


def fgsm(model: keras.Model, picture: npt.ArrayLike, n_steps: int, *, toward: int | None = None) -> Array:
    """Return a picture after a push by the fast gradient sign method: x + ε · sign(gradient of the loss).

    Args:
        model: A Sequential or functional network; models inside it are looked into. A last softmax or sigmoid
            is taken off.
        picture: (height, width, channels) in [0, 1], before the network's own preparation, rounded to
            multiples of 1/255.
        n_steps: ε in steps of 1/255, so that a picture of 8 bits holds the result exactly.
        toward: The class that the answer should become, by less of its loss; None for any class but the
            present one, by more of the present one's loss. Of one sigmoid output, 1 is yes and 0 is no.

    Returns:
        (height, width, channels) float32 in [0, 1], multiples of 1/255.

    Raises:
        NetworkError: If the picture, the class or the size does not fit, or every gradient is 0.

    Source: I. Goodfellow, J. Shlens, C. Szegedy, "Explaining and Harnessing Adversarial Examples", 2015; the
    class of the present answer instead of the true one, as in A. Kurakin, I. Goodfellow, S. Bengio,
    "Adversarial Machine Learning at Scale", 2017.
    """
    levels = checked_levels(model, picture)
    signs = direction(model, levels, *present_and_wanted(model, levels, toward))
    return to_picture(moved(levels, signs * np.int8(checked_size(n_steps))))


def direction(model: keras.Model, levels: Levels, first: int, toward: int | None) -> Changes:
    """Return the direction of each value of one picture, -1, 0 or 1.

    Raises:
        NetworkError: If it is 0 everywhere.
    """
    signs: Changes = directions(model, levels[np.newaxis], first, toward)[0]
    if not signs.any():
        raise NetworkError(f"{STILL} Received: class {first if toward is None else toward}")
    return signs


def present_and_wanted(model: keras.Model, levels: Levels, toward: int | None) -> tuple[int, int | None]:
    """Return the class that the network names now, and the wanted one, checked.

    Raises:
        NetworkError: If the network has no such class, or names it already.
    """
    wanted = None if toward is None else checked_class(model, toward)
    first = int(answers(model, levels[np.newaxis])[0].argmax())
    if first == wanted:
        raise NetworkError(f"The network already says so. Choose another class. Received: {toward}")
    return first, wanted


def checked_size(n_steps: int) -> int:
    """Return the size of a push in steps, if it fits.

    Raises:
        NetworkError: If it is negative or more than the 127 steps that an int8 holds.
    """
    if not 0 <= n_steps <= np.iinfo(np.int8).max:
        raise NetworkError(f"A push has 0 to {np.iinfo(np.int8).max} steps of 1/255. Received: {n_steps}")
    return int(n_steps)


def to_picture(levels: Levels) -> Array:
    """Return levels as a picture in [0, 1]."""
    return levels.astype(np.float32) / np.float32(BRIGHTNESS_STEPS)
