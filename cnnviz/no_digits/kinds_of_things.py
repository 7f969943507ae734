"""Kinds of things that are no digits: those to learn from, and those to judge by."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cnnviz import images
from cnnviz.errors import DataError
from cnnviz.handwriting.pen_samples import Strokes
from cnnviz.handwriting.printed import fonts
from cnnviz.no_digits.glyphs import font_files
from cnnviz.no_digits.icons import icon_files, lines_of
from cnnviz.no_digits.letters import HANDS
from cnnviz.no_digits.shapes import SHAPES

#: One kind in so many is not learned from.
LEFT_OUT = 5
#: Leaves out at least one of the fonts of matplotlib and of the photographs that are there without folders.
SALT = "b"
#: The sample images that are photographs.
PHOTOGRAPHS = ("china", "flower")


@dataclass(frozen=True, eq=False)
class Things:
    """Kinds of things that are no digits.

    Args:
        letters: Letters as text, by hand.
        shapes: Names of shapes.
        fonts: Font files.
        icons: Icons as lines.
        photographs: Grey pictures (height, width) float32 in [0, 1].
    """

    letters: Sequence[str]
    shapes: Sequence[str]
    fonts: Sequence[Path]
    icons: Sequence[Strokes]
    photographs: Sequence[npt.NDArray[np.float32]]


def found(
    fonts_folder: str | None = None, icons_folder: str | None = None, pictures_folder: str | None = None
) -> tuple[Things, Things]:
    """Return the kinds to learn from and the kinds to judge by.

    Args:
        fonts_folder: A folder with font files; the fonts of matplotlib are there without it.
        icons_folder: A folder with icons, SVG files whose pictures are lines.
        pictures_folder: A folder with photographs; the sample images are there without it.
    """
    files = [*fonts(), *(font_files(_folder(fonts_folder)) if fonts_folder else [])]
    drawings = (
        {file.stem: lines_of(file) for file in icon_files(_folder(icons_folder))} if icons_folder else {}
    )
    scenes = {name: images.sample_images()[name]() for name in PHOTOGRAPHS}
    if pictures_folder:
        scenes |= photographs(_folder(pictures_folder))
    learned, judged = (
        Things(
            [text for hand in HANDS.values() for _, text in hand if is_left_out(text) == left_out],
            [name for name in SHAPES if is_left_out(name) == left_out],
            [file for file in files if is_left_out(family(file)) == left_out],
            [lines for name, lines in drawings.items() if lines and is_left_out(name) == left_out],
            [picture.mean(axis=2) for name, picture in scenes.items() if is_left_out(name) == left_out],
        )
        for left_out in (False, True)
    )
    return learned, judged


def is_left_out(name: str) -> bool:
    """Return whether a kind of this name is one to judge by; the same for the name on every machine."""
    return zlib.crc32(f"{SALT}{name}".encode()) % LEFT_OUT == 0


def family(file: Path) -> str:
    """Return the family of a font, which one file or several make."""
    return file.stem.split("-")[0]


def _folder(path: str) -> Path:
    folder = Path(path)
    if not folder.is_dir():
        raise DataError(f"There is no folder {folder.name!r}.")
    return folder


def photographs(folder: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Return the pictures below a folder by their names, (height, width, 3)."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in {".jpg", ".jpeg", ".png"})
    return {file.stem: images.load_image(file.read_bytes()) for file in files}
