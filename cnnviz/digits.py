"""Turn a drawing or a photo into a 28x28 digit, prepared as MNIST was, and keep every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from cnnviz.errors import ImageError
from cnnviz.mnist import SIDE

Array = npt.NDArray[np.float32]

#: MNIST's digits fit into BOX x BOX pixels of SIZE x SIZE, with their centre of mass in the middle.
BOX, SIZE = 20, SIDE
#: The stroke width in pixels. Nine in ten of the bundled digits have 2.0 to 3.8; at 2.4 the lecture's network
#: reads real pen strokes best.
STROKE = 2.4
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
#: In a cut-out with fewer pixels, the strokes are left as they are.
ENOUGH_PIXELS = 2 * BOX
#: Parts with less than this share of the largest part's ink are specks.
SPECK = 0.03

NO_INK = "There is no ink in the picture. Draw a digit first."
NO_DIGIT = "No digit stands out from the paper. Write it larger, with a thick dark pen, in even light."


class PreparationStep(NamedTuple):
    """One step: its name, the picture after it (h, w) float32 in [0, 1], and what it did."""

    name: str
    picture: Array
    sentence: str


@dataclass(frozen=True, eq=False)
class PreparedDigit:
    """A digit as in MNIST, (28, 28) float32 in [0, 1], bright ink on dark, and the steps that led to it."""

    digit: Array
    steps: tuple[PreparationStep, ...]


def from_mnist(image: npt.NDArray[np.uint8]) -> PreparedDigit:
    """Return one of MNIST's own digits, which only needs division by 255.

    Args:
        image: (28, 28) uint8.

    Raises:
        ImageError: If the shape or dtype differs.
    """
    if image.shape != (SIZE, SIZE) or image.dtype != np.uint8:
        raise ImageError(f"A digit of MNIST must be 28x28 bytes. Received: {image.shape} {image.dtype}")
    digit = image.astype(np.float32) / np.float32(255)
    return PreparedDigit(
        digit,
        (
            PreparationStep("0…255", digit, "MNIST stores each pixel as a number: 0 is paper, 255 is ink."),
            PreparationStep("0…1", digit, "Divided by 255. Networks learn best from small numbers."),
        ),
    )


def from_picture(picture: npt.ArrayLike) -> PreparedDigit:
    """Return the digit in a drawing or a photo, prepared as MNIST was.

    Args:
        picture: (height, width) or (height, width, 3), numbers in [0, 1]; dark ink on bright or the reverse.

    Returns:
        The digit (28, 28) and the seven steps.

    Raises:
        ImageError: If it is not a picture, or there is no ink in it.

    Source: Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/ : a 20x20 box that keeps the
    aspect ratio, grey levels from anti-aliasing, the centre of mass in the centre of 28x28.
    """
    grey = _grey(picture)
    bright = _bright_ink(grey)
    ink = _ink(bright)
    cut = _cut_out(ink)
    stroke = _with_stroke(cut)
    box = _in_box(stroke)
    digit = _centred(box)
    return PreparedDigit(
        digit,
        (
            PreparationStep("grey", grey, _say_grey(np.shape(picture), grey.shape)),
            PreparationStep("ink bright on dark", bright, _say_inverted(inverted=bright is not grey)),
            PreparationStep("contrast", ink, "The paper with its shadows becomes 0, the ink becomes 1."),
            PreparationStep("cut out", cut, "Cut to the edges of the digit, without specks."),
            PreparationStep("stroke width", stroke, _say_width(cut, stroke)),
            PreparationStep(
                "20x20 box", box, "Shrunk until the longer side has 20 pixels. Edges become grey."
            ),
            PreparationStep(
                "28x28, centre of mass in the middle",
                digit,
                "Moved so that the ink is balanced in the middle.",
            ),
        ),
    )


def _say_grey(before: tuple[int, ...], after: tuple[int, ...]) -> str:
    if before[:2] == after:
        return "Colour does not matter here. Only the brightness stays."
    return f"Only the brightness stays. {before[0]}x{before[1]} pixels become {after[0]}x{after[1]}."


def _say_inverted(*, inverted: bool) -> str:
    if inverted:
        return "The border is bright, so it is paper. Black and white are swapped, as in MNIST."
    return "The border is already dark, as in MNIST. Nothing changes."


def _say_width(before: Array, after: Array) -> str:
    if after is before:
        return "There are too few pixels to change the strokes. They stay as they are."
    old, new = (BOX * stroke_width(ink) / max(ink.shape) for ink in (before, after))
    return f"Strokes {old:.1f} pixels wide become {new:.1f} pixels wide. MNIST's are 2 to 4."


def _grey(picture: npt.ArrayLike) -> Array:
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


def _bright_ink(grey: Array) -> Array:
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


def _ink(bright: Array) -> Array:
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


def _cut_out(ink: Array) -> Array:
    """Return the bounding box of the parts that belong to the digit, without everything else."""
    labels, _ = ndimage.label(ink > 0, np.ones((3, 3)))
    masses = np.bincount(labels.ravel(), ink.ravel())[1:]
    dark = np.bincount(labels.ravel(), ink.ravel() >= 0.5)[1:] > 0
    boxes = np.array([[(side.start, side.stop) for side in box] for box in ndimage.find_objects(labels)])
    inside = ((boxes[:, :, 0] > 0) & (boxes[:, :, 1] < np.array(ink.shape))).all(axis=1)
    # A part that touches the edge is the table or a shadow, unless nothing substantial lies inside.
    weights = np.where(inside, masses, masses / 10) * dark
    main = boxes[weights.argmax()]
    gaps = np.maximum(boxes[:, :, 0] - main[:, 1], main[:, 0] - boxes[:, :, 1]).max(axis=1)
    reach = (main[:, 1] - main[:, 0]).max() / 2
    keep = (weights >= SPECK * weights.max()) & (gaps <= reach)
    return _trimmed(ink * np.append(False, keep)[labels])


def _trimmed(ink: Array) -> Array:
    """Return the picture without empty rows and columns at its edges."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def stroke_width(ink: Array) -> float:
    """Return the stroke width in pixels: twice the area divided by the length of the outline.

    Args:
        ink: (height, width) float32 in [0, 1], some of it ink.

    >>> line = np.zeros((12, 60), np.float32)
    >>> line[4:8, 1:-1] = 1
    >>> round(stroke_width(line), 1)
    3.8
    """
    rises = np.hypot(*np.gradient(np.pad(ink, 2)))
    return float(2 * ink.sum() / rises.sum())


def _with_stroke(cut: Array) -> Array:
    """Return the cut-out with strokes that will be STROKE pixels wide in the box, as far as is safe."""
    if max(cut.shape) < ENOUGH_PIXELS:
        return cut
    fine = _resized(cut, max(*cut.shape, 4 * BOX))
    width, longest = stroke_width(fine), max(fine.shape)
    # At most half of the stroke may be removed, or thin parts would vanish.
    share = max(STROKE / BOX, width / longest / 2)
    grow = (share * longest - width) / (2 * (1 - share))  # the box grows with the strokes
    room = int(np.ceil(max(grow, 0))) + 1
    solid = np.pad(fine, room) > 0.5
    if not solid.any():
        return cut
    if grow > 0:
        new = 1 + grow - ndimage.distance_transform_edt(~solid)
    else:
        new = grow + ndimage.distance_transform_edt(solid)
    return _trimmed(np.clip(new, 0, 1).astype(np.float32)) if new.max() > 0 else cut


def _in_box(ink: Array) -> Array:
    """Return the digit with its longer side 20 pixels long."""
    return _resized(ink, BOX)


def _resized(ink: Array, longest: int) -> Array:
    """Return the picture with its longer side `longest` pixels long; shrinking averages areas."""
    if max(ink.shape) == longest:
        return ink
    scale = longest / max(ink.shape)
    height, width = (max(1, round(n * scale)) for n in ink.shape)
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(ink).resize((width, height), how)).clip(0, 1)


def _centred(box: Array) -> Array:
    """Return 28x28 with the digit's centre of mass in pixel (14, 14), or as near as the box allows."""
    digit = np.zeros((SIZE, SIZE), np.float32)
    corner = [
        int(np.clip(np.floor(SIZE / 2 + 0.5 - centre), 0, SIZE - n))
        for centre, n in zip(ndimage.center_of_mass(box), box.shape, strict=True)
    ]
    digit[corner[0] : corner[0] + box.shape[0], corner[1] : corner[1] + box.shape[1]] = box
    return digit
