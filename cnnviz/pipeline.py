"""What the visitor has set, as one frozen value: to and from a link, and each stage's result.

image -> convolution -> activation -> pooling -> convolution -> …
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import drawing as drawings
from cnnviz import filters, formulas, kernels, layers
from cnnviz.drawing import Drawing
from cnnviz.errors import ImageError, KernelError, NetworkError
from cnnviz.kernels import Kernel

Array: TypeAlias = npt.NDArray[np.float32]
Text: TypeAlias = str | list[str]

#: Where the one image comes from; "upload" is a file or the camera, and cannot stand in a link.
IMAGES = ("china", "flower", "smiley", "test card", "digit", "drawing", "upload")
DIGITS = ("bundled", "drawing", "image")
#: The ways in which an image is shown as numbers.
VIEWS = ("bits", "grey", "channels", "unit", "histogram", "digit", "count")
POOLINGS = {"max": layers.max_pool2d, "average": layers.average_pool2d}
N_BUNDLED = 5000
MAX_ROUNDS = 9
MAX_EPOCHS = 30
#: The least and the largest window and stride of a pooling.
POOL_SIZES = 2, 8
STRIDES = 1, 8
MAX_SIDE = 1024
NOTHING_DRAWN = Drawing()


@dataclass(frozen=True)
class Round:
    """One convolution -> ReLU -> pooling."""

    kernel: Kernel = kernels.KERNELS["sobel x"]
    pooling: Literal["max", "average"] = "max"
    pool_size: int = 2
    strides: int = 2


@dataclass(frozen=True)
class Pipeline:
    """All that the pages share. Every field has a default, and only what differs stands in a link."""

    image: str = "china"
    number: int = 0
    """Which of the bundled digits."""
    view: str = "bits"
    """How the image is shown as numbers."""
    plain: bool = False
    """Whether each channel is shown in grey, and not in its own colour."""
    place: tuple[int, int] | None = None
    """Row and column of the pixel that is magnified; None is the middle."""
    drawing: Drawing = NOTHING_DRAWN
    grey: bool = False
    crop: tuple[int, int, int, int] | None = None
    """Top, bottom, left, right in pixels; None is the whole picture."""
    beside: tuple[str, ...] = ()
    """Names of kernels shown beside the chosen one."""
    border: str = "reflect"
    flip: bool = False
    clipped: bool = False
    """Whether a filtered picture is shown as an 8-bit image, cut to 0 … 255."""
    rounds: tuple[Round, ...] = (Round(),)
    stage: int = 1
    numbers: bool = False
    region: tuple[int, int] | None = None
    """Row and column of the corner of what is enlarged; None is around the middle."""
    digit: Literal["bundled", "drawing", "image"] = "bundled"
    layer: str = "conv2d"
    epochs: int = 5

    @property
    def kernel(self) -> Kernel:
        """The chosen kernel: that of the first round."""
        return self.rounds[0].kernel

    def to_link(self) -> dict[str, Text]:
        """Return the link's parameters: the image, and whatever is not as it comes."""
        given: dict[str, Text] = {"image": self.image}
        for item in fields(self):
            value = getattr(self, item.name)
            if value != item.default:
                given[item.name] = _CODECS[item.name][0](value)
        return given

    @classmethod
    def from_link(cls, given: Mapping[str, Text]) -> Pipeline:
        """Return what a link asks for; a stranger's link: what cannot be read is as it comes."""
        read = {}
        for name, (_, decode) in _CODECS.items():
            if name in given:
                try:
                    read[name] = decode(given[name])
                except (ValueError, TypeError, IndexError, OverflowError):
                    continue
        return cls(**read)


def _one(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


def _all(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else text


def _whole(least: int, most: int) -> tuple[Callable[[Any], Text], Callable[[Text], Any]]:
    def decode(text: Text) -> int:
        value = int(_one(text)[:10])
        if not least <= value <= most:
            raise ValueError(value)
        return value

    return str, decode


def _one_of(allowed: tuple[str, ...]) -> tuple[Callable[[Any], Text], Callable[[Text], Any]]:
    return str, lambda text: allowed[allowed.index(_one(text))]


def _numbers(count: int) -> tuple[Callable[[Any], Text], Callable[[Text], Any]]:
    def decode(text: Text) -> tuple[int, ...]:
        values = tuple(int(part[:10]) for part in _one(text).split("-"))
        if len(values) != count or not all(0 <= value <= MAX_SIDE for value in values):
            raise ValueError(text)
        return values

    return lambda value: "-".join(map(str, value)), decode


def kernel_text(kernel: Kernel) -> str:
    """Return the kernel's name where it is a classic, else its weights."""
    try:
        return kernel.name if kernels.get(kernel.name) == kernel else kernels.to_text(kernel)
    except KernelError:
        return kernels.to_text(kernel)


def kernel_from_text(text: str) -> Kernel:
    """Return a classic kernel by its name, or any by its weights.

    Raises:
        KernelError: if it is neither.
    """
    try:
        return kernels.get(text)
    except KernelError:
        return kernels.parse(text)


def _round_text(one: Round) -> str:
    return f"{one.pooling} {one.pool_size} {one.strides} {kernel_text(one.kernel)}"


def _round(text: str) -> Round:
    pooling, pool_size, strides, kernel = text.split(" ", 3)
    sizes = _whole(*POOL_SIZES)[1](pool_size), _whole(*STRIDES)[1](strides)
    return Round(kernel_from_text(kernel), "average" if pooling == "average" else "max", *sizes)


def _rounds(text: Text) -> tuple[Round, ...]:
    if not text:
        raise ValueError(text)
    return tuple(_round(one) for one in _all(text)[:MAX_ROUNDS])


def _names(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in _all(text) if name in kernels.KERNELS))


_FLAG: tuple[Callable[[Any], Text], Callable[[Text], Any]] = (
    lambda value: "yes" if value else "no",
    lambda text: _one(text) == "yes",
)

#: How each field is written into a link, and read from one.
_CODECS: dict[str, tuple[Callable[[Any], Text], Callable[[Text], Any]]] = {
    "image": _one_of(IMAGES),
    "number": _whole(0, N_BUNDLED - 1),
    "view": _one_of(VIEWS),
    "plain": _FLAG,
    "place": _numbers(2),
    "drawing": (drawings.to_text, lambda text: drawings.parse(_one(text))),
    "grey": _FLAG,
    "crop": _numbers(4),
    "beside": (list, _names),
    "border": _one_of(tuple(filters.BORDERS)),
    "flip": _FLAG,
    "clipped": _FLAG,
    "rounds": (lambda rounds: [_round_text(one) for one in rounds], _rounds),
    "stage": _whole(0, 3 * MAX_ROUNDS),
    "numbers": _FLAG,
    "region": _numbers(2),
    "digit": _one_of(DIGITS),
    "layer": (str, lambda text: _one(text)[:40]),
    "epochs": _whole(1, MAX_EPOCHS),
}


@dataclass(frozen=True)
class Stage:
    """What one step gave: its name, what was done, the map (height, width) or image, and its round."""

    name: str
    operation: str
    values: Array = field(repr=False)
    round: int = 0

    @property
    def zeros(self) -> float:
        """The share of values that are zero."""
        return float(np.mean(self.values == 0))


def grey(image: Array) -> Array:
    """Return the mean of the channels, (height, width) float32, bit by bit as `image.mean(axis=-1)`.

    Channel by channel it takes a twentieth of the time.
    """
    if image.ndim == 2:
        return image
    first, *others = np.moveaxis(image, -1, 0)
    total: Array = sum(others, first)
    return total / np.float32(image.shape[2])


def feature_map(image: Array, pipeline: Pipeline, kernel: Kernel | None = None) -> Array:
    """Return what one filter makes of an image: (height, width) float32, signed.

    A colour image gives one map as well, as in Keras's Conv2D: the filter sees all three channels, here each
    with a third of the kernel.
    """
    return filters.apply(grey(image), kernel or pipeline.kernel, border=pipeline.border, flip=pipeline.flip)


def walk(image: Array, pipeline: Pipeline) -> tuple[list[Stage], str]:
    """Return all stages, from the image on, and why it ends before the last round, or "".

    Args:
        image: (height, width) or (height, width, 3) float32.
        pipeline: what to do with it.
    """
    stages = [Stage("image", "", image)]
    values = image
    for n, one in enumerate(pipeline.rounds):
        try:
            values = feature_map(values, pipeline, one.kernel)
        except ImageError:
            return (
                stages,
                "The numbers grow too large to go on. Choose a kernel of smaller weights, or a divisor.",
            )
        stages.append(Stage("convolution", one.kernel.name, values, n))
        values = layers.relu(values)
        stages.append(Stage("ReLU", "max(0, x)", values, n))
        try:
            pooled = POOLINGS[one.pooling](values[..., np.newaxis], one.pool_size, strides=one.strides)
        except NetworkError:
            size = " × ".join(map(str, values.shape))
            return stages, (
                f"Nothing is left to pool: the map is {size}, the window {one.pool_size} × {one.pool_size}."
            )
        values = pooled[..., 0]
        operation = f"{one.pooling} {one.pool_size} × {one.pool_size}, stride {one.strides}"
        stages.append(Stage(f"{one.pooling} pooling", operation, values, n))
    return stages, ""


def strongest(values: Array) -> tuple[int, int]:
    """Return row and column of the largest absolute value of a map.

    >>> strongest(np.array([[0, 1], [-2, 0]], np.float32))
    (1, 0)
    """
    row, column = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    return int(row), int(column)


def arithmetic(stages: list[Stage], pipeline: Pipeline, place: int, cell: tuple[int, int]) -> list[str]:
    """Return, for one pooled cell, how it came about: a line for each stage of its round up to `place`.

    Args:
        stages: all stages, from `walk`.
        pipeline: what made them.
        place: the stage that is shown.
        cell: row and column of a cell in the pooled map; its window's largest value is followed.
    """
    first = 3 * (max(0, place - 1) // 3)
    one = pipeline.rounds[first // 3]
    before, convolved = stages[first].values, stages[first + 1].values
    top, left = (n * one.strides for n in cell)
    window = convolved[top : top + one.pool_size, left : left + one.pool_size]
    row, column = np.unravel_index(int(window.argmax()), window.shape)
    at = (top + int(row), left + int(column))
    lines = [
        f"row {at[0]}, column {at[1]}: "
        + formulas.filtered(
            grey(before), one.kernel, at, pipeline.border, pipeline.flip, value=float(convolved[at])
        ),
        formulas.relu(float(convolved[at])),
        formulas.pooling(layers.relu(window), one.pooling),
    ]
    return lines[: max(0, place - first)]
