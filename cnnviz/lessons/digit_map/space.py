"""Pictures as points with one axis for each output of a layer: the plane of PCA, and nearest neighbours.

Both come from the table of all inner products, which is quickly computed however many axes there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse.linalg import eigsh

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]

#: The number of nearest neighbours that are found of each picture: three times t-SNE's perplexity.
NEIGHBOURS = 90
#: The number of nearest neighbours of the visitor's digit that say where it stands in t-SNE's plane.
AROUND = 10


@dataclass(frozen=True, eq=False)
class DigitMap:
    """Many pictures in the plane of PCA, and their nearest neighbours in the layer's own space.

    Args:
        points: (n, 2), the first axis with the larger spread.
        kept: The share of the pictures' variance that each axis keeps, (2,).
        neighbours: The indices of each picture's nearest others, the nearest first, (n, k).
        distances: Their Euclidean distances, (n, k).
        n_values: The number of outputs of the layer.
    """

    points: Array
    kept: Array
    neighbours: Places
    distances: Array
    n_values: int

    def own_class(self, labels: npt.ArrayLike) -> int:
        """Return how many pictures have a nearest neighbour of their own class.

        Args:
            labels: The class of each picture, (n,).
        """
        classes = np.asarray(labels)
        return int((classes[self.neighbours[:, 0]] == classes).sum())


@dataclass(frozen=True, eq=False)
class OwnPlace:
    """One more picture among those of a map.

    Args:
        point: Its place in the plane of PCA, (2,).
        neighbours: The indices of the nearest pictures of the map, the nearest first, (k,).
    """

    point: Array
    neighbours: Places

    def among(self, points: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Return the middle of its nearest neighbours in another plane: the median along each axis, (2,).

        Args:
            points: The places of the map's pictures in that plane, (n, 2).
        """
        return np.asarray(np.median(points[self.neighbours], axis=0))


class Space:
    """A layer's outputs for many pictures, as points around their mean.

    Args:
        outputs: (n, ...) float32, for at least three pictures.

    >>> square = Space(np.array([[0, 0], [4, 0], [0, 1], [4, 1]], np.float32))
    >>> [round(float(share), 3) for share in square.digit_map().kept]
    [0.941, 0.059]
    """

    def __init__(self, outputs: Array) -> None:
        flat = outputs.reshape(len(outputs), -1).astype(np.float32)
        self._mean = flat.mean(axis=0)
        self._centred = flat - self._mean
        products = (self._centred @ self._centred.T).astype(np.float64)
        self._squares = np.diag(products).copy()
        self._values, self._axes = _largest_two(products)
        self._nearest = _nearest(_squared_distances(products, self._squares), NEIGHBOURS)

    def digit_map(self) -> DigitMap:
        """Return the pictures in the plane in which they spread most, and their nearest neighbours."""
        total = self._squares.sum()
        kept = self._values / total if total > 0 else self._values
        indices, distances = self._nearest
        return DigitMap(
            (self._axes * np.sqrt(self._values)).astype(np.float32),
            kept.astype(np.float32),
            indices,
            distances,
            self._centred.shape[1],
        )

    def place(self, output: Array) -> OwnPlace:
        """Return where one more picture stands.

        Args:
            output: The layer's output for it, with as many values as for the others.
        """
        one = output.ravel().astype(np.float32) - self._mean
        products = (self._centred @ one).astype(np.float64)
        scales = np.sqrt(self._values)
        point = np.divide(products @ self._axes, scales, out=np.zeros(2), where=scales > 0)
        squared = self._squares + float(one @ one) - 2 * products
        nearest = np.argsort(squared, kind="stable")[:AROUND]
        return OwnPlace(point.astype(np.float32), nearest.astype(np.int32))


def _largest_two(products: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], ...]:
    """Return the two largest eigenvalues (2,) of a table of inner products, and their eigenvectors (n, 2).

    The sign of an eigenvector is free: here its entry farthest from 0 is positive, as in scikit-learn.
    """
    n = len(products)
    if not products.any():
        return np.zeros(2), np.zeros((n, 2))
    start = np.random.default_rng(0).normal(size=n)
    values, vectors = eigsh(products, k=2, which="LA", v0=start)
    values, vectors = values[::-1], vectors[:, ::-1]
    # Along an axis without any spread, what is left is rounding.
    values = np.where(values > n * np.finfo(np.float32).eps * values[0], values, 0)
    farthest = np.abs(vectors).argmax(axis=0)
    return values, vectors * np.sign(vectors[farthest, [0, 1]])


def _squared_distances(
    products: npt.NDArray[np.float64], squares: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return |a − b|² = |a|² + |b|² − 2a·b for all pairs, (n, n)."""
    return np.maximum(squares[:, np.newaxis] + squares - 2 * products, 0)


def _nearest(squared: npt.NDArray[np.float64], most: int) -> tuple[Places, Array]:
    """Return the indices of the nearest others of each point, and their distances, (n, k) each."""
    others = squared.copy()
    np.fill_diagonal(others, np.inf)
    k = min(most, len(others) - 1)
    indices = np.argsort(others, axis=1, kind="stable")[:, :k]
    distances = np.sqrt(np.take_along_axis(others, indices, axis=1))
    return indices.astype(np.int32), distances.astype(np.float32)
