"""The frames of a camera as browsers send them. Anyone may send anything, so each is checked first."""

from __future__ import annotations

import base64
import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz import images

Array = npt.NDArray[np.float32]

#: A frame in base64 is no longer: 224 by 224 pixels that cannot be compressed need fewer.
MOST_CHARACTERS = 300_000
#: The formats of a frame.
FORMATS = ("JPEG", "PNG")


def frame_sent(text: str, side: int) -> Array | None:
    """Return the pixels of a frame that a browser sent in base64, or None if it is no such picture.

    Args:
        text: A JPEG or PNG file in base64.
        side: The height and width that the picture must have.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    try:
        data = base64.b64decode(text, validate=True)
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:  # reads no more than the header
            fits = opened.size == (side, side)
        return images.load_image(data) if fits else None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
