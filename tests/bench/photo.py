"""The photograph to upload: 12 megapixels, as from a camera."""

import io

import numpy as np
from PIL import Image

from cnnviz import images


def twelve_megapixels() -> bytes:
    """Return a JPEG file of 4000x3000 pixels."""
    levels = np.rint(images.sample_images()["flower"]() * 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(levels).resize((4000, 3000)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
