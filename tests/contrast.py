"""The contrast of two colours, the theme's colours, and how a projector shows a picture."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

Floats = npt.NDArray[np.floating]

#: A projected picture: how far a pixel spreads, and the hall's light, as a share of white.
BLUR, STRAY_LIGHT = 2.0, 0.08
CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the contrast of two colours (red, green, blue) in 0 ... 255, from 1 to 21. Source: WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def linear(colours: npt.ArrayLike) -> Floats:
    """Return colours (..., 3) in 0 ... 255 as linear light in 0 ... 1. Source: IEC 61966-2-1 (sRGB)."""
    parts = np.asarray(colours) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _luminance(colour: Sequence[float]) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def lightness(luminance: npt.ArrayLike) -> Floats:
    """Return the lightness L* of luminances in 0 ... 1. Source: CIE 15."""
    light = np.asarray(luminance)
    return np.where(light > (6 / 29) ** 3, 116 * np.cbrt(light) - 16, light * (29 / 3) ** 3)


def projected(picture: npt.ArrayLike, ground: Sequence[float]) -> Floats:
    """Return the lightness of a picture at the back of a hall, where its pixels blur and light strays.

    Args:
        picture: (height, width, 3) in 0 ... 255, in pixels of the screen.
        ground: The page's colour around it.

    Returns:
        The inner part of the picture, into which the ground does not spread: L* from 0 to 100.
    """
    far = int(4 * BLUR)
    around = ((far, far), (far, far))
    channels = np.moveaxis(np.asarray(picture, float), 2, 0)
    pairs = zip(channels, ground, strict=True)
    page = np.stack([np.pad(one, around, constant_values=level) for one, level in pairs], axis=-1)
    light = gaussian_filter(linear(page), (BLUR, BLUR, 0)) @ [0.2126, 0.7152, 0.0722]
    seen = (light + STRAY_LIGHT) / (1 + STRAY_LIGHT)
    inner = far + int(3 * BLUR)
    return lightness(seen[inner:-inner, inner:-inner])


def theme(scheme: str, name: str) -> tuple[int, int, int]:
    """Return a colour of the "light" or "dark" theme, such as "backgroundColor"."""
    text = tomllib.loads(CONFIG.read_text())["theme"][scheme][name]
    red, green, blue = (int(text[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def mixed(colour: Sequence[float], opacity: float, scheme: str) -> tuple[float, ...]:
    """Return a colour with this opacity as it looks on the theme's background."""
    ground = theme(scheme, "backgroundColor")
    return tuple(opacity * part + (1 - opacity) * under for part, under in zip(colour, ground, strict=True))
