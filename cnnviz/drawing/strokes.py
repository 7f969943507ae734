"""A drawing as strokes: to and from the text that stands in a link, and to pixels."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from cnnviz.errors import ImageError

Point = tuple[int, int]
Stroke = tuple[Point, ...]
Picture = npt.NDArray[np.float32]

#: Width and height of the board. A point (x, y) is the centre of one of its cells, (0, 0) at the top left.
BOARD = 256
#: Width of the pen on the board: a felt pen, and what a network that was trained on MNIST reads best.
PEN = 20
MAX_STROKES = 40
MAX_POINTS = 2000
#: Two bytes for the length of each stroke and two for each point, in base64.
MAX_TEXT = math.ceil((2 * MAX_STROKES + 2 * MAX_POINTS) * 4 / 3)
#: What a drawing with more strokes or points is answered.
TOO_MUCH = "That is more than a link can hold. Clear the pad and draw with fewer strokes."

_OVERSAMPLING = 4
_BAD_TEXT = "The drawing in this link is damaged. Draw it again."


@dataclass(frozen=True)
class Drawing:
    """Strokes of one or more points (x, y), whole numbers from 0 to 255; y points down. One point is a dot.

    Raises:
        ImageError: if there are more strokes or points than a link holds, or a point lies off the board.
    """

    strokes: tuple[Stroke, ...] = ()

    def __post_init__(self) -> None:
        if len(self.strokes) > MAX_STROKES or sum(map(len, self.strokes)) > MAX_POINTS:
            raise ImageError(TOO_MUCH)
        on_board = all(0 <= value < BOARD for stroke in self.strokes for point in stroke for value in point)
        if not (on_board and all(self.strokes)):
            raise ImageError(f"A stroke needs points from 0 to {BOARD - 1}. Draw it again.")


def to_text(drawing: Drawing) -> str:
    """Return the drawing as text for a link: letters, digits, "-" and "_" only.

    It is base64 (RFC 4648, section 5, without padding) of, for each stroke, its number of points in two bytes
    and its points in two bytes each.

    >>> to_text(Drawing((((10, 20), (30, 40)),)))
    'AAIKFB4o'
    """
    data = bytearray()
    for stroke in drawing.strokes:
        data += len(stroke).to_bytes(2)
        data += bytes(value for point in stroke for value in point)
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def parse(text: str) -> Drawing:
    """Return the drawing that `to_text` wrote.

    Raises:
        ImageError: if the text is too long or is not what `to_text` writes.

    >>> parse("AAIKFB4o")
    Drawing(strokes=(((10, 20), (30, 40)),))
    """
    if len(text) > MAX_TEXT:
        raise ImageError(TOO_MUCH)
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise ImageError(_BAD_TEXT) from error
    drawing = Drawing(tuple(_strokes(data)))
    if to_text(drawing) != text:
        raise ImageError(_BAD_TEXT)
    return drawing


def _strokes(data: bytes) -> Iterator[Stroke]:
    while data:
        end = 2 + 2 * int.from_bytes(data[:2])
        if not 2 < end <= len(data):
            raise ImageError(_BAD_TEXT)
        yield tuple(zip(data[2:end:2], data[3:end:2], strict=True))
        data = data[end:]


def render(drawing: Drawing, size: int = BOARD, *, width: float = PEN) -> Picture:
    """Return the drawing as a picture: black ink on white, round ends and joints, smooth edges.

    Args:
        drawing: the strokes.
        size: pixels on each side.
        width: of the pen, in cells of the board.

    Returns:
        (size, size) float32 in [0, 1], each value a multiple of 1/255.
    """
    scale = size * _OVERSAMPLING / BOARD
    thickness = max(1, round(width * scale))
    reach = (thickness - 1) / 2  # Pillow draws the pixels at both ends, too
    board = Image.new("L", (size * _OVERSAMPLING,) * 2, 255)
    pen = ImageDraw.Draw(board)
    for stroke in drawing.strokes:
        points = [((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5) for x, y in stroke]
        for start, end in pairwise(points):
            pen.line([start, end], fill=0, width=thickness)
        for x, y in points:
            pen.ellipse([x - reach, y - reach, x + reach, y + reach], fill=0)
    return np.asarray(board.reduce(_OVERSAMPLING), dtype=np.float32) / np.float32(255)
