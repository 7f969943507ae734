"""The receptive field of one unit along one axis, after a stack of convolutions and poolings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cnnviz.errors import NetworkError
from cnnviz.layers.windows import output_size, same_padding


class Window(NamedTuple):
    """The window of a convolution or pooling along one axis, in Keras's terms."""

    size: int
    """Cells of the kernel or pool, at least 1."""
    strides: int = 1
    dilation_rate: int = 1
    padding: str = "valid"
    """"valid" for no padding, "same" for Keras's."""


@dataclass(frozen=True)
class ReceptiveField:
    """The receptive field of one unit along one axis."""

    first: int
    """First pixel; negative in the padding."""
    last: int
    """Last pixel, inclusive; at least `input_size` in the padding."""
    size: int
    """The number of pixels: 1 + the sum of (window - 1) · dilation · jump over the layers."""
    jump: int
    """Pixels from the field of one unit to the field of the next: the product of all strides."""
    start: int
    """First pixel of the field of unit 0; `first` is unit · jump + start."""
    unit: int
    n_units: int
    """Length of the last map."""
    input_size: int
    seen: tuple[int, ...]
    """Pixels of the input that the unit depends on; strides and dilation can leave some out."""

    @property
    def inside(self) -> tuple[int, int]:
        """The first and last pixel of the part inside the input."""
        return max(self.first, 0), min(self.last, self.input_size - 1)

    @property
    def beyond(self) -> tuple[int, int]:
        """The number of pixels of the field before the input and after it."""
        return max(-self.first, 0), max(self.last - self.input_size + 1, 0)


def receptive_field(size: int, stack: Sequence[Window], unit: int | None = None) -> ReceptiveField:
    """Return the receptive field of one unit of a stack's last map along one axis of the input.

    Args:
        size: Length of the input along this axis in pixels, at least 1.
        stack: The layers from the input on; without any, each pixel is its own field.
        unit: Index of the unit in the last map, from 0; None for the middle one.

    Raises:
        NetworkError: If a layer does not fit, a setting is too small, or `unit` does not exist.

    Source: A. Araujo, W. Norris, J. Sim, "Computing Receptive Fields of Convolutional Neural Networks",
    Distill, 2019.

    >>> field = receptive_field(28, [Window(3), Window(2, strides=2), Window(3)], unit=0)
    >>> field.first, field.last, field.size, field.jump, field.n_units
    (0, 7, 8, 2, 11)
    """
    sizes, befores = _walk(size, stack)
    n_units = sizes[-1]
    if unit is None:
        unit = n_units // 2
    if not isinstance(unit, int | np.integer) or not 0 <= unit < n_units:
        raise NetworkError(f"`unit` must be from 0 to {n_units - 1}. Received: unit={unit!r}")
    reach, jump, start = 1, 1, 0
    for window, before in zip(stack, befores, strict=True):
        reach += (window.size - 1) * window.dilation_rate * jump
        start -= before * jump
        jump *= window.strides
    first = int(unit) * jump + start
    return ReceptiveField(
        first=first,
        last=first + reach - 1,
        size=reach,
        jump=jump,
        start=start,
        unit=int(unit),
        n_units=n_units,
        input_size=size,
        seen=_seen(stack, sizes, befores, int(unit)),
    )


def _walk(size: int, stack: Sequence[Window]) -> tuple[list[int], list[int]]:
    """Return the length of the input and of each map, and the padding before each layer."""
    sizes, befores = [output_size(size, 1)], []
    for n, window in enumerate(stack, start=1):
        try:
            length, before = step(sizes[-1], window)
        except NetworkError as error:
            raise NetworkError(f"Layer {n} does not fit. {error}") from None
        sizes.append(length)
        befores.append(before)
    return sizes, befores


def step(size: int, window: Window) -> tuple[int, int]:
    """Return the length of a window's output, and the padding before its input.

    Raises:
        NetworkError: If the window does not fit, or its padding is unknown.
    """
    if window.padding == "valid":
        return output_size(size, window.size, window.strides, dilation=window.dilation_rate), 0
    if window.padding != "same":
        raise NetworkError(f'`padding` must be "valid" or "same". Received: padding={window.padding!r}')
    before, _ = same_padding(size, window.size, window.strides, window.dilation_rate)
    return -(-size // window.strides), before


def _seen(stack: Sequence[Window], sizes: list[int], befores: list[int], unit: int) -> tuple[int, ...]:
    """Return the pixels that the unit depends on, found layer by layer backwards; padding is left out."""
    seen = {unit}
    for window, size, before in zip(reversed(stack), reversed(sizes[:-1]), reversed(befores), strict=True):
        firsts = {place * window.strides - before for place in seen}
        offsets = range(0, window.size * window.dilation_rate, window.dilation_rate)
        seen = {first + offset for first in firsts for offset in offsets if 0 <= first + offset < size}
    return tuple(sorted(seen))
