"""Convert the pictures that files hold to 8-bit sRGB, on white where they are transparent."""

import contextlib
import io

import numpy as np
from PIL import Image, ImageCms

_PLAIN_MODES = frozenset(("L", "RGB", "CMYK", "LAB", "LA", "RGBA"))
_PROFILED_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab ": "LAB"}
_SAME_COLOUR = 2  # of 255: a profile that changes no colour by more is a slightly rounded sRGB


def plain(image: Image.Image) -> Image.Image:
    """Return the picture with each colour and alpha in a channel of its own.

    Args:
        image: A decoded picture, 8 bits per value, in any of Pillow's modes.

    Returns:
        A picture of the same size, in mode L, RGB, CMYK or LAB, or LA or RGBA if it is transparent anywhere.
    """
    if image.mode == "La":
        return image.convert("LA")  # Pillow converts premultiplied alpha to plain alpha only
    if image.mode in ("LA", "RGBA"):
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in _PLAIN_MODES else image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB, converted from its file's colour profile, on white.

    Photos from phones are usually in Display P3, which looks pale without its profile. As in browsers, a
    profile that is broken, or meant for another mode, is ignored. So is a profile that is sRGB itself, which
    keeps the pixels unchanged.

    Args:
        image: A picture in one of the modes that `plain` returns.
        profile: The bytes of an ICC profile, or None.

    Returns:
        A picture of the same size, in mode RGB.
    """
    if image.mode not in ("LA", "RGBA"):
        return _converted(image, profile)
    alpha = image.getchannel("A")
    white = Image.new("RGB", image.size, "white")
    white.paste(_converted(image.convert(image.mode[:-1]), profile), mask=alpha)
    return white


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode == "LAB":
        return _transformed(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            wanted = _PROFILED_MODES.get(source.profile.xcolor_space)
            if wanted == image.mode or (wanted, image.mode) == ("RGB", "L"):
                return _transformed(image.convert(wanted), source)
    return image.convert("RGB")


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
