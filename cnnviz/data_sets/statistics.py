"""Statistics of a data set: counts, means and deviations of the classes, and samples."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.data_sets.data_set import Labels, Pictures

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


def counts(labels: Labels, n_classes: int) -> Places:
    """Return the number of pictures of each class (n_classes,).

    >>> counts(np.array([3, 3, 1], np.uint8), 5).tolist()
    [0, 1, 0, 2, 0]
    """
    return np.bincount(labels, minlength=n_classes)


def mean_and_spread(pictures: Pictures, labels: Labels, n_classes: int) -> tuple[Array, Array]:
    """Return the mean picture of each class and the standard deviation of each of its pixels.

    Args:
        pictures: (n, height, width) or (n, height, width, 3), uint8.
        labels: (n,) from 0 to n_classes - 1.
        n_classes: The number of classes.

    Returns:
        Two arrays (n_classes, height, width[, 3]), float32 from 0 to 255. The deviation is that of the
        population, as `np.std` computes it. A class without pictures has zeros.
    """
    means = np.zeros((n_classes, *pictures.shape[1:]), np.float32)
    spreads = np.zeros_like(means)
    for label in np.unique(labels):
        some = pictures[labels == label]
        means[label] = some.mean(axis=0, dtype=np.float64)
        spreads[label] = some.std(axis=0, dtype=np.float64)
    return means, spreads


def samples(labels: Labels, n_classes: int, per_class: int, sheet: int = 0) -> Places:
    """Return the indices of some pictures of each class (n_classes, per_class).

    Sheet 0 has the first ones, the next sheet those after them; after the last comes the first again. If a
    class has fewer pictures than `per_class`, its row ends in -1.

    >>> samples(np.array([1, 0, 1, 1], np.uint8), n_classes=2, per_class=2, sheet=1).tolist()
    [[1, -1], [3, 0]]
    """
    places = np.full((n_classes, per_class), -1)
    for label in range(n_classes):
        known = np.flatnonzero(labels == label)
        shown = min(per_class, len(known))
        if shown:
            places[label, :shown] = known[(sheet * per_class + np.arange(shown)) % len(known)]
    return places


def spaced_labels(labels: Labels, n: int) -> tuple[Places, bool]:
    """Return the indices of the first `n` labels, or of labels at equal distances if the first are all equal.

    Returns:
        The indices (n,), or all if there are fewer labels, and whether they are the first ones.
    """
    first = np.arange(min(n, len(labels)))
    if len(np.unique(labels[first])) > 1 or len(labels) <= n:
        return first, True
    return first * (len(labels) // n), False
