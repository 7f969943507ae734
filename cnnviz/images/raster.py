"""A picture as its file holds it, before it is made smaller and converted to sRGB."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from PIL import ExifTags, Image

#: How a picture is turned by its EXIF orientation; 1 leaves it as it is.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, eq=False)
class Raster:
    """A decoded file, the same for every format.

    Attributes:
        image: The picture, 8 bits per value, in any of Pillow's modes. It may be smaller than the file's.
        size: (width, height) in the file.
        profile: The bytes of the ICC profile of its colours; None is sRGB.
        orientation: The EXIF orientation that is still to be applied, 1 to 8.
        remarks: Sentences that the visitor should read about the picture.
        brighter: The same picture with its brightest value in white, if it is dark in the file.
    """

    image: Image.Image
    size: tuple[int, int]
    profile: bytes | None = None
    orientation: int = 1
    remarks: tuple[str, ...] = ()
    brighter: Brighter | None = None


@dataclass(frozen=True, eq=False)
class Brighter:
    """The brightened form of a dark picture, and the remarks about it."""

    image: Image.Image
    remarks: tuple[str, ...]


def exif_orientation(image: Image.Image) -> int:
    """Return the EXIF orientation of an opened file, 1 to 8; 1 if it has none or its EXIF is broken."""
    with contextlib.suppress(Exception):  # a picture with broken EXIF data is still usable
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        return orientation if orientation in TURNS else 1
    return 1
