"""Decode TIFF files: the usual ones by Pillow, those of large or many numbers here."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, TiffImagePlugin, WebPImagePlugin

from cnnviz.images import headers, numbers, tiff_bands, tiff_layout
from cnnviz.images.numbers import Array, Span
from cnnviz.images.raster import Raster, exif_orientation
from cnnviz.images.shrinking import block_side
from cnnviz.images.tiff_layout import ALPHA, ASSOCIATED_ALPHA, FLOAT, SIGNED, Layout

_WHITE_IS_0, _BLACK_IS_0, _RGB, _CIELAB, _ICCLAB = 0, 1, 2, 8, 9
_WEBP = 50001
_MEANINGS = {
    4: "a transparency mask",
    10: "ITU Lab colours",
    32803: "a camera's raw data",
    32844: "the light of a scene, LogL",
    32845: "the light of a scene, LogLuv",
    34892: "a camera's raw data",
}
_MOST_CHANNELS = 500  # instruments in satellites have up to 400
_COMPRESSIONS = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32809, 32946, 34676, 34677, 34925, 50000))


def decode(data: bytes) -> Raster:
    """Return the first picture of a TIFF file.

    Args:
        data: A complete file.

    Raises:
        ImageError: If it has too many pixels, or is of a kind that is not read.
        ValueError: If it is damaged; Pillow also raises OSError, KeyError and SyntaxError.
    """
    layout = tiff_layout.read(data)
    headers.check_size(layout.size)
    headers.check_size(layout.segment_size)  # a tile may be far larger than the image that is cut from it
    if layout.photometric in _MEANINGS:
        raise headers.unread(f"This TIFF file holds {_MEANINGS[layout.photometric]}")
    if layout.compression == _WEBP:
        return _from_webp(data, layout)
    if layout.compression not in _COMPRESSIONS:
        raise headers.unread(f"This TIFF file has the unusual compression {layout.compression}")
    if (opened := _known_to_pillow(data, layout)) is not None:
        opened.load()
        return Raster(
            opened,
            opened.size,
            opened.info.get("icc_profile"),
            exif_orientation(opened),
            _remarks(layout),
        )
    return _by_numbers(data, layout)


def _known_to_pillow(data: bytes, layout: Layout) -> TiffImagePlugin.TiffImageFile | None:
    """Return the opened file if Pillow reads it right, as it does unsigned numbers of 8 bits."""
    is_numeric = layout.photometric in (_WHITE_IS_0, _BLACK_IS_0, _RGB)
    if is_numeric and (max(layout.bits) > 8 or {SIGNED, FLOAT} & set(layout.formats)):
        return None
    try:
        return TiffImagePlugin.TiffImageFile(io.BytesIO(data))
    except SyntaxError:
        return None


def _by_numbers(data: bytes, layout: Layout) -> Raster:
    is_lab = layout.photometric in (_CIELAB, _ICCLAB)
    is_read = (
        layout.compression in tiff_bands.COMPRESSIONS
        and (layout.dtype is not None or layout.packed_bits is not None)
        and layout.photometric in (_WHITE_IS_0, _BLACK_IS_0, _RGB, _CIELAB, _ICCLAB)
        and not (is_lab and (layout.dtype is None or layout.dtype.kind == "f" or layout.dtype.itemsize > 2))
    )
    if not is_read:
        if layout.n_channels > _MOST_CHANNELS or not 1 <= min(layout.bits) <= max(layout.bits) <= 64:
            raise ValueError("a TIFF file of impossible numbers")
        raise headers.unread(f"This TIFF file has {_kind(layout)}")
    image, remarks = _lab(data, layout) if is_lab else _spread(data, layout)
    remarks = (*_remarks(layout), *remarks)
    return Raster(image, layout.size, layout.profile, layout.orientation, remarks)


def _kind(layout: Layout) -> str:
    """Return how many channels of how many bits there are."""
    bits = " and ".join(map(str, sorted(set(layout.bits))))
    channels = "one channel" if layout.n_channels == 1 else f"{layout.n_channels} channels"
    return f"{channels} of {bits} bits, which is unusual"


def _channels(layout: Layout) -> tuple[list[int], int | None]:
    """Return the channels that are shown as colours, and the one that is alpha or None."""
    n_colours = 1 if layout.photometric in (_WHITE_IS_0, _BLACK_IS_0) else 3
    extra = layout.extra or ((ALPHA,) if (n_colours, layout.n_channels) == (3, 4) else ())
    if layout.n_channels > n_colours and extra and extra[0] in (ASSOCIATED_ALPHA, ALPHA):
        return list(range(n_colours)), n_colours
    return list(range(3 if layout.n_channels >= 3 else 1)), None


def _remarks(layout: Layout) -> tuple[str, ...]:
    """Return a sentence if there are channels that are not shown."""
    if layout.photometric not in (_WHITE_IS_0, _BLACK_IS_0, _RGB, _CIELAB, _ICCLAB):
        return ()
    colours, alpha = _channels(layout)
    if layout.n_channels == len(colours) + (alpha is not None):
        return ()
    if len(colours) == 1:
        return (f"Only the first of {layout.n_channels} channels is shown.",)
    if layout.photometric == _BLACK_IS_0:
        return (f"The first three of {layout.n_channels} channels are shown as red, green and blue.",)
    return (f"The file has {layout.n_channels} channels. Only its colours are shown.",)


def _spread(data: bytes, layout: Layout) -> tuple[Image.Image, tuple[str, ...]]:
    """Return the picture of a file of numbers, with the range that is shown."""
    colours, alpha = _channels(layout)
    chosen = colours if alpha is None else [*colours, alpha]
    is_multiplied = alpha is not None and layout.extra[:1] == (ASSOCIATED_ALPHA,)
    side = block_side(layout.size, len(chosen))
    bands = tiff_bands.bands(data, layout, side)
    if chosen != list(range(layout.n_channels)):
        bands = (band[..., chosen] for band in bands)
    found = numbers.reduced(bands, side, has_alpha=alpha is not None, is_multiplied=is_multiplied)
    dtype = layout.dtype or np.dtype(np.uint16)
    span = numbers.span(found, dtype, layout.bits[0], layout.white)
    image = numbers.image(
        found,
        span,
        alpha_white=numbers.opaque(found, span, dtype, layout.bits[0]),
        is_multiplied=is_multiplied,
        is_inverted=layout.photometric == _WHITE_IS_0,
    )
    is_usual = dtype == np.uint8 and span == Span(0, 255)
    return image, () if is_usual else (span.sentence(decimal=dtype.kind == "f"),)


def _lab(data: bytes, layout: Layout) -> tuple[Image.Image, tuple[str, ...]]:
    """Return a picture in CIE L*a*b*, of 8 or 16 bits, in Pillow's mode LAB."""
    side, bits = block_side(layout.size, 3), layout.bits[0]
    is_icc = layout.photometric == _ICCLAB
    lightest = 255 << 8 if is_icc and bits == 16 else 2**bits - 1

    def converted(band: Array) -> Array:
        lab: Array = band[..., :3].astype(np.float32) / 2 ** (bits - 8)
        lab[..., 0] *= 255 / (lightest / 2 ** (bits - 8))
        if is_icc:
            lab[..., 1:] -= 128
        else:
            lab[..., 1:][lab[..., 1:] >= 128] -= 256
        return lab

    bands = tiff_bands.bands(data, layout, side)
    lab = np.rint(numbers.reduced(map(converted, bands), side).values)
    lightness, others = np.clip(lab[..., :1], 0, 255), np.clip(lab[..., 1:], -128, 127)
    content = np.concatenate((lightness, others % 256), axis=-1).astype(np.uint8)
    return Image.frombytes("LAB", content.shape[1::-1], content.tobytes(), "raw", "LAB"), ()


def _from_webp(data: bytes, layout: Layout) -> Raster:
    """Return the picture of a file whose strips or tiles are WebP, which Pillow's libtiff cannot read."""
    width, height = layout.segment_size
    image = Image.new("RGBA" if layout.n_channels == 4 else "RGB", layout.size)
    rows, columns = range(0, layout.size[1], height), range(0, layout.size[0], width)
    places = [(left, top) for top in rows for left in columns]
    if min(len(layout.offsets), len(layout.counts)) < len(places):
        raise ValueError("a TIFF file without all of its strips or tiles")
    for place, offset, count in zip(places, layout.offsets, layout.counts, strict=False):
        content = data[offset : offset + count]
        size = headers.webp_size(content)
        if size[0] > width or size[1] > height:
            raise ValueError("a strip that is larger than the TIFF file says")
        segment = WebPImagePlugin.WebPImageFile(io.BytesIO(content))
        image.paste(segment.convert(image.mode), place)
    return Raster(image, layout.size, layout.profile, layout.orientation, _remarks(layout))
