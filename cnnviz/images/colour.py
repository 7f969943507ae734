"""Convert any pixel format that a file can hold to 8-bit sRGB."""

import contextlib
import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_PLAIN_MODES = frozenset(("L", "RGB", "CMYK", "LAB"))
_PROFILED_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab ": "LAB"}
_FULL_SCALES = (1, 255, 65_535)
_SAME_COLOUR = 2  # of 255: a profile that changes no colour by more is a slightly rounded sRGB


def flatten(image: Image.Image) -> Image.Image:
    """Return the image with 8 bits per value, on white where it is transparent.

    16-bit integers are divided by 257 and rounded. 32-bit integers and floats are assumed to fill the
    smallest of the ranges 0 to 1, 0 to 255 and 0 to 65,535 that holds them all; if none does, they are
    stretched from their minimum to their maximum. NaN becomes black. (Colours with 16 bits per channel have
    already lost their lower 8 bits in Pillow.)

    Args:
        image: A decoded image in any of Pillow's modes.

    Returns:
        An image of the same size, in mode L, RGB, CMYK or LAB.
    """
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _flatten_numbers(image)
    if image.mode == "La":
        image = image.convert("LA")  # Pillow converts premultiplied alpha to plain alpha only
    if image.has_transparency_data:
        return _over_white(image.convert("RGBA"))
    return image if image.mode in _PLAIN_MODES else image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the image in sRGB, converted from its file's colour profile.

    Photos from phones are usually in Display P3, which looks pale without its profile. As in browsers, a
    profile that is broken, or meant for another mode, is ignored. So is a profile that is sRGB itself, which
    keeps the pixels unchanged.

    Args:
        image: An image in mode L, RGB, CMYK or LAB.
        profile: The bytes of an ICC profile, or None.

    Returns:
        An image of the same size, in mode RGB.
    """
    if image.mode == "LAB":
        return _transformed(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            wanted = _PROFILED_MODES.get(source.profile.xcolor_space)
            if wanted == image.mode or (wanted, image.mode) == ("RGB", "L"):
                return _transformed(image.convert(wanted), source)
    return image.convert("RGB")


def _flatten_numbers(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    low, high = _scale(values)
    levels = np.empty(values.shape, np.uint8)
    for numbers, row in zip(values, levels, strict=True):  # all rows at once would need 1.5 GB
        known = np.clip(np.nan_to_num(numbers.astype(np.float64), nan=low), low, high)
        row[:] = np.rint((known - low) / ((high - low) or 1) * 255)
    key = image.info.get("transparency")
    if isinstance(key, int):
        levels[values == key] = 255
    return Image.fromarray(levels)


def _scale(values: NDArray[Any]) -> tuple[float, float]:
    """Return the values that become 0 and 255."""
    if values.dtype.kind == "u":
        return 0, 65_535
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0, 1
    low, high = float(finite.min()), float(finite.max())
    full_scale = next((top for top in _FULL_SCALES if low >= 0 and high <= top), None)
    return (0, full_scale) if full_scale else (low, high)


def _over_white(rgba: Image.Image) -> Image.Image:
    white = Image.new("RGB", rgba.size, "white")
    white.paste(rgba, mask=rgba)
    return white


def _transformed(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    transform = ImageCms.buildTransform(
        source,
        ImageCms.createProfile("sRGB"),
        image.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if image.mode in ("L", "RGB") and _changes_little(transform, image.mode):
        return image.convert("RGB")
    return transform.apply(image)


def _changes_little(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    steps = np.linspace(0, 255, 6).astype(np.uint8)
    colours = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(1, -1, 3)
    probe = Image.fromarray(colours if mode == "RGB" else np.arange(256, dtype=np.uint8)[None])
    before, after = (np.asarray(i, dtype=np.int16) for i in (probe.convert("RGB"), transform.apply(probe)))
    return bool(np.abs(after - before).max() <= _SAME_COLOUR)
