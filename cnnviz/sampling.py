"""Fewer digits to train on, of every class alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnnviz.errors import DataError
from cnnviz.mnist import N_CLASSES, Digits


def fewer(digits: Digits, *, share: float = 1.0, per_class: int | None = None, seed: int = 1) -> Digits:
    """Return the digits with a part of those to train on, in their old order; those to judge by all stay.

    The same seed draws the same digits, and of two parts the smaller lies in the larger.

    Args:
        digits: the whole.
        share: how much of each class, over 0 to 1; of a class that is there at least one.
        per_class: instead of a share, so many of each class.
        seed: from which the draw is made.

    Raises:
        DataError: if a class has fewer than `per_class` digits.
    """
    if per_class is None and share == 1.0:
        return digits
    order = np.random.default_rng(seed).permutation(len(digits.y_train))
    kept = [_first(order[digits.y_train[order] == label], share, per_class) for label in range(N_CLASSES)]
    keep = np.sort(np.concatenate(kept))
    return replace(digits, x_train=digits.x_train[keep], y_train=digits.y_train[keep])


def _first(drawn: np.ndarray, share: float, per_class: int | None) -> np.ndarray:
    """Return the first of a class's digits."""
    if per_class is None:
        return drawn[: max(1, round(share * len(drawn)))]
    if per_class > len(drawn):
        raise DataError(
            f"A class has only {len(drawn):,} digits to train on. Received: per_class={per_class}"
        )
    return drawn[:per_class]
