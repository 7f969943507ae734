"""Printed and handwritten characters, from font files: letters and signs, and digits in the same fonts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz.no_digits.letters import LIKE_DIGITS

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LETTERS = "".join(letter for letter in ALPHABET if letter not in LIKE_DIGITS)
SIGNS = "&@#%?+=*~<>{}[]"
#: The height of the characters in pixels.
HEIGHT = 64
#: The endings of the files of web fonts that are read: Latin letters, regular and bold.
LATIN = ("-latin-400-normal", "-latin-700-normal")


def font_files(folder: Path) -> list[Path]:
    """Return the font files below a folder, sorted; of web fonts only those with Latin letters."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in {".ttf", ".otf", ".woff"})
    return [file for file in files if file.suffix != ".woff" or file.stem.endswith(LATIN)]


@lru_cache(maxsize=4096)
def drawn(file: Path, character: str) -> npt.NDArray[np.float32] | None:
    """Return a character as ink (height, width) float32 in [0, 1], or None if the font leaves it empty."""
    font = _opened(file)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(character))
    if right - left < 2 or bottom - top < 2:
        return None
    page = Image.new("L", (right - left + 4, bottom - top + 4))
    ImageDraw.Draw(page).text((2 - left, 2 - top), character, font=font, fill=255)
    ink = np.asarray(page, np.float32) / np.float32(255)
    return ink if ink.any() else None


@lru_cache(maxsize=256)
def _opened(file: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), HEIGHT)
