"""A picture with a box around every digit and what was read in it, for Take home."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz.colours import GROUND, INK
from cnnviz.figures import font, pictures

#: Top, left, bottom and right in pixels.
Box = tuple[int, int, int, int]
#: A picture with a shorter side than this is enlarged by a whole factor, so that texts have room.
LEAST = 240


def boxed(image: npt.NDArray[np.float32], boxes: Sequence[Box], texts: Sequence[str]) -> pictures.Encoded:
    """Return the picture with a box and a text for each digit.

    Args:
        image: (height, width) or (height, width, 3) in [0, 1].
        boxes: The digits' boxes, in pixels of the image.
        texts: What was read in each, such as "7".
    """
    scale = max(1, -(-LEAST // min(image.shape[:2])))
    levels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    large = np.kron(levels, np.ones((scale, scale, 1)[: levels.ndim], np.uint8))
    picture = Image.fromarray(large).convert("RGB")
    pen = ImageDraw.Draw(picture)
    letters = ImageFont.load_default(font.SIZE)
    for box, text in zip(boxes, texts, strict=True):
        top, left, bottom, right = (scale * side for side in box)
        around = (left - 4, top - 4, right + 3, bottom + 3)
        pen.rectangle(around, outline=GROUND, width=4)
        pen.rectangle(around, outline=INK, width=2)
        place = (left - 4, max(0, top - 6 - font.SIZE))
        pen.rectangle(pen.textbbox(place, f" {text} ", letters), fill=GROUND)
        pen.text(place, f" {text} ", INK, letters)
    return pictures.pixels(np.asarray(picture, np.float32) / np.float32(255))
