"""From logits to probabilities: softmax for several classes, one neuron and a sigmoid for two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]

#: The probabilities in the lecture's figure for an image of a boat, rounded to two decimals there.
READ_OFF = {"dog": 0.01, "cat": 0.04, "boat": 0.94, "bird": 0.02}


@dataclass(frozen=True)
class Softmax:
    """The steps of a softmax, (classes,) float64: e to the power of each logit, their sum, the shares."""

    logits: Doubles
    powers: Doubles
    total: float
    shares: Doubles


def softmax(logits: npt.ArrayLike) -> Softmax:
    """Return a softmax step by step.

    Args:
        logits: (classes,), each below 700, or the power overflows.

    >>> softmax([0, 0]).shares
    array([0.5, 0.5])
    """
    values = np.asarray(logits, np.float64)
    powers = np.exp(values)
    return Softmax(values, powers, float(powers.sum()), powers / powers.sum())


def logits_of(shares: Sequence[float], added: float = 0.0) -> Doubles:
    """Return logits whose softmax is these shares divided by their sum.

    Args:
        shares: (classes,), each above 0.
        added: A constant added to every logit.
    """
    return np.log(np.asarray(shares, np.float64)) + added


def sigmoid(logit: float) -> float:
    """Return 1 / (1 + e^−z), the output of a neuron that decides for or against one class.

    >>> sigmoid(0)
    0.5
    """
    return float(1 / (1 + np.exp(-logit)))
