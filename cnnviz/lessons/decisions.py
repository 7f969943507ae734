"""From logits to probabilities: several classes by softmax, two by one neuron and a sigmoid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]

#: The lecture's boat: what a network gave for a picture of one, as it stands in the figure, two digits each.
READ_OFF = {"dog": 0.01, "cat": 0.04, "boat": 0.94, "bird": 0.02}


@dataclass(frozen=True)
class Softmax:
    """Each step of a softmax, (classes,) each: e to the power of the logits, their sum, the shares."""

    logits: Doubles
    powers: Doubles
    total: float
    shares: Doubles


def softmax(logits: npt.ArrayLike) -> Softmax:
    """Return a softmax step by step.

    Args:
        logits: (classes,), none so large that its power is not a number any more (700).

    >>> softmax([0, 0]).shares
    array([0.5, 0.5])
    """
    values = np.asarray(logits, np.float64)
    powers = np.exp(values)
    return Softmax(values, powers, float(powers.sum()), powers / powers.sum())


def logits_of(shares: Sequence[float], added: float = 0.0) -> Doubles:
    """Return logits of which softmax makes these shares, divided by their sum.

    Args:
        shares: (classes,), each above 0.
        added: to every logit.
    """
    return np.log(np.asarray(shares, np.float64)) + added


def sigmoid(logit: float) -> float:
    """Return 1 / (1 + e^−z): what one output neuron says, for a class or against it.

    >>> sigmoid(0)
    0.5
    """
    return float(1 / (1 + np.exp(-logit)))
