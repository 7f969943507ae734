"""Decode a visitor's image file."""

import contextlib
import io
import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The needed plugins; Pillow would otherwise load all of its forty to find them.
from PIL import AvifImagePlugin, ExifTags, Image, TiffImagePlugin, WebPImagePlugin  # noqa: F401

from cnnviz.errors import ImageError
from cnnviz.images import colour, headers
from cnnviz.images.quiet import quiet

LONGEST_SIDE = 1_024

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_NAMES = {"HEIF": "HEIC", "WEBP": "WebP"}
_TWO_AT_A_TIME = threading.BoundedSemaphore(2)  # the largest image takes 1 GB while it is decoded


@dataclass(frozen=True, eq=False)
class DecodedImage:
    """An image decoded from a file.

    Attributes:
        pixels: `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.
        original_size: `(width, height)` in the file, in the same orientation as `pixels`.
        format: The usual name of the file's format: "PNG", "HEIC", ...
    """

    pixels: NDArray[np.float32]
    original_size: tuple[int, int]
    format: str

    @property
    def was_shrunk(self) -> bool:
        """Whether `pixels` are fewer than the file's."""
        height, width = self.pixels.shape[:2]
        return self.original_size != (width, height)


def load_image(data: bytes) -> NDArray[np.float32]:
    """Return the pixels of an image file; `read` returns more about it.

    Args:
        data: A complete PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF file.

    Returns:
        `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.

    Raises:
        ImageError: If the file is not an image, damaged, or too large.
    """
    return read(data).pixels


def read(data: bytes) -> DecodedImage:
    """Decode an image file.

    Takes the first frame or page, applies the EXIF orientation, puts transparent parts on white, converts to
    sRGB, and shrinks the longest side to `LONGEST_SIDE` if it is longer.

    Args:
        data: A complete PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF file.

    Returns:
        The pixels, the original size and the format.

    Raises:
        ImageError: If the file is empty, not an image, damaged, or too large; the message says what to do.
    """
    name = headers.format_of(data)
    headers.check_parts(data, name)
    with _TWO_AT_A_TIME, quiet():
        try:
            return _decoded(data, name)
        except ImageError:
            raise
        except (Image.DecompressionBombError, MemoryError) as error:
            raise headers.too_large("a great many pixels") from error
        except Exception as error:  # Pillow and its plugins raise a dozen kinds for damaged data
            raise ImageError(
                f"The {_NAMES.get(name, name)} file is damaged or incomplete. "
                "Open it in an image program, save it again, and use the new file."
            ) from error


def _decoded(data: bytes, name: str) -> DecodedImage:
    if name == "HEIF":
        from pillow_heif import register_heif_opener  # noqa: PLC0415  # takes 60 ms, and only HEIC needs it

        register_heif_opener()
    with Image.open(io.BytesIO(data), formats=[name]) as image:
        _check_claims(image)
        size = image.size
        if name == "JPEG":
            image.draft(None, _bounded(size))  # decodes at a half, a quarter or an eighth of the size
        image.load()
        headers.check_size(image.size)  # in some formats the size may differ from the header's
        orientation = _orientation(image)
        rgb = colour.to_srgb(_shrunk(colour.flatten(image), _bounded(size)), image.info.get("icc_profile"))
    if orientation in _TURNS:
        rgb = rgb.transpose(_TURNS[orientation])
    pixels = np.asarray(rgb, dtype=np.float32) / np.float32(255)
    return DecodedImage(pixels, size[::-1] if orientation >= 5 else size, _NAMES.get(name, name))


def _check_claims(image: Image.Image) -> None:
    headers.check_size(image.size)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        tile = (image.tag_v2.get(tag, 1) for tag in (ExifTags.Base.TileWidth, ExifTags.Base.TileLength))
        headers.check_size(tuple(tile))  # a tile may be far larger than the image that is cut from it


def _bounded(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1, LONGEST_SIDE / max(size))
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the image resized by Hamming's window; sharper ones cause halos, which filters would show."""
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=3.0)


def _orientation(image: Image.Image) -> int:
    with contextlib.suppress(Exception):  # an image with broken EXIF data is still usable
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        return orientation if orientation in _TURNS else 1
    return 1
