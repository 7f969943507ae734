"""A visitor's file -> pixels."""

import contextlib
import io
import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Plugins that Pillow would otherwise find by loading all of its forty.
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
_TWO_AT_A_TIME = threading.BoundedSemaphore(2)  # the largest picture takes 1 GB while it is decoded


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture that was read from a file.

    Attributes:
        pixels: `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.
        original_size: `(width, height)` in the file, turned as the pixels are.
        format: The file's format as people call it: "PNG", "HEIC", ...
    """

    pixels: NDArray[np.float32]
    original_size: tuple[int, int]
    format: str

    @property
    def was_shrunk(self) -> bool:
        """Whether `pixels` are fewer than those in the file."""
        height, width = self.pixels.shape[:2]
        return self.original_size != (width, height)


def load_image(data: bytes) -> NDArray[np.float32]:
    """The pixels of a picture file; `read` tells more about it.

    Args:
        data: A whole PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF file.

    Returns:
        `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.

    Raises:
        ImageError: No such file, damaged, or too large.
    """
    return read(data).pixels


def read(data: bytes) -> Picture:
    """A picture file, decoded and made ready for work.

    Its first frame or page, turned as its EXIF orientation says, over white where it is transparent, in
    sRGB, its longest side shrunk to `LONGEST_SIDE` if it is longer.

    Args:
        data: A whole PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF file.

    Returns:
        The pixels, and what they were before.

    Raises:
        ImageError: Empty, no picture, damaged, or too large; the message says what to do.
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
        except Exception as error:  # Pillow raises some ten kinds for damaged data, and its plugins more
            raise ImageError(
                f"The {_NAMES.get(name, name)} file is damaged or incomplete. "
                "Open it in an image program, save it again, and use the new file."
            ) from error


def _decoded(data: bytes, name: str) -> Picture:
    if name == "HEIF":
        from pillow_heif import register_heif_opener  # noqa: PLC0415  # 60 ms that only HEIC needs

        register_heif_opener()
    with Image.open(io.BytesIO(data), formats=[name]) as image:
        _check_claims(image)
        size = image.size
        if name == "JPEG":
            image.draft(None, _bounded(size))  # decodes a half, a quarter or an eighth of it at once
        image.load()
        headers.check_size(image.size)  # some formats may turn out otherwise than they said
        orientation = _orientation(image)
        rgb = colour.to_srgb(_shrunk(colour.flatten(image), _bounded(size)), image.info.get("icc_profile"))
    if orientation in _TURNS:
        rgb = rgb.transpose(_TURNS[orientation])
    pixels = np.asarray(rgb, dtype=np.float32) / np.float32(255)
    return Picture(pixels, size[::-1] if orientation >= 5 else size, _NAMES.get(name, name))


def _check_claims(image: Image.Image) -> None:
    headers.check_size(image.size)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        tile = (image.tag_v2.get(tag, 1) for tag in (ExifTags.Base.TileWidth, ExifTags.Base.TileLength))
        headers.check_size(tuple(tile))  # a tile may be far larger than the picture that is cut from it


def _bounded(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1, LONGEST_SIDE / max(size))
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """`image` in `size`; by Hamming's window, as sharper ones draw halos that filters would then show."""
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=3.0)


def _orientation(image: Image.Image) -> int:
    with contextlib.suppress(Exception):  # broken EXIF data is no reason to refuse a sound picture
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        return orientation if orientation in _TURNS else 1
    return 1
