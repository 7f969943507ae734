"""Decode PNG files, also those with 16 bits per value of which fewer are in use."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageFile, PngImagePlugin

from cnnviz.images import headers, numbers, png_chunks
from cnnviz.images.numbers import Array, Numbers, Span
from cnnviz.images.png_chunks import Still
from cnnviz.images.raster import Brighter, Raster, exif_orientation
from cnnviz.images.shrinking import block_side

#: How Pillow is told to take the first, or the second, byte of each value with 16 bits.
_BYTES = {
    "I;16B": (("L", "L;16B"), ("L", "L;16")),
    "RGB;16B": (("RGB", "RGB;16B"), ("RGB", "RGB;16L")),
    "RGBA;16B": (("RGBA", "RGBA;16B"), ("RGBA", "RGBA;16L")),
    "LA;16B": (("RGBA", "RGBA"), ("RGBA", "RGBA")),  # both at once, as four channels
}
_BAND = 1 << 20  # pixels that are joined at a time
_MAX_COLOURED = 16_000_000  # pixels; spreading the values of more would take too long
_FULL = Span(0, 2**16 - 1)


def decode(data: bytes) -> Raster:
    """Return the picture of a PNG file as browsers show it.

    Browsers take the first 8 of 16 bits. If fewer bits count by the file's sBIT, their largest number is
    white here; if the file does not say it and the picture is dark, a brighter form comes with it.

    Args:
        data: A complete file, animated or not.

    Raises:
        ImageError: If it has too many pixels.
        ValueError: If it is damaged; Pillow also raises OSError and SyntaxError.
    """
    still = png_chunks.still(data)
    headers.check_size(still.size)
    opened = PngImagePlugin.PngImageFile(io.BytesIO(still.file))
    orientation = exif_orientation(opened) if "exif" in opened.info else 1  # Pillow would load it to find any
    if still.depth == 16:
        shown, remarks, brighter = _deep(still, opened)
    else:
        opened.load()
        shown, remarks, brighter = opened, (), None
    return Raster(_on_canvas(shown, still), still.size, still.profile, orientation, remarks, brighter)


def _on_canvas(image: Image.Image, still: Still) -> Image.Image:
    """Return the picture at its place; the rest of the canvas is transparent."""
    if still.frame_size == still.size:
        return image
    canvas = Image.new("RGBA", still.size)
    canvas.paste(image.convert("RGBA"), still.place)
    return canvas


def _deep(
    still: Still, opened: PngImagePlugin.PngImageFile
) -> tuple[Image.Image, tuple[str, ...], Brighter | None]:
    """Return a picture with 16 bits per value, the remarks about it, and its brighter form if it is dark."""
    raw_mode = str(opened.tile[0].args)
    values = _Values(still.file, raw_mode, opened.info.get("transparency"))
    shown = values.first_bytes()
    is_large = values.n_channels > 1 and still.size[0] * still.size[1] > _MAX_COLOURED
    if not values.is_dark or is_large or still.frame_size != still.size:
        return shown, (_FULL.sentence(),), None
    side = block_side(still.size, values.n_channels)
    small = numbers.reduced(values.bands(side), side, has_alpha=values.has_alpha)
    top = numbers.smallest_top(small.largest)
    told = 2 ** max(still.significant_bits, 8) - 1
    if top <= told < _FULL.white:
        span = Span(0, told)
        return _spread(small, span), (span.sentence(),), None
    span = Span(0, top)
    return shown, (_FULL.sentence(),), Brighter(_spread(small, span), (span.sentence(),))


def _spread(small: Numbers, span: Span) -> Image.Image:
    return numbers.image(small, span, alpha_white=_FULL.white)


class _Values:
    """The values of a picture with 16 bits, as two pictures: of their first and of their second bytes.

    Args:
        file: The PNG file.
        raw_mode: What Pillow calls its kind.
        key: The value, or the values of red, green and blue, that is transparent.
    """

    def __init__(self, file: bytes, raw_mode: str, key: int | tuple[int, ...] | None) -> None:
        self._is_grey_with_alpha = raw_mode == "LA;16B"
        self._key = None if key is None else np.array(key, np.uint16)
        self.has_alpha = key is not None or raw_mode in ("LA;16B", "RGBA;16B")
        self._file, self._raw_mode = file, raw_mode
        n_colours = 3 if raw_mode.startswith("RGB") else 1
        self.n_channels = n_colours + self.has_alpha
        self._high = self._bytes(0)
        self._low: Image.Image | None = self._high if self._is_grey_with_alpha else None
        bands = [self._high.getchannel(n) for n in range(n_colours)]
        self.is_dark = max(int(np.asarray(band).max()) for band in bands) < 128

    def _bytes(self, which: int) -> Image.Image:
        """Return the first or the second byte of each value."""
        mode, raw_mode = _BYTES[self._raw_mode][which]
        image = PngImagePlugin.PngImageFile(io.BytesIO(self._file))
        (tile,) = image.tile
        image._mode = mode
        image.tile = [ImageFile._Tile(tile.codec_name, tile.extents, tile.offset, raw_mode)]
        image.info.pop("transparency", None)
        image.load()
        return image

    def first_bytes(self) -> Image.Image:
        """Return the picture as browsers show it, 8 bits per value."""
        if self._is_grey_with_alpha:
            return Image.merge("LA", (self._high.getchannel(0), self._high.getchannel(2)))
        if self._key is None:
            return self._high
        opaque = [band[..., -1] >> 8 for band in self.bands(1)]
        image = self._high.copy()
        image.putalpha(Image.fromarray(np.concatenate(opaque).astype(np.uint8)))
        return image

    def bands(self, side: int) -> Iterator[Array]:
        """Yield the values from top to bottom, (rows, width, channels); rows is a multiple of `side`."""
        if self._low is None:
            self._low = self._bytes(1)
        width, height = self._high.size
        step = max(1, _BAND // width // side) * side
        for top in range(0, height, step):
            box = (0, top, width, min(top + step, height))
            high, low = (
                np.atleast_3d(np.asarray(image.crop(box), np.uint16)) for image in (self._high, self._low)
            )
            if self._is_grey_with_alpha:
                yield high[..., ::2] << 8 | high[..., 1::2]
            else:
                yield self._with_key(high << 8 | low)

    def _with_key(self, values: Array) -> Array:
        if self._key is None:
            return values
        is_opaque = (values != self._key).any(axis=-1, keepdims=True)
        alpha = np.where(is_opaque, _FULL.white, 0).astype(np.uint16)
        return np.concatenate((values, alpha), axis=-1)
