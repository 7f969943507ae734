"""Make a picture smaller before it is worked on."""

from __future__ import annotations

from PIL import Image

from cnnviz.images import colour

LONGEST_SIDE = 1_024

# How much larger than the result the quick reduction leaves a picture at least.
_GAP, _GAP_WITH_ALPHA, _GAP_FOR_NUMBERS, _GAP_FOR_COLOURS = 3.0, 2.0, 2.0, 1.5


def bounded(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size (width, height) at which a picture of `size` is worked on.

    >>> bounded((3000, 2000))
    (1024, 683)
    """
    scale = min(1, LONGEST_SIDE / max(size))
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def block_side(size: tuple[int, int], n_channels: int) -> int:
    """Return the side of the blocks of pixels that may become one each, before `shrunk` does the rest.

    >>> block_side((5000, 2000), n_channels=1)
    2
    """
    return max(1, int(max(size) / LONGEST_SIDE / (_GAP_FOR_NUMBERS if n_channels == 1 else _GAP_FOR_COLOURS)))


def shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture of `size` with 8 bits per value, in mode L, RGB, CMYK or LAB, or LA or RGBA.

    Hamming's window is used; sharper ones cause halos, which filters would show. What is transparent does not
    mix in its colour.

    Args:
        image: A picture in any mode that `colour.plain` takes.
        size: (width, height), at most that of the picture.
    """
    if not (image.mode in ("LA", "RGBA", "La", "RGBa") or image.has_transparency_data):
        return colour.plain(image).resize(size, Image.Resampling.HAMMING, reducing_gap=_GAP)
    # Pillow reduces no picture with alpha before it resizes it, and would make three copies of it.
    shares = (whole / part for whole, part in zip(image.size, size, strict=True))
    factor = max(1, int(min(shares) / _GAP_WITH_ALPHA))
    if factor > 1:
        image = _reduced(image, factor)
    return colour.plain(image).resize(size, Image.Resampling.HAMMING)


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return the picture with each block of factor x factor pixels as one, worked on in bands."""
    width, height = image.size
    step = max(1, (1 << 20) // width // factor) * factor
    bands = [
        colour.plain(image.crop((0, top, width, min(top + step, height)))).reduce(factor)
        for top in range(0, height, step)
    ]
    whole = Image.new(bands[0].mode, (bands[0].width, -(-height // factor)))
    for n, band in enumerate(bands):
        whole.paste(band, (0, n * step // factor))
    return whole
