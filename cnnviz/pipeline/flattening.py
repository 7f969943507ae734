"""The pooled maps stacked as channels, and the column that Keras's Flatten makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from cnnviz import kernels, layers
from cnnviz.kernels import Kernel
from cnnviz.pipeline.cutouts import Convolved, activated, convolved, pooled
from cnnviz.pipeline.settings import Pipeline

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Flattened:
    """Pooled maps (height, width, channels) float32, and all their numbers in one column.

    `filters` are the convolutions that made the channels, and `names` their kernels' names.
    """

    maps: Array = field(repr=False)
    column: Array = field(repr=False)
    names: tuple[str, ...]
    filters: tuple[Convolved, ...] = field(repr=False)
    left_out: tuple[str, ...] = ()
    """The further kernels that are larger than the chosen one, or that repeat it."""

    @property
    def largest(self) -> int:
        """The index in the column of the largest absolute value; the first of several."""
        return int(np.abs(self.column).argmax())


def flattened(x: Array, now: Pipeline, chosen: Convolved | None = None) -> Flattened:
    """Return a cut-out's convolution, activation and pooling by several kernels, flattened.

    The first channel belongs to the chosen kernel: the map on the Pooling page. A further kernel that is
    smaller is padded with zeros, as all kernels of a convolution have one size; a larger one is left out.

    Args:
        x: (height, width, channels) float32.
        now: the settings of the kernels, the convolution, the activation and the first round's pooling.
        chosen: the convolution by the chosen kernel, if it has been computed.

    Raises:
        NetworkError: if a window does not fit.
    """
    first = now.walk.rounds[0]
    maps: list[Array] = []
    names, filters = [], []
    for kernel in (first.kernel, *_further(now)):
        one = now.replace(walk={"rounds": now.walk.rounds_with(0, kernel=kernel)})
        done = chosen if chosen is not None and not maps else convolved(x, one)
        maps.append(pooled(activated(done.output, one), one))
        names.append(kernel.name)
        filters.append(done)
    stacked = np.concatenate(maps, axis=2)
    left_out = tuple(name for name in now.flatten.further if name not in names)
    return Flattened(stacked, layers.flatten(stacked), tuple(names), tuple(filters), left_out)


def _further(now: Pipeline) -> list[Kernel]:
    """Return the further kernels, each enlarged to the chosen kernel's size."""
    rows, columns = now.kernel.shape
    named = [kernels.get(name) for name in now.flatten.further if name != now.kernel.name]
    return [
        _enlarged(one, rows, columns) for one in named if one.shape[0] <= rows and one.shape[1] <= columns
    ]


def _enlarged(kernel: Kernel, rows: int, columns: int) -> Kernel:
    """Return the kernel padded with zeros around its middle (the later of two in an even size)."""
    around = [
        (side // 2 - own // 2, side - side // 2 - (own - own // 2))
        for side, own in zip((rows, columns), kernel.shape, strict=True)
    ]
    weights = np.pad(np.array(kernel.weights), around)
    return replace(kernel, weights=tuple(map(tuple, weights.tolist())))
