"""The pictures, and the places in them, that excite each filter of a layer most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.exciting.filter_layers import FilterLayer
from cnnviz.network.checks import Pair

Array = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

#: How many places are kept for each filter.
NINE = 9
#: A spread that is so small beside the mean is an error of rounding.
ALIKE = 1e-4
#: Means that there is no picture.
NO_PICTURE = -1


@dataclass(frozen=True)
class Search:
    """Where the strongest outputs are looked for."""

    layer: str
    """The layer whose output before its activation is read."""
    per_picture: int = 1
    """The most places in one picture."""
    apart: Pair = (1, 1)
    """Two places in one picture are at least this many rows or this many columns apart."""


def search(layer: FilterLayer, per_picture: int = 1) -> Search:
    """Return the search for what excites a layer's filters; two fields in one picture do not overlap."""
    rows, columns = (
        -(-reach.size // reach.jump) if reach.jump else 1 for reach in (layer.rows, layer.columns)
    )
    return Search(layer.read, per_picture, (rows, columns))


@dataclass(frozen=True, eq=False)
class Strongest:
    """The strongest outputs of each filter of a layer among some pictures, the strongest first.

    Places without a picture, if there are too few, have the value -inf and the picture `NO_PICTURE`.
    """

    values: Array
    """(n_best, n_filters): the outputs."""
    pictures: Integers
    """(n_best, n_filters): the numbers of the pictures."""
    places: Integers
    """(n_best, n_filters, 2): row and column in the map."""
    n_outputs: int
    """How many outputs each filter gave: for each picture, one at each place of its map."""
    total: npt.NDArray[np.float64]
    """(n_filters,): the sum of all outputs."""
    squares: npt.NDArray[np.float64]
    """(n_filters,): the sum of their squares."""

    @property
    def n_filters(self) -> int:
        """The number of filters."""
        return int(self.values.shape[1])

    @property
    def selectivity(self) -> npt.NDArray[np.float64]:
        """(n_filters,): how far the mean of the best outputs lies above that of all outputs.

        It is counted in standard deviations of all outputs, and 0 for a filter whose outputs are all alike.
        Of few outputs, the best quarter counts.
        """
        mean = self.total / self.n_outputs
        spread = np.sqrt(np.maximum(self.squares / self.n_outputs - mean**2, 0))
        few = max(1, min(len(self.values), self.n_outputs // 4))
        found = np.isfinite(self.values[:few])
        best = np.where(found, self.values[:few], 0).sum(axis=0) / found.sum(axis=0)
        varied = spread > ALIKE * np.maximum(np.abs(mean), 1)
        return np.where(varied, (best - mean) / np.where(varied, spread, 1), 0)

    def ranking(self) -> list[int]:
        """Return the filters' numbers, the most selective first."""
        return [int(n) for n in np.argsort(-self.selectivity, kind="stable")]


def strongest(
    outputs: Array,
    *,
    first: int = 0,
    n_best: int = NINE,
    per_picture: int = 1,
    apart: Pair = (1, 1),
) -> Strongest:
    """Return the strongest outputs of each filter for a batch of pictures.

    Args:
        outputs: (n, height, width, n_filters), or (n, n_filters).
        first: The number of the batch's first picture.
        n_best: How many are kept for each filter.
        per_picture: The most places in one picture.
        apart: Two places in one picture are at least this many rows or this many columns apart.

    Raises:
        NetworkError: If the outputs are not maps, or an output is not a number.
    """
    if outputs.ndim not in (2, 4) or not len(outputs):
        raise NetworkError(f"Filters need maps, or one number a picture. Received: {outputs.shape}")
    if not np.isfinite(outputs).all():
        raise NetworkError("The network's output is not a number for one of the pictures.")
    maps = outputs[:, None, None] if outputs.ndim == 2 else outputs
    values, places = _by_picture(maps, per_picture, apart)
    pictures = np.repeat(np.arange(first, first + len(maps)), values.shape[1])
    n_filters = maps.shape[-1]
    known = Strongest(
        values=values.reshape(-1, n_filters),
        pictures=np.broadcast_to(pictures[:, None], (len(pictures), n_filters)),
        places=places.reshape(-1, n_filters, 2),
        n_outputs=maps.size // n_filters,
        total=maps.sum(axis=(0, 1, 2), dtype=np.float64),
        squares=np.einsum("nhwc,nhwc->c", maps, maps, dtype=np.float64),
    )
    return _best(known, n_best)


def merged(parts: Sequence[Strongest], n_best: int = NINE) -> Strongest:
    """Return the strongest of several batches; among equals, the earlier batch comes first."""
    together = Strongest(
        values=np.concatenate([one.values for one in parts]),
        pictures=np.concatenate([one.pictures for one in parts]),
        places=np.concatenate([one.places for one in parts]),
        n_outputs=sum(one.n_outputs for one in parts),
        total=np.sum([one.total for one in parts], axis=0),
        squares=np.sum([one.squares for one in parts], axis=0),
    )
    return _best(together, n_best)


def _by_picture(maps: Array, per_picture: int, apart: Pair) -> tuple[Array, Integers]:
    """Return each picture's strongest outputs (n, k, n_filters), and their places (n, k, n_filters, 2)."""
    n, height, width, n_filters = maps.shape
    left = maps.reshape(n, height * width, n_filters)
    rows, columns = (grid.reshape(1, -1, 1) for grid in np.mgrid[:height, :width])
    values, places = [], []
    for _ in range(per_picture):
        at = left.argmax(axis=1)
        values.append(np.take_along_axis(left, at[:, None], axis=1)[:, 0])
        places.append(np.stack(np.divmod(at, width), axis=-1))
        if len(values) < per_picture:
            row, column = (places[-1][:, None, :, axis] for axis in (0, 1))
            near = (np.abs(rows - row) < apart[0]) & (np.abs(columns - column) < apart[1])
            left = np.where(near, -np.inf, left).astype(np.float32)
    return np.stack(values, axis=1), np.stack(places, axis=1)


def _best(known: Strongest, n_best: int) -> Strongest:
    """Return the best of what is known, filled up to `n_best` where there is less."""
    order = np.argsort(-known.values, axis=0, kind="stable")[:n_best]
    values = np.take_along_axis(known.values, order, axis=0)
    pictures = np.where(np.isfinite(values), np.take_along_axis(known.pictures, order, axis=0), NO_PICTURE)
    places = np.take_along_axis(known.places, order[..., None], axis=0)
    lacking = n_best - len(values)
    return Strongest(
        values=np.pad(values, ((0, lacking), (0, 0)), constant_values=-np.inf),
        pictures=np.pad(pictures, ((0, lacking), (0, 0)), constant_values=NO_PICTURE),
        places=np.pad(places, ((0, lacking), (0, 0), (0, 0))),
        n_outputs=known.n_outputs,
        total=known.total,
        squares=known.squares,
    )
