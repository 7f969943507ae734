"""A network as strips of maps, from the photo to the best names, as one picture for Take home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cnnviz.colours import GROUND, INK, POSITIVE
from cnnviz.figures import captions, font, map_colours, pictures
from cnnviz.figures.shrunk_maps import shrunk
from cnnviz.photos import Guess

Array = npt.NDArray[np.float32]

#: In pixels: the side of a map, between maps, between strips, a row of text, the margin, the widest bar.
SIDE, GAP, BETWEEN, ROW, MARGIN, WIDEST = 56, 4, 64, 2 * font.SIZE, 16, 240
ARROW = "→"


class PicturedStrip(NamedTuple):
    """A strip: its maps (height, width, n), and the lines of text above and below it."""

    maps: Array
    above: str
    below: Sequence[str]


def strips_picture(
    photo: Array, strips: Sequence[PicturedStrip], guesses: Sequence[Guess]
) -> pictures.Encoded:
    """Return the photo, then each strip, then the names with their bars.

    Args:
        photo: (height, width, 3) in [0, 1].
        strips: The strips from left to right.
        guesses: The best names.
    """
    tall = max((strip.maps.shape[2] for strip in strips), default=1) * (SIDE + GAP)
    left = MARGIN + photo.shape[1]
    n_rows = 1 + max((len(strip.below) for strip in strips), default=0)
    height = 2 * MARGIN + max(tall + n_rows * ROW, photo.shape[0])
    width = left + len(strips) * (SIDE + BETWEEN) + BETWEEN + WIDEST + MARGIN
    picture = Image.new("RGB", (width, height), GROUND)
    pen, letters = ImageDraw.Draw(picture), ImageFont.load_default(font.SIZE)
    middle = MARGIN + ROW + tall // 2
    levels = np.rint(np.clip(photo, 0, 1) * 255).astype(np.uint8)
    picture.paste(Image.fromarray(levels), (MARGIN, max(MARGIN, middle - photo.shape[0] // 2)))
    for strip in strips:
        pen.text((left + BETWEEN // 2, middle), ARROW, INK, letters, anchor="mm")
        left += BETWEEN
        pen.text((left + SIDE // 2, MARGIN), strip.above, INK, letters, anchor="ma")
        for n, tile in enumerate(_tiles(strip.maps)):
            picture.paste(tile, (left, MARGIN + ROW + n * (SIDE + GAP)))
        for n, line in enumerate(strip.below):
            pen.text((left + SIDE // 2, MARGIN + ROW + tall + n * ROW), line, INK, letters, anchor="ma")
        left += SIDE
    pen.text((left + BETWEEN // 2, middle), ARROW, INK, letters, anchor="mm")
    _write_names(pen, letters, guesses, (left + BETWEEN, middle - len(guesses) * ROW))
    return pictures.pixels(np.asarray(picture, np.float32) / np.float32(255))


def _tiles(maps: Array) -> list[Image.Image]:
    """Return each map in the colours of all of them, enlarged by a whole factor."""
    limit = map_colours.reach(maps, "layer")
    small = shrunk(maps, SIDE)
    scale = max(1, SIDE // max(small.shape[:2]))
    colours = map_colours.table("layer")[map_colours.levels(small, limit)]
    large = colours.repeat(scale, axis=0).repeat(scale, axis=1)
    return [Image.fromarray(np.ascontiguousarray(large[:, :, n])) for n in range(large.shape[2])]


def _write_names(
    pen: ImageDraw.ImageDraw,
    letters: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    guesses: Sequence[Guess],
    corner: tuple[int, int],
) -> None:
    shares = np.array([one.probability for one in guesses], np.float32)
    left, top = corner
    for n, guess in enumerate(guesses):
        line = top + 2 * n * ROW
        pen.text((left, line), f"{guess.name}  {captions.share_among(shares, n)}", INK, letters)
        right = left + max(1, round(guess.probability * WIDEST))
        pen.rectangle((left, line + ROW, right, line + ROW + 6), fill=POSITIVE)
