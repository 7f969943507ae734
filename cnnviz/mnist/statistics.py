"""What there is in a heap of digits: how many of each, their mean and spread, some samples."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.mnist.digits import N_CLASSES, Images, Labels

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


def counts(labels: Labels) -> Places:
    """Return how many digits there are of each class (10,).

    >>> counts(np.array([3, 3, 9], np.uint8)).tolist()
    [0, 0, 0, 2, 0, 0, 0, 0, 0, 1]
    """
    return np.bincount(labels, minlength=N_CLASSES)


def mean_and_spread(images: Images, labels: Labels) -> tuple[Array, Array]:
    """Return the mean digit of each class and the standard deviation of each of its pixels.

    Args:
        images: (n, 28, 28) uint8.
        labels: (n,) from 0 to 9.

    Returns:
        Two times (10, 28, 28) float32 from 0 to 255; the deviation is that of all digits there are (of the
        population, as np.std comes); a class without digits has zeros.
    """
    means = np.zeros((N_CLASSES, *images.shape[1:]), np.float32)
    spreads = np.zeros_like(means)
    for digit in np.unique(labels):
        some = images[labels == digit]
        means[digit] = some.mean(axis=0, dtype=np.float64)
        spreads[digit] = some.std(axis=0, dtype=np.float64)
    return means, spreads


def samples(labels: Labels, per_class: int, sheet: int = 0) -> Places:
    """Return where some digits of each class stand (10, per_class): the first, on the next sheet the next.

    After the last of a class its first come again; a class with fewer digits than asked has -1 at the end.

    >>> samples(np.array([1, 0, 1, 1], np.uint8), 2, 1)[:2].tolist()
    [[1, -1], [3, 0]]
    """
    places = np.full((N_CLASSES, per_class), -1)
    for digit in range(N_CLASSES):
        known = np.flatnonzero(labels == digit)
        shown = min(per_class, len(known))
        if shown:
            places[digit, :shown] = known[(sheet * per_class + np.arange(shown)) % len(known)]
    return places


def first_labels(labels: Labels, n: int = 10) -> tuple[Places, bool]:
    """Return where some labels stand to show one-hot with: the first, or if all are one, some from all over.

    Returns:
        The places (n,) or fewer, and whether they are the first.
    """
    first = np.arange(min(n, len(labels)))
    if len(np.unique(labels[first])) > 1 or len(labels) <= n:
        return first, True
    return first * (len(labels) // n), False
