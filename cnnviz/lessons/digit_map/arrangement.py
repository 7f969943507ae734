"""t-SNE in short stretches: whoever asks for the next one shows the progress, or stops asking.

Source: van der Maaten, Hinton, Visualizing Data using t-SNE, JMLR 2008. Computed by openTSNE (Poličar,
Stražar, Zupan, 2019), with its defaults.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.digit_map.space import NEIGHBOURS, DigitMap

if TYPE_CHECKING:
    from openTSNE import TSNEEmbedding

Floats = npt.NDArray[np.float64]

#: About the number of neighbours that each picture is kept near.
PERPLEXITY = NEIGHBOURS // 3
#: Steps with exaggerated attraction, which gather the groups, and all steps.
GATHERING, STEPS = 250, 750
#: The steps of one stretch.
STRETCH = 25
#: The factor of the attraction while the groups gather.
EXAGGERATION = 12
MOMENTUM = 0.8
#: The spread of the places at the start.
START = 1e-4


@dataclass(frozen=True, eq=False)
class Arrangement:
    """Pictures on their way to their places in t-SNE's plane.

    Args:
        points: Their places now, (n, 2).
        step: The number of steps made, from 0 to `STEPS`.
        affinities: How strongly each pair attracts each other, a sparse (n, n) matrix.
        gains: The optimizer's gains (n, 2), and the last update; None at the start.
        update: See `gains`.
    """

    points: Floats
    step: int
    affinities: Any
    gains: Floats | None = None
    update: Floats | None = None

    @property
    def done(self) -> bool:
        """Whether all steps are made."""
        return self.step >= STEPS


def first_arrangement(digit_map: DigitMap) -> Arrangement:
    """Return the start of t-SNE: PCA's plane, very small, so that the result is the same each time."""
    from openTSNE.affinity import PerplexityBasedNN  # noqa: PLC0415 - a second, and only t-SNE needs it
    from openTSNE.nearest_neighbors import PrecomputedNeighbors  # noqa: PLC0415 - as above

    nearest = PrecomputedNeighbors(
        digit_map.neighbours.astype(np.int64), digit_map.distances.astype(np.float64)
    )
    perplexity = min(PERPLEXITY, nearest.k / 3)
    affinities = PerplexityBasedNN(knn_index=nearest, perplexity=perplexity).P
    points = digit_map.points.astype(np.float64)
    spread = points[:, 0].std()
    return Arrangement(points * (START / spread if spread > 0 else 0), 0, affinities)


def next_arrangement(arrangement: Arrangement) -> Arrangement:
    """Return the arrangement one stretch later. The same as without a stop between, to the last bit."""
    if arrangement.done:
        return arrangement
    embedding = _embedding(arrangement)
    steps = min(STRETCH, STEPS - arrangement.step)
    exaggeration = EXAGGERATION if arrangement.step < GATHERING else 1
    embedding.optimize(steps, exaggeration=exaggeration, momentum=MOMENTUM, inplace=True)
    return replace(
        arrangement,
        points=np.array(embedding, np.float64),
        step=arrangement.step + steps,
        gains=embedding.optimizer.gains,
        update=embedding.optimizer.update,
    )


def _embedding(arrangement: Arrangement) -> TSNEEmbedding:
    from openTSNE import TSNEEmbedding  # noqa: PLC0415 - as above
    from openTSNE.affinity import PrecomputedAffinities  # noqa: PLC0415 - as above
    from openTSNE.tsne import gradient_descent  # noqa: PLC0415 - as above

    optimizer = gradient_descent()
    optimizer.gains, optimizer.update = _copied(arrangement.gains), _copied(arrangement.update)
    affinities = PrecomputedAffinities(arrangement.affinities.copy(), normalize=False)
    return TSNEEmbedding(
        arrangement.points, affinities, negative_gradient_method="bh", n_jobs=1, optimizer=optimizer
    )


def _copied(values: Floats | None) -> Floats | None:
    return None if values is None else values.copy()
