"""The contrast of two colours, and the theme's colours."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the contrast of two colours (red, green, blue) in 0 ... 255, from 1 to 21. Source: WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    parts = np.array(colour) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def theme(scheme: str, name: str) -> tuple[int, int, int]:
    """Return a colour of the "light" or "dark" theme, such as "backgroundColor"."""
    text = tomllib.loads(CONFIG.read_text())["theme"][scheme][name]
    red, green, blue = (int(text[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def mixed(colour: Sequence[float], opacity: float, scheme: str) -> tuple[float, ...]:
    """Return a colour with this opacity as it looks on the theme's background."""
    ground = theme(scheme, "backgroundColor")
    return tuple(opacity * part + (1 - opacity) * under for part, under in zip(colour, ground, strict=True))
