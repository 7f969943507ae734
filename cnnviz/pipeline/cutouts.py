"""A small part of the image, cell by cell: the input of the stepper's pages."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cnnviz import layers
from cnnviz.images import channel_mean
from cnnviz.kernels import Kernel
from cnnviz.pipeline.rounds import POOLINGS
from cnnviz.pipeline.settings import Pipeline, bounds
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES

Array = npt.NDArray[np.float32]

#: The lecture's feature detector; in the smiley it finds its own pattern once, with the value 4.
LECTURE_KERNEL = Kernel("detector", ((0, 0, 1), (1, 0, 0), (0, 1, 1)), effect="Finds its own pattern.")


@dataclass(frozen=True)
class Cutout:
    """A part of the image: (height, width, channels) float32, and the position of its corner."""

    pixels: Array = field(repr=False)
    top: int
    left: int

    @property
    def corner(self) -> tuple[int, int]:
        """Row and column of its corner in the image."""
        return self.top, self.left


@dataclass(frozen=True)
class OtherMaps:
    """The input maps of a network's unit besides the one that is walked over.

    `x` is (height, width, maps), and `kernels` (kernel height, kernel width, maps) are the unit's.
    """

    x: Array = field(repr=False)
    kernels: Array = field(repr=False)


@dataclass(frozen=True)
class Convolved:
    """A convolution's settings and its output.

    `weights` are (kernel height, kernel width, channels, 1): the kernel repeated for each channel. The sum
    over all channels is divided by `divisor`, the kernel's divisor times the number of channels, so that a
    colour image gives the same as the mean of its channels. `output` is (height, width, 1).
    """

    weights: Array = field(repr=False)
    divisor: float
    offset: float
    strides: tuple[int, int]
    padding: tuple[tuple[int, int], tuple[int, int]]
    mode: str
    dilation_rate: tuple[int, int]
    output: Array = field(repr=False)
    others: Array | None = field(default=None, repr=False)
    """What other input maps add to the output, (height, width, 1); None if there are none."""
    n_others: int = 0


def walked(now: Pipeline) -> Pipeline:
    """Return the settings as if the picture and the kernel that are walked over were the chosen ones.

    >>> walked(Pipeline().replace(cutout={"over": "lecture"})).kernel.name
    'detector'
    """
    if now.cutout.over in ("image", "unit"):
        return now
    kernel = LECTURE_KERNEL if now.cutout.over == "lecture" else now.kernel
    return now.replace(
        image={"name": "smiley", "crop": None, "grey": False},
        cutout={"over": "image"},
        walk={"rounds": now.walk.rounds_with(0, kernel=kernel)},
    )


def cut_out(image: Array, now: Pipeline) -> Cutout:
    """Return the chosen cut-out, moved inside the image if necessary.

    It has one channel, the mean of the image's channels; or three if colours are on and the channels differ.

    Args:
        image: (height, width) or (height, width, 3) float32.
        now: the settings; they give the corner, the side, and whether to keep colours.
    """
    values = image if image.ndim == 3 else image[..., np.newaxis]
    if (values == values[..., :1]).all():
        values = values[..., :1]
    elif not now.cutout.coloured:
        values = channel_mean(image)[..., np.newaxis]
    side = now.cutout.side
    corner = now.cutout.corner or tuple((size - side) // 2 for size in values.shape[:2])
    top, left = (
        max(0, min(first, size - side)) for first, size in zip(corner, values.shape[:2], strict=True)
    )
    return Cutout(values[top : top + side, left : left + side], top, left)


def around(place: tuple[int, int], image: Array, now: Pipeline) -> Pipeline:
    """Return the settings with the cut-out around one pixel, and the output cell that covers it.

    The cell's window is centred on the pixel. Where strides skip it at the image's edge, the nearest window
    is taken.

    Args:
        place: row and column in the image.
        image: (height, width) or (height, width, 3).
        now: the settings; they give the kernel, the convolution and the side. A cut-out too small for the
            kernel grows, up to the largest allowed side.
    """
    spans = [(cells - 1) * now.convolution.dilation_rate + 1 for cells in now.kernel.shape]
    least, most = bounds("cutout", "side")
    side = max(least, min(most, max(now.cutout.side, *(span + 2 for span in spans))))
    rows, columns = (_along(place[axis], image.shape[axis], side, axis, now) for axis in range(2))
    return now.replace(
        cutout={"over": "image", "side": side, "corner": (rows[0], columns[0])},
        convolution={"position": (rows[1], columns[1])},
    )


def _along(at: int, size: int, side: int, axis: int, now: Pipeline) -> tuple[int, int]:
    """Return where the cut-out begins along an axis, and the output cell whose window covers a pixel."""
    cells, stride, taken = now.kernel.shape[axis], now.convolution.strides[axis], min(side, size)
    before, after = _padding_along(taken, cells, stride, now)
    # Flipped, the centre of an even side is the earlier of the middle two.
    reach = (cells - now.filters.flip) // 2 * now.convolution.dilation_rate - before
    last = (taken + before + after - (cells - 1) * now.convolution.dilation_rate - 1) // stride

    def misses(first: int) -> tuple[int, int]:
        return abs(at - first - reach - stride * cell(first)), abs(at - side // 2 - first)

    def cell(first: int) -> int:
        return max(0, min(round((at - first - reach) / stride), last))

    first = min(range(max(0, at - side + 1), max(0, min(at, size - side)) + 1), key=misses)
    return first, cell(first)


def convolved(x: Array, now: Pipeline, others: OtherMaps | None = None) -> Convolved:
    """Return the chosen kernel's convolution of an array (height, width, channels).

    Args:
        x: the input.
        now: the settings.
        others: maps of the same height and width, whose convolutions are added. A chosen kernel of another
            size than theirs leaves them out.

    Raises:
        NetworkError: if the kernel does not fit.
    """
    kernel, rules = now.kernel, now.convolution
    array = kernel.array[::-1, ::-1] if now.filters.flip else kernel.array
    weights = np.repeat(array[..., np.newaxis], x.shape[2], axis=2)[..., np.newaxis]
    padding, dilation_rate = _padding(x, weights, now), (rules.dilation_rate, rules.dilation_rate)
    divisor = kernel.divisor * x.shape[2]

    def summed(values: Array, kernels: Array) -> Array:
        padded = np.pad(values, (*padding, (0, 0)), PADDING_MODES[rules.mode])  # type: ignore[call-overload]
        return layers.conv2d(padded, kernels, strides=rules.strides, dilation_rate=dilation_rate)

    output = (summed(x, weights) / np.float32(divisor) + np.float32(kernel.offset)).astype(np.float32)
    settings = (weights, divisor, kernel.offset, rules.strides, padding, rules.mode, dilation_rate)
    if others is None or others.kernels.shape[:2] != kernel.shape:
        return Convolved(*settings, output)
    added = summed(others.x, others.kernels[..., np.newaxis])
    return Convolved(*settings, output + added, added, others.x.shape[2])


def _padding(x: Array, weights: Array, now: Pipeline) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the padding before and after the rows and the columns."""
    rows, columns = (
        _padding_along(size, window, stride, now)
        for size, window, stride in zip(x.shape, weights.shape, now.convolution.strides, strict=False)
    )
    return rows, columns


def _padding_along(size: int, window: int, stride: int, now: Pipeline) -> tuple[int, int]:
    """Return the padding before and after an axis."""
    if now.convolution.padding == "same":
        return layers.same_padding(size, window, stride, now.convolution.dilation_rate)
    cells = 0 if now.convolution.padding == "valid" else int(now.convolution.padding)
    return cells, cells


def activated(x: Array, now: Pipeline) -> Array:
    """Return the chosen activation of an array of any shape."""
    return layers.ACTIVATIONS[now.relu.activation].of(x)


def pooled(x: Array, now: Pipeline, kind: str = "") -> Array:
    """Return the first round's pooling of maps (height, width, channels), padded as on the page Pooling.

    Args:
        x: the maps.
        now: the settings.
        kind: a key of `POOLINGS`, by default the first round's.

    Raises:
        NetworkError: if the window does not fit.
    """
    first = now.walk.rounds[0]
    pool = POOLINGS[kind or first.pooling].pool
    return pool(x, first.pool_size, strides=first.strides, padding=now.pooling.padding)


def keras_pooling(now: Pipeline) -> str:
    """Return the code of the Keras layer that pools as `pooled` does.

    >>> keras_pooling(Pipeline())
    'keras.layers.MaxPooling2D(pool_size=2, strides=2)'
    """
    first = now.walk.rounds[0]
    padding = {"padding": now.pooling.padding} if now.pooling.padding != "valid" else {}
    return POOLINGS[first.pooling].keras_code(pool_size=first.pool_size, strides=first.strides, **padding)
