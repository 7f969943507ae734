"""How well a network reads sets of digits, as its model card tells it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.data_sets import Labels, Pictures, encode
from cnnviz.runs.run_settings import EVALUATION_BATCH_SIZE

#: A confusion is told if it happens to at least this share of a class, and at least this often.
TOLD_FROM, AT_LEAST = 0.005, 3


def answers(model: keras.Model, pictures: Pictures) -> npt.NDArray[np.intp]:
    """Return the class that the network predicts for each picture (n, height, width) uint8, (n,)."""
    probabilities = model.predict(encode(pictures), batch_size=EVALUATION_BATCH_SIZE, verbose=0)
    predicted: npt.NDArray[np.intp] = probabilities.argmax(axis=1)
    return predicted


def figure(labels: Labels, predicted: npt.NDArray[np.intp]) -> dict[str, Any]:
    """Return the number of digits, the share that is read correctly, and the same for each digit.

    >>> figure(np.array([3, 3, 8]), np.array([3, 8, 8]))
    {'digits': 3, 'accuracy': 0.6667, 'by digit': {'3': 0.5, '8': 1.0}}
    """
    right = predicted == labels
    by_digit = {str(digit): _share(right[labels == digit]) for digit in np.unique(labels)}
    return {"digits": len(labels), "accuracy": _share(right), "by digit": by_digit}


def confusions(labels: Labels, predicted: npt.NDArray[np.intp]) -> list[str]:
    """Return the mistakes that are frequent, the most frequent first.

    >>> confusions(np.array([9] * 50), np.array([9] * 40 + [3] * 8 + [7] * 2))
    ['9 as 3: 8 of 50']
    """
    wrong = predicted != labels
    counts = Counter(zip(labels[wrong].tolist(), predicted[wrong].tolist(), strict=True))
    sizes = Counter(labels.tolist())
    told = [
        (n, digit, other)
        for (digit, other), n in counts.items()
        if n >= max(AT_LEAST, TOLD_FROM * sizes[digit])
    ]
    told.sort(key=lambda one: (-one[0] / sizes[one[1]], one))
    return [f"{digit} as {other}: {n} of {sizes[digit]}" for n, digit, other in told]


def _share(right: npt.NDArray[np.bool_]) -> float:
    return round(float(right.mean()), 4)
