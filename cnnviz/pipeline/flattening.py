"""The pooled maps, one beside the other as channels, and the column that Keras's Flatten makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from cnnviz import kernels, layers
from cnnviz.kernels import Kernel
from cnnviz.pipeline.cutouts import Convolved, activated, convolved
from cnnviz.pipeline.settings import Pipeline
from cnnviz.pipeline.stages import POOLINGS

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Flattened:
    """Pooled maps (height, width, channels) float32, and all their numbers in one column.

    `filters` are what made the channels: the convolution of each, with its kernel's name.
    """

    maps: Array = field(repr=False)
    column: Array = field(repr=False)
    names: tuple[str, ...]
    filters: tuple[Convolved, ...] = field(repr=False)
    left_out: tuple[str, ...] = ()
    """Further kernels that are larger than the chosen one, or the chosen one itself."""

    @property
    def largest(self) -> int:
        """The place in the column of the largest absolute value; of several, the first."""
        return int(np.abs(self.column).argmax())


def flattened(x: Array, now: Pipeline) -> Flattened:
    """Return what convolution, activation and pooling make of a cut-out by several kernels, flattened.

    The first channel is the chosen kernel's, the map of the page Pooling. A further kernel that is smaller
    gets zeros around it, as a convolution's kernels are all of one size; one that is larger is left out.

    Args:
        x: (height, width, channels) float32.
        now: gives the kernels, the convolution's settings, the activation, and the first round's pooling.

    Raises:
        NetworkError: if a window does not fit.
    """
    first = now.walk.rounds[0]
    pool = POOLINGS[first.pooling]
    maps, names, filters = [], [], []
    for kernel in (first.kernel, *_further(now)):
        one = now.replace(walk={"rounds": now.walk.rounds_with(0, kernel=kernel)})
        done = convolved(x, one)
        maps.append(pool(activated(done.output, one), first.pool_size, strides=first.strides))
        names.append(kernel.name)
        filters.append(done)
    stacked = np.concatenate(maps, axis=2)
    left_out = tuple(name for name in now.flatten.further if name not in names)
    return Flattened(stacked, layers.flatten(stacked), tuple(names), tuple(filters), left_out)


def _further(now: Pipeline) -> list[Kernel]:
    """Return the further kernels, each as large as the chosen one."""
    rows, columns = now.kernel.shape
    named = [kernels.get(name) for name in now.flatten.further if name != now.kernel.name]
    return [
        _enlarged(one, rows, columns) for one in named if one.shape[0] <= rows and one.shape[1] <= columns
    ]


def _enlarged(kernel: Kernel, rows: int, columns: int) -> Kernel:
    """Return the kernel with zeros around it; its middle, the later one of an even size's two, stays that."""
    around = [
        (side // 2 - own // 2, side - side // 2 - (own - own // 2))
        for side, own in zip((rows, columns), kernel.shape, strict=True)
    ]
    weights = np.pad(np.array(kernel.weights), around)
    return replace(kernel, weights=tuple(map(tuple, weights.tolist())))
