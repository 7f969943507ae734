"""The nine patches of a filter on one sheet, and a grown input as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz.colours import GROUND, INK
from cnnviz.figures import font, pictures
from cnnviz.figures.pictures import JPEG_FROM, JPEG_QUALITY, Encoded
from cnnviz.lessons.exciting import Patch

Array = npt.NDArray[np.float32]

#: Patches in a row.
ACROSS = 3
#: In pixels, on the sheet to take home: the side of nine patches, the lines between them, and the margin.
SIDE, APART, MARGIN = 180, 2, 12


def patch_sheet(patches: Sequence[Patch]) -> Encoded:
    """Return patches of equal size on one sheet, three in a row, without gaps.

    What lies beyond a picture's edge is transparent. A large sheet is compressed as WebP.
    """
    return _encoded(_laid_out([_levels(one) for one in patches]))


def single_patch(one: Patch) -> Encoded:
    """Return one patch as a picture; what lies beyond the picture's edge is transparent."""
    return _encoded(_levels(one))


def all_layers(columns: Sequence[tuple[str, str, Sequence[Patch], Patch | None]]) -> Encoded:
    """Return one column for each layer: two lines of text, its nine patches, and its grown input.

    Args:
        columns: For each layer two lines of text, the patches, and the grown input if there is one.
    """
    top = 2 * MARGIN + 3 * font.SIZE
    size = (MARGIN + len(columns) * (SIDE + MARGIN), top + 2 * (SIDE + MARGIN))
    sheet = Image.new("RGB", size, GROUND)
    pen, letters = ImageDraw.Draw(sheet), ImageFont.load_default(font.SIZE)
    for n, (name, detail, patches, grown) in enumerate(columns):
        left = MARGIN + n * (SIDE + MARGIN)
        pen.text((left, MARGIN), name, INK, letters)
        pen.text((left, MARGIN + 1.5 * font.SIZE), detail, INK, letters)
        cell = (SIDE - 2 * APART) // ACROSS
        for place, one in enumerate(patches):
            row, column = divmod(place, ACROSS)
            at = (left + column * (cell + APART), top + row * (cell + APART))
            _paste(sheet, one, at, cell)
        if grown is not None:
            _paste(sheet, grown, (left, top + SIDE + MARGIN), SIDE)
    return pictures.pixels(np.asarray(sheet, np.float32) / np.float32(255))


def _paste(sheet: Image.Image, one: Patch, at: tuple[int, int], side: int) -> None:
    """Paste a patch, enlarged with hard pixels or reduced smoothly, in the middle of a square."""
    picture = Image.fromarray(_levels(one))
    scale = side / max(picture.size)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    picture = picture.resize(size, Image.Resampling.NEAREST if scale >= 1 else Image.Resampling.BOX)
    place = at[0] + (side - size[0]) // 2, at[1] + (side - size[1]) // 2
    sheet.paste(picture, place, picture)


def _levels(one: Patch) -> npt.NDArray[np.uint8]:
    """Return a patch as levels (height, width, 4) of red, green, blue and opacity."""
    levels = np.rint(np.clip(one.pixels, 0, 1) * 255).astype(np.uint8)
    rgb = np.repeat(levels[..., np.newaxis], 3, axis=2) if levels.ndim == 2 else levels
    return np.dstack([rgb, np.where(one.is_inside, 255, 0).astype(np.uint8)])


def _laid_out(cells: Sequence[npt.NDArray[np.uint8]]) -> npt.NDArray[np.uint8]:
    height, width = cells[0].shape[:2]
    rows = -(-len(cells) // ACROSS)
    sheet = np.zeros((rows * height, ACROSS * width, 4), np.uint8)
    for place, cell in enumerate(cells):
        row, column = divmod(place, ACROSS)
        sheet[row * height : (row + 1) * height, column * width : (column + 1) * width] = cell
    return sheet


def _encoded(levels: npt.NDArray[np.uint8]) -> Encoded:
    picture, buffer = Image.fromarray(levels), io.BytesIO()
    if levels.size < JPEG_FROM:
        picture.save(buffer, "PNG", compress_level=1)
        return Encoded(buffer.getvalue(), "image/png", picture.width, picture.height)
    picture.save(buffer, "WEBP", quality=JPEG_QUALITY, method=0)
    return Encoded(buffer.getvalue(), "image/webp", picture.width, picture.height)
