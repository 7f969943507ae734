"""Find the ink in a photo or another picture: bright on dark, without the paper and its shadows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from cnnviz.digits.prepared import NO_INK, Array
from cnnviz.errors import ImageError

#: A larger picture is first shrunk by a whole factor; 28x28 pixels need far fewer.
LONGEST = 320
#: A contrast with the paper below this is not ink.
FAINTEST = 0.02
#: If at least this share of a picture has exactly the border's brightness, it is not a photo.
EVEN = 1 / 3
#: Brightness below this is black and must not be a divisor.
BLACK = np.float32(0.1)
#: In a photo, anything fainter than this share of the ink is paper with its lines and shadows.
PAPER = 1 / 3

NO_DIGIT = "No digit stands out from the paper. Write it larger, with a thick dark pen, in even light."


def brightness(picture: npt.ArrayLike) -> Array:
    """Return the brightness (h, w), with its longer side at most LONGEST."""
    pixels = np.asarray(picture, dtype=np.float32)
    if pixels.ndim not in {2, 3} or pixels.size == 0 or pixels.shape[2:] not in {(), (3,)}:
        raise ImageError(f"A picture must be (height, width) or (height, width, 3). Received: {pixels.shape}")
    if not np.isfinite(pixels).all():
        raise ImageError("A picture may hold only numbers from 0 to 1. Choose another picture.")
    luma = np.array([0.299, 0.587, 0.114], np.float32)
    grey = np.clip(pixels @ luma if pixels.ndim == 3 else pixels, 0, 1)
    factor = -(-max(grey.shape) // LONGEST)
    if factor == 1:
        return grey
    return np.asarray(Image.fromarray(grey).reduce(factor))


def bright_ink(grey: Array) -> Array:
    """Return the picture with ink brighter than paper; ink is what differs most from the border.

    Light multiplies, so ratios are compared: half of the paper may lie in shadow.
    """
    smooth = _smooth(grey) + BLACK
    border = float(np.median(_border(smooth)))
    return 1 - grey if border / smooth.min() >= smooth.max() / border else grey


def _border(picture: Array) -> Array:
    """Return the pixels along the border, (n,)."""
    return np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])


def _smooth(picture: Array) -> Array:
    """Return the picture without the noise of single pixels; a small picture is returned as it is."""
    sigma = max(picture.shape) / 200
    return picture if sigma < 0.5 else np.asarray(ndimage.gaussian_filter(picture, sigma))


def contrast(bright: Array) -> Array:
    """Return how much ink each pixel holds, in [0, 1]."""
    usual = float(np.median(_border(bright)))
    as_usual = np.abs(bright - usual) < 1 / 512
    is_photo = bool(as_usual.mean() < EVEN or _border(as_usual).mean() < 0.5)
    paper = _paper(bright) if is_photo else np.full_like(bright, usual)
    # Ink absorbs a share of the light, in shadow as in sunlight.
    above = ((bright - paper) / np.maximum(1 - paper, BLACK)).astype(np.float32, copy=False)
    darkest = float(_smooth(above).max())
    lowest = _texture(above, darkest) if is_photo else 6 * float(above[as_usual].std())
    if darkest - lowest < FAINTEST:
        raise ImageError(NO_DIGIT if is_photo else NO_INK)
    return ((above - lowest) / (darkest - lowest)).clip(0, 1).astype(np.float32, copy=False)


def _texture(above: Array, darkest: float) -> float:
    """Return the value up to which a photo's pixels are paper, with its noise and printed lines."""
    usual = float(np.median(above))
    noise = 1.4826 * float(np.median(np.abs(above - usual)))
    return usual + max(4 * noise, PAPER * (darkest - usual))


def _paper(bright: Array) -> Array:
    """Return the brightness of the paper at each pixel of a photo, (h, w), by a grey opening.

    The opening removes everything bright that is narrower than a fifth of the picture, so the result follows
    shadows and uneven light.
    """
    windows = [max(7, n // 5) for n in bright.shape]
    widths = [(min(window, n - 1),) * 2 for window, n in zip(windows, bright.shape, strict=True)]
    # An odd reflection continues a gradient of the light beyond the edge.
    padded = np.pad(_smooth(bright), widths, mode="reflect", reflect_type="odd")
    opened = ndimage.grey_opening(padded, size=windows)
    return np.asarray(opened[tuple(slice(a, a + n) for (a, _), n in zip(widths, bright.shape, strict=True))])
