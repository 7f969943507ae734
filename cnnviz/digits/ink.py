"""How much ink each pixel of a picture holds: measured against the paper around it, at several sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from PIL import Image
from scipy import ndimage

from cnnviz.digits.planes import Planes
from cnnviz.digits.prepared import Array

#: Local paper is what a window of so many pixels cannot leave out; wider strokes are found in a smaller copy.
WINDOW = 31
#: How much smaller each copy of the picture is than the one before.
STEP = 3
#: The longest side of the smallest copy.
SMALLEST = 90
#: The longest side of the copy that is split into dark and bright as a whole.
WHOLE = 400
#: If at least this share of a picture has exactly one brightness, it is no photo.
EVEN = 1 / 3
#: In a dark photo, many pixels have one brightness, too, but then as many differ from it by a little: within
#: GRAINY of 511 levels. In a drawn picture these are at most this share of the others.
GRAINY, SIMILAR = 6, 0.2
#: Brightness below this is black and must not be a divisor.
BLACK = np.float32(0.1)
#: A contrast with the paper below this is not ink, in a photo and in a drawn picture.
FAINTEST, FAINTEST_DRAWN = 0.04, 0.02


@dataclass(frozen=True, eq=False)
class Ink:
    """The ink of one polarity in one copy of the picture."""

    bright: Array
    """The picture (h, w) with ink brighter than paper."""
    contrast: Array
    """How much ink each pixel holds (h, w), in [0, 1]; paper is 0 or nearly so."""
    faintest: float
    """Anything below this is the paper's noise."""
    scale: float
    """So many pixels of the given picture became one, along each side."""
    dark: bool
    """Whether the ink is darker than its paper."""
    even: bool
    """Whether the paper has exactly one brightness."""
    coloured: bool = False
    """Whether colour channels were used, and not only the brightness."""

    @cached_property
    def noise(self) -> float:
        """The standard deviation of the brightness, without what changes slowly."""
        return _noise(self.bright)


def _noise(picture: Array) -> float:
    """Return the standard deviation of the noise, from differences between neighbours."""
    steps = np.abs(picture[::2, 2::2] - picture[::2, :-2:2])
    return 1.4826 / 2**0.5 * float(np.median(steps)) if steps.size > 400 else 0.0


def inks(seen: Planes) -> Iterator[Ink]:
    """Yield the ink in the picture at both polarities: against local paper at each size, and as a whole.

    What is likely better comes first.
    """
    for dark in (True, False):
        plane = 1 - seen.dark if dark else seen.bright
        even = _is_even(plane)
        factor = 1 if even else -(-max(plane.shape) // WHOLE)
        whole = against_one_paper(_reduced(plane, factor), dark=dark, scale=seen.factor * factor)
        if even and whole is not None:
            yield replace(whole, coloured=seen.coloured)
        copies = [plane]
        while max(copies[-1].shape) >= STEP * SMALLEST:
            copies.append(_reduced(copies[-1], STEP))
        for n, copy in enumerate(copies):
            local = against_local_paper(copy, dark=dark, scale=seen.factor * STEP**n)
            yield replace(local, coloured=seen.coloured)
        if not even and whole is not None:
            yield replace(whole, coloured=seen.coloured)


def _is_even(picture: Array) -> bool:
    """Return whether so much of a picture has one brightness that it is no photo."""
    levels = np.bincount(np.rint(picture[::3, ::3] * 511).astype(int).ravel())
    most = int(levels.argmax())
    similar = levels[max(most - GRAINY, 0) : most + GRAINY + 1].sum() - levels[most]
    return bool(levels[most] >= EVEN * levels.sum() and similar <= SIMILAR * levels[most])


def against_local_paper(bright: Array, *, dark: bool, scale: float) -> Ink:
    """Return the ink that is brighter than the paper around it; the paper may lie in shadow.

    Args:
        bright: (h, w), ink brighter than paper.
        dark: Whether the picture was inverted for that.
        scale: How much smaller it is than the given picture.
    """
    smooth = _smooth(bright)
    # Light multiplies: ink absorbs a share of it, in shadow as in sunlight.
    paper = _paper(smooth)
    above = ((smooth - paper) / np.maximum(1 - paper, BLACK)).astype(np.float32, copy=False)
    return Ink(bright, above.clip(0, 1), max(FAINTEST, _texture(above)), scale, dark, even=False)


def against_one_paper(bright: Array, *, dark: bool, scale: float) -> Ink | None:
    """Return the ink if the picture is split into dark paper and bright ink as a whole, or None."""
    levels = np.histogram(bright, 256, (0, 1))[0]
    split = _otsu(levels)
    below = bright[bright <= split]
    above = bright[bright > split]
    if not (below.size and above.size):
        return None
    usual = float(np.median(below))
    same = np.abs(bright - usual) < 1 / 512
    even = bool(same.mean() >= EVEN)
    top = float(above.max() if even else np.median(above))
    if top - usual < FAINTEST_DRAWN:
        return None
    contrast = ((bright - usual) / (top - usual)).clip(0, 1).astype(np.float32)
    faintest = 1 / 255 if even else 0.3
    return Ink(bright, contrast, faintest, scale, dark, even)


def _otsu(levels: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    """Return the brightness that splits a histogram of 256 levels best. Source: N. Otsu, 1979."""
    places = (np.arange(256) + 0.5) / 256
    count, total = np.cumsum(levels), np.cumsum(levels * places)
    rest = count[-1] - count
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (total[-1] * count / count[-1] - total) ** 2 / (count * rest)
    return float((np.nanargmax(np.append(np.nan_to_num(between[:-1]), 0)) + 1) / 256)


def _paper(smooth: Array) -> Array:
    """Return the paper's brightness at each pixel by a grey opening: what is narrower than WINDOW goes."""
    size = [min(WINDOW, max(7, n // 3)) for n in smooth.shape]
    widths = [(min(window, n - 1),) * 2 for window, n in zip(size, smooth.shape, strict=True)]
    # An odd reflection continues a gradient of the light beyond the edge.
    padded = np.pad(smooth, widths, mode="reflect", reflect_type="odd")
    opened = ndimage.grey_opening(padded, size=size)
    return np.asarray(opened[tuple(slice(a, a + n) for (a, _), n in zip(widths, smooth.shape, strict=True))])


def _texture(above: Array) -> float:
    """Return the contrast up to which pixels are paper, with its grain and the camera's noise."""
    low, usual = np.quantile(above[::2, ::2], (0.1, 0.5))
    return float(usual + max(8 * _noise(above), 6 * (usual - low)))


def _smooth(picture: Array) -> Array:
    """Return the picture without the noise of single pixels; a small picture is returned as it is."""
    return picture if max(picture.shape) < 200 else np.asarray(ndimage.gaussian_filter(picture, 0.8))


def _reduced(picture: Array, factor: int) -> Array:
    return picture if factor == 1 else np.asarray(Image.fromarray(picture).reduce(factor))
