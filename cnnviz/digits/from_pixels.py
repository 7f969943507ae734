"""Turn a photo or another picture into a 28x28 digit, prepared as MNIST was, and keep every step."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from cnnviz.digits import border_ink as inks
from cnnviz.digits.prepared import BOX, STROKE, Array, PreparationStep, PreparedDigit, last_step, placed
from cnnviz.digits.preparing import stroke_width

#: In a cut-out with fewer pixels, the strokes are left as they are.
ENOUGH_PIXELS = 2 * BOX
#: Parts with less than this share of the largest part's ink are specks.
SPECK = 0.03


def from_picture(picture: npt.ArrayLike) -> PreparedDigit:
    """Return the digit in a photo or another picture, prepared as MNIST was.

    Args:
        picture: (height, width) or (height, width, 3), numbers in [0, 1]; dark ink on bright or the reverse.

    Returns:
        The digit (28, 28) and the seven steps.

    Raises:
        ImageError: If it is not a picture, or there is no ink in it.

    Source: Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/ : a 20x20 box that keeps the
    aspect ratio, grey levels from anti-aliasing, the centre of mass in the centre of 28x28.
    """
    grey = inks.brightness(picture)
    bright = inks.bright_ink(grey)
    ink = inks.contrast(bright)
    cut = _cut_out(ink)
    stroke = _with_stroke(cut)
    box = _in_box(stroke)
    digit = placed(box, ndimage.center_of_mass(box))
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
            last_step(digit),
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
