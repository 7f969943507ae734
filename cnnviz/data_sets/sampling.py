"""A smaller training set, with the same share or the same number of pictures of every class."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np

from cnnviz.data_sets.data_set import DataSet
from cnnviz.data_sets.statistics import Places
from cnnviz.errors import DataError

AnyDataSet = TypeVar("AnyDataSet", bound=DataSet)


def fewer(data: AnyDataSet, *, share: float = 1.0, per_class: int | None = None, seed: int = 1) -> AnyDataSet:
    """Return the data set with a subset of its training pictures, in their order, and all test pictures.

    The same seed draws the same pictures, and a larger subset contains the smaller ones.

    Args:
        data: The whole data set.
        share: The share of each class to keep, above 0 and up to 1; at least one picture of each class.
        per_class: The number of pictures of each class to keep, instead of a share.
        seed: The seed of the draw.

    Raises:
        DataError: If a class has fewer than `per_class` pictures.
    """
    if per_class is None and share == 1.0:
        return data
    order = np.random.default_rng(seed).permutation(len(data.y_train))
    drawn = (order[data.y_train[order] == label] for label in range(data.n_classes))
    kept = [_first(some, share, per_class) for some in drawn]
    keep = np.sort(np.concatenate(kept))
    return replace(data, x_train=data.x_train[keep], y_train=data.y_train[keep])


def _first(drawn: Places, share: float, per_class: int | None) -> Places:
    """Return the first pictures of one class."""
    if per_class is None:
        return drawn[: max(1, round(share * len(drawn)))]
    if per_class > len(drawn):
        raise DataError(
            f"A class has only {len(drawn):,} pictures to train on. Received: per_class={per_class}"
        )
    return drawn[:per_class]
