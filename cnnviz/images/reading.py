"""Decode a visitor's image file."""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

# The needed plugins; Pillow would otherwise load all of its forty to find them.
from PIL import AvifImagePlugin, Image, ImageFile, JpegImagePlugin, WebPImagePlugin

from cnnviz.errors import ImageError
from cnnviz.images import bmp, colour, gif, headers, jpeg, png, tiff
from cnnviz.images.quiet import quiet
from cnnviz.images.raster import TURNS, Raster, exif_orientation
from cnnviz.images.shrinking import bounded, shrunk

_WEBP_ANIMATED, _WEBP_ALPHA = 0x02, 0x10  # flags in the header
_DATA_MISSING = "Some of the file's data are missing, so part of the picture is wrong."
_TWO_AT_A_TIME = threading.BoundedSemaphore(2)  # the largest image takes 1 GB while it is decoded


@dataclass(frozen=True, eq=False)
class BrightenedImage:
    """The brightened form of a dark image.

    Attributes:
        levels: `(height, width, 3)` uint8.
        remarks: Sentences that the visitor should read about it.
    """

    levels: NDArray[np.uint8]
    remarks: tuple[str, ...]

    @property
    def pixels(self) -> NDArray[np.float32]:
        """`(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255."""
        return self.levels.astype(np.float32) / np.float32(255)


@dataclass(frozen=True, eq=False)
class DecodedImage:
    """An image decoded from a file.

    Attributes:
        pixels: `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.
        original_size: `(width, height)` in the file, in the same orientation as `pixels`.
        format: The usual name of the file's format: "PNG", "HEIC", ...
        remarks: Sentences that the visitor should read about the picture.
        brighter: The same picture with its brightest number in white, if it has 16 bits and is dark.
    """

    pixels: NDArray[np.float32]
    original_size: tuple[int, int]
    format: str
    remarks: tuple[str, ...] = ()
    brighter: BrightenedImage | None = None

    @property
    def was_shrunk(self) -> bool:
        """Whether `pixels` are fewer than the file's."""
        height, width = self.pixels.shape[:2]
        return self.original_size != (width, height)


def load_image(data: bytes, *, brighten: bool = False) -> NDArray[np.float32]:
    """Return the pixels of an image file; `read` returns more about it.

    Args:
        data: A complete PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF file.
        brighten: Whether to return the brighter form of an image with 16 bits, if it is dark.

    Returns:
        `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.

    Raises:
        ImageError: If the file is not an image, damaged, of a kind that is not read, or too large.
    """
    image = read(data)
    return image.brighter.pixels if brighten and image.brighter is not None else image.pixels


def read(data: bytes) -> DecodedImage:
    """Decode an image file as browsers do.

    Takes the first frame or page, applies the EXIF orientation, puts transparent parts on white, converts to
    sRGB, and shrinks the longest side to `LONGEST_SIDE` if it is longer.

    Args:
        data: A complete PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or AVIF file.

    Returns:
        The pixels, the original size and the format.

    Raises:
        ImageError: If the file is empty, not an image, damaged, of a kind that is not read, or too large; the
            message says what to do.
    """
    name = headers.format_of(data)
    headers.check_parts(data, name)
    with _TWO_AT_A_TIME, quiet():
        try:
            return _finished(_DECODERS[name](data), headers.FORMATS[name])
        except ImageError:
            raise
        except (Image.DecompressionBombError, MemoryError) as error:
            raise headers.too_large(f"more than {headers.MAX_PIXELS // 10**6} million pixels") from error
        except Exception as error:  # Pillow and its plugins raise a dozen kinds for damaged data
            raise ImageError(
                f"The {headers.FORMATS[name]} file is damaged or incomplete. "
                "Open it in an image program, save it again, and use the new file."
            ) from error


def _finished(raster: Raster, name: str) -> DecodedImage:
    """Return a decoded file at the size at which it is worked on, in sRGB, turned."""
    pixels = _levels(raster, raster.image).astype(np.float32) / np.float32(255)
    size = raster.size[::-1] if raster.orientation >= 5 else raster.size
    brighter = None
    if raster.brighter is not None:
        brighter = BrightenedImage(_levels(raster, raster.brighter.image), raster.brighter.remarks)
    return DecodedImage(pixels, size, name, raster.remarks, brighter)


def _levels(raster: Raster, image: Image.Image) -> NDArray[np.uint8]:
    rgb = colour.to_srgb(shrunk(image, bounded(raster.size)), raster.profile)
    if raster.orientation in TURNS:
        rgb = rgb.transpose(TURNS[raster.orientation])
    return np.asarray(rgb)


def _loaded(opened: ImageFile.ImageFile) -> Raster:
    """Return the first frame of a file that one of Pillow's plugins has opened.

    The plugins are called themselves, for `Image.open` hides the size of a picture that is too large.
    """
    size = opened.size
    headers.check_size(size)
    if isinstance(opened, JpegImagePlugin.JpegImageFile):
        opened.draft("", bounded(size))  # decodes at a half, a quarter or an eighth of the size
    opened.load()
    headers.check_size(opened.size)  # in some formats the size may differ from the header's
    return Raster(opened, size, opened.info.get("icc_profile"), exif_orientation(opened))


def _webp(data: bytes) -> Raster:
    headers.check_size(headers.webp_size(data))  # Pillow would refuse it without saying its size
    if data[12:16] == b"VP8X" and data[20] & _WEBP_ANIMATED:
        # What no frame covers is transparent; without alpha, it would be black.
        data = data[:20] + bytes([data[20] | _WEBP_ALPHA]) + data[21:]
    return _loaded(WebPImagePlugin.WebPImageFile(io.BytesIO(data)))


def _avif(data: bytes) -> Raster:
    headers.check_size(headers.iso_size(data))  # Pillow would call a very large one damaged
    return _loaded(AvifImagePlugin.AvifImageFile(io.BytesIO(data)))


def _jpeg(data: bytes) -> Raster:
    raster = _loaded(JpegImagePlugin.jpeg_factory(io.BytesIO(data)))
    if not jpeg.lacks_data(data):
        return raster
    return replace(raster, remarks=(_DATA_MISSING,))


def _heif(data: bytes) -> Raster:
    from pillow_heif import HeifImageFile  # noqa: PLC0415  # takes 60 ms, and only HEIC needs it

    return _loaded(HeifImageFile(io.BytesIO(data)))


_DECODERS: dict[str, Callable[[bytes], Raster]] = {
    "PNG": png.decode,
    "JPEG": _jpeg,
    "WEBP": _webp,
    "GIF": gif.decode,
    "BMP": bmp.decode,
    "TIFF": tiff.decode,
    "HEIF": _heif,
    "AVIF": _avif,
}
