"""How likely it is that a prepared picture is a digit at all, and why it is none.

A small network, `digit-or-not`, has learned from digits and from things that are none: letters, shapes,
pieces of photographs, noise. Its one output is the probability that a 28x28 picture is a digit. A network
with ten classes cannot tell: its probabilities add up to 1, whatever it sees.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from cnnviz.digits.prepared import SIZE, Array
from cnnviz.errors import ImageError
from cnnviz.reading import pretrained_bytes, read

if TYPE_CHECKING:
    from cnnviz.network import Network

NAME = "digit-or-not"


def _kept(share: str) -> float:
    """Return the probability that this share of the digits exceeds, from the network's card."""
    card = json.loads(files("cnnviz.assets").joinpath(f"{NAME}.json").read_text(encoding="utf-8"))
    return float(card["share of the digits at or above a probability"][share])


#: 95 % of the digits have at least this probability. What has it is called a digit.
SURE = _kept("0.95")
#: 99 % of the digits have at least this probability. What has less is refused.
DOUBTFUL = _kept("0.99")
#: 99.5 % of the digits have at least this probability. What has less is clearly no digit.
NO_DIGIT = _kept("0.995")

#: Ink below this share of white is none.
FAINT = 0.15
#: Ink that is at most this many pixels long is a dot: it fills less than half of MNIST's box.
DOT = 8
#: With a larger share of ink, nothing is written on paper.
MUCH_INK = 0.5
#: With more separate parts it is noise or a texture. A digit has one part, two, or in a bad photo a few.
MANY_PARTS = 6


def probability(digit: npt.ArrayLike) -> float:
    """Return the probability that a prepared picture is a digit.

    Args:
        digit: (28, 28) numbers in [0, 1], bright ink on dark, prepared as MNIST was.

    Returns:
        A number in [0, 1]. Compare it with SURE and DOUBTFUL.

    Raises:
        ImageError: If it is not one such picture.
    """
    return float(probabilities(np.asarray(digit, np.float32)[np.newaxis])[0])


def probabilities(pictures: npt.ArrayLike) -> Array:
    """Return for each prepared picture the probability that it is a digit.

    Args:
        pictures: (n, 28, 28) numbers in [0, 1], bright ink on dark, prepared as MNIST was.

    Returns:
        (n,) float32 in [0, 1]; 0 for an empty picture.

    Raises:
        ImageError: If they are not such pictures.
    """
    from cnnviz.network.forward import forward  # noqa: PLC0415 - networks are data of their own

    given = np.asarray(pictures, np.float32)
    if given.ndim != 3 or given.shape[1:] != (SIZE, SIZE):
        raise ImageError(f"Prepared pictures must be (n, {SIZE}, {SIZE}). Received: {given.shape}")
    if not (np.isfinite(given).all() and (given.size == 0 or 0 <= given.min() <= given.max() <= 1)):
        raise ImageError("A prepared picture may hold only numbers from 0 to 1.")
    network, weights = _digit_or_not()
    outputs = [forward(network, weights, picture[..., np.newaxis])[network.outputs[0]] for picture in given]
    return np.where(given.any(axis=(1, 2)), np.array(outputs, np.float32).reshape(len(given)), np.float32(0))


@cache
def _digit_or_not() -> tuple[Network, list[Array]]:
    return read(pretrained_bytes(NAME))


def reason(digit: npt.ArrayLike) -> str | None:
    """Return a sentence that says why a prepared picture is no digit, or None if it may be one.

    Args:
        digit: As `probability` takes it.

    >>> reason(np.zeros((28, 28)))
    'It is empty.'
    """
    likely = probability(digit)
    return None if likely >= DOUBTFUL else _why(np.asarray(digit, np.float32), likely)


def _why(digit: Array, likely: float) -> str:
    ink = digit > FAINT
    if not ink.any():
        return "It is empty."
    if max(np.ptp(places) for places in np.nonzero(ink)) < DOT:
        return "It is only a dot."
    if ink.mean() > MUCH_INK:
        return "Almost all of it is ink."
    parts = ndimage.label(ink, np.ones((3, 3)))[1]
    if parts > MANY_PARTS:
        return f"It falls into {parts} separate parts, as noise does."
    return f"It is unlikely to be a digit ({percent(likely)})."


def said_of(digit: npt.ArrayLike) -> str:
    """Return what the screen says of a prepared picture that is likely no digit, or "" if it is surely one.

    Args:
        digit: As `probability` takes it.
    """
    likely = probability(digit)
    if likely >= SURE:
        return ""
    verdict = "This may be no digit." if likely >= DOUBTFUL else "This looks like no digit."
    return f"{verdict} A second network calls it a digit with probability {percent(likely)}."


def percent(likely: float) -> str:
    """Return a probability as the screen shows it.

    >>> percent(0.004), percent(0.374)
    ('below 1 %', '37 %')
    """
    return "below 1 %" if likely < 0.01 else f"{100 * likely:.0f} %"
