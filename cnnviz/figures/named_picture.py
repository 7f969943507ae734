"""A photo with the part that a network sees and its best names beside it, for Take home."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz.colours import GROUND, INK, POSITIVE
from cnnviz.figures import captions, font, pictures
from cnnviz.photos import CropBox, Guess

#: A photo with a shorter side than this is enlarged by a whole factor.
LEAST = 240
#: In pixels: the margin, the height of a row of text, that of a bar, and the width of the largest bar.
MARGIN, ROW, BAR, WIDEST = 16, 2 * font.SIZE, 8, 360


def named(image: npt.NDArray[np.float32], box: CropBox, guesses: Sequence[Guess]) -> pictures.Encoded:
    """Return the photo with the part that the network sees, and the names with their bars on its right.

    Args:
        image: (height, width) or (height, width, 3) in [0, 1].
        box: The part that the network sees, in the image's pixels.
        guesses: The best names; none gives the photo alone.
    """
    photo = _with_box(image, box)
    if not guesses:
        return pictures.pixels(np.asarray(photo, np.float32) / np.float32(255))
    height = max(photo.height, 2 * MARGIN + (ROW + BAR + MARGIN) * len(guesses))
    sheet = Image.new("RGB", (photo.width + WIDEST + 2 * MARGIN, height), GROUND)
    sheet.paste(photo, (0, 0))
    pen, letters = ImageDraw.Draw(sheet), ImageFont.load_default(font.SIZE)
    shares = np.array([one.probability for one in guesses], np.float32)
    left = photo.width + MARGIN
    for n, guess in enumerate(guesses):
        top = MARGIN + n * (ROW + BAR + MARGIN)
        pen.text((left, top), f"{guess.name}  {captions.share_among(shares, n)}", INK, letters)
        right = left + max(1, round(guess.probability * WIDEST))
        pen.rectangle((left, top + ROW, right, top + ROW + BAR), fill=POSITIVE)
    return pictures.pixels(np.asarray(sheet, np.float32) / np.float32(255))


def _with_box(image: npt.NDArray[np.float32], box: CropBox) -> Image.Image:
    scale = max(1, -(-LEAST // min(image.shape[:2])))
    levels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    large = np.kron(levels, np.ones((scale, scale, 1)[: levels.ndim], np.uint8))
    photo = Image.fromarray(large).convert("RGB")
    pen = ImageDraw.Draw(photo)
    top, left, bottom, right = (scale * side for side in box)
    around = (left, top, right - 1, bottom - 1)
    pen.rectangle(around, outline=GROUND, width=4)
    pen.rectangle(around, outline=INK, width=2)
    return photo
