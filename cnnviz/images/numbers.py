"""Turn pictures of large numbers, 16 bits or more, into 8 bits: which number is black, which is white."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Array = NDArray[Any]

#: The largest number is held by the smallest of these, 2**n - 1 for n = 8 ... 16.
_TOPS = tuple((1 << n) - 1 for n in range(8, 17))


@dataclass(frozen=True, eq=False)
class Numbers:
    """The numbers of a picture, made smaller, and their range before that.

    Attributes:
        values: (height, width, channels) of any type; the last channel is alpha if there is one,
            and then the colours are multiplied by it.
        has_alpha: Whether the last channel is alpha.
        least: The least finite number of the colours; 0 if there is none.
        largest: The largest.
        largest_alpha: The largest alpha; 1 without alpha.
    """

    values: Array
    has_alpha: bool
    least: float
    largest: float
    largest_alpha: float


@dataclass(frozen=True)
class Span:
    """The numbers that become black and white."""

    black: float
    white: float

    def sentence(self, *, decimal: bool = False) -> str:
        """Return what a visitor should know about it.

        >>> Span(0, 4095).sentence()
        'Its numbers are shown from 0 to 4,095. 256 levels remain.'
        """
        kind = "decimal numbers" if decimal else "numbers"
        return f"Its {kind} are shown from {_text(self.black)} to {_text(self.white)}. 256 levels remain."


def smallest_top(largest: float) -> int:
    """Return the smallest 2**n - 1, n = 8 ... 16, that holds a number, or 65,535 if none does.

    >>> smallest_top(4000)
    4095
    """
    return min((top for top in _TOPS if largest <= top), default=_TOPS[-1])


def span(numbers: Numbers, dtype: np.dtype[np.generic], bits: int, white: float | None = None) -> Span:
    """Return the range that is shown.

    With up to 16 bits, black is 0, or the least number if that is negative. White is the file's own white, or
    the smallest 2**n - 1 (n = 8 ... 16) that holds all numbers. Wider numbers and floats fill the smallest of
    0 to 1 and 0 to 2**n - 1 that holds them; if none does, they are stretched from the least to the largest.

    Args:
        numbers: The picture's numbers.
        dtype: Their type in the file.
        bits: How many bits each has in the file.
        white: The file's own largest number, if it says one.
    """
    least, largest = numbers.least, numbers.largest
    if dtype.kind != "f" and white is not None and white > least:
        return Span(min(least, 0), white)
    if dtype.kind != "f" and bits <= 16:
        return Span(min(least, 0), smallest_top(largest) if bits in (8, 16) else 2**bits - 1)
    top = next((top for top in (1, *_TOPS) if least >= 0 and largest <= top), None)
    return Span(0, top) if top else Span(least, largest)


def opaque(numbers: Numbers, shown: Span, dtype: np.dtype[np.generic], bits: int) -> float:
    """Return the alpha that is opaque: the largest of its type, or less if the colours use less, too.

    Args:
        numbers: The picture's numbers.
        shown: The range of its colours.
        dtype: Their type in the file.
        bits: How many bits each has in the file.
    """
    if dtype.kind == "f" and numbers.largest_alpha <= 1:
        return 1
    if numbers.largest_alpha <= shown.white:
        return shown.white
    return numbers.largest_alpha if dtype.kind == "f" else 2**bits - 1


def reduced(
    bands: Iterable[Array], factor: int, *, has_alpha: bool = False, is_multiplied: bool = False
) -> Numbers:
    """Return the numbers of a picture, each block of factor x factor pixels as its mean.

    Args:
        bands: The picture from top to bottom, each (rows, width, channels) of any type; all but the last have
            a multiple of `factor` rows.
        factor: The side of a block, at least 1.
        has_alpha: Whether the last channel is alpha.
        is_multiplied: Whether the colours in the file are multiplied by alpha.
    """
    parts, least, largest, largest_alpha = [], np.inf, -np.inf, 0.0
    with np.errstate(all="ignore"):  # sums of infinities, and of the largest floats
        for band in bands:
            *colours, last = np.moveaxis(band, -1, 0)
            if has_alpha:
                largest_alpha = max(largest_alpha, _extremes(last)[1])
                last = last.astype(_precision(band))
            else:
                colours.append(last)
            for colour in colours:
                low, high = _extremes(colour)
                least, largest = min(least, low), max(largest, high)
            if has_alpha:
                colours = [*(colours if is_multiplied else (colour * last for colour in colours)), last]
            parts.append(np.stack([_means(channel, factor) for channel in colours], axis=-1))
    if least > largest:
        least = largest = 0
    values = np.concatenate(parts)
    return Numbers(values, has_alpha, float(least), float(largest), float(largest_alpha) or 1.0)


def image(
    numbers: Numbers,
    shown: Span,
    *,
    alpha_white: float = 1,
    is_multiplied: bool = False,
    is_inverted: bool = False,
) -> Image.Image:
    """Return the numbers as a picture of 8 bits, mode L or RGB, or LA or RGBA with alpha.

    Args:
        numbers: The picture's numbers, with one or three channels beside alpha.
        shown: The numbers that become black and white; NaN becomes black.
        alpha_white: The alpha that is opaque.
        is_multiplied: Whether the colours in the file are multiplied by alpha.
        is_inverted: Whether `shown.black` is white and the reverse.
    """
    n_channels = numbers.values.shape[-1]
    levels = np.empty(numbers.values.shape, np.uint8)
    with np.errstate(all="ignore"):  # infinities
        for values, row in zip(numbers.values, levels, strict=True):  # all at once would need much memory
            colours = values
            if numbers.has_alpha:
                alpha = values[:, -1:]
                row[:, -1:] = _levels(alpha, 0, alpha_white)
                full = alpha_white if is_multiplied else 1
                colours = values[:, :-1] * full / np.where(alpha > 0, alpha, 1)
            row[:, : n_channels - numbers.has_alpha] = _levels(colours, shown.black, shown.white)
    if is_inverted:
        levels[..., : n_channels - numbers.has_alpha] ^= 255
    return Image.fromarray(levels[..., 0] if n_channels == 1 else levels)


def _levels(values: Array, low: float, high: float) -> Array:
    known = np.nan_to_num(values.astype(np.float64), nan=low, posinf=high, neginf=low)
    return np.asarray(np.rint((np.clip(known, low, high) - low) / ((high - low) or 1) * 255))


def _extremes(values: Array) -> tuple[float, float]:
    """Return the least and the largest finite number, or infinities if there is none."""
    low, high = float(values.min()), float(values.max())
    if np.isfinite(low) and np.isfinite(high):
        return low, high
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (np.inf, -np.inf)


def _means(values: Array, factor: int) -> Array:
    """Return the means of blocks of factor x factor numbers; the last ones may be smaller."""
    return values if factor == 1 else _row_means(_row_means(values, factor).T, factor).T


def _row_means(values: Array, factor: int) -> Array:
    """Return the means of each `factor` rows."""
    whole, dtype = len(values) // factor * factor, _precision(values)
    means: Array = values[:whole:factor].astype(dtype)
    for first in range(1, factor):
        np.add(means, values[first:whole:factor], out=means)
    np.divide(means, factor, out=means)
    if whole < len(values):
        means = np.concatenate((means, values[whole:].mean(axis=0, dtype=dtype)[None]))
    return means


def _precision(values: Array) -> type[np.float32 | np.float64]:
    """Return the floats for sums of these numbers; the larger ones only where they are needed."""
    is_small = values.dtype.itemsize <= 2 or values.dtype == np.float32
    return np.float32 if is_small else np.float64


def _text(number: float) -> str:
    text = f"{number:,.0f}" if number == round(number) and abs(number) < 1e15 else f"{number:,.4g}"
    return text.replace("-", "−")
