"""A drawing as strokes: convert it to and from the text in a link, from the pad, and to pixels."""

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
Array = npt.NDArray[np.float32]

#: Width and height of the board. A point (x, y) is the centre of a cell; (0, 0) is the top left one.
BOARD = 256
#: Width of the pen on the board: like a felt pen, and what a network trained on MNIST reads best.
PEN = 20
MAX_STROKES = 40
MAX_POINTS = 2000
#: Two bytes for the length of each stroke and two for each point, in base64.
MAX_TEXT = math.ceil((2 * MAX_STROKES + 2 * MAX_POINTS) * 4 / 3)
#: The message for a drawing with too many strokes or points.
TOO_MUCH = "That is more than a link can hold. Clear the pad and draw with fewer strokes."

_OVERSAMPLING = 4
_NO_STROKES = "The pad gave no drawing. Clear it and draw again."
_BAD_TEXT = "The drawing in this link is damaged. Draw it again."


@dataclass(frozen=True)
class Drawing:
    """Strokes of one or more points (x, y), integers from 0 to 255; y points down. A single point is a dot.

    Raises:
        ImageError: If there are more strokes or points than a link can hold, or a point is off the board.
    """

    strokes: tuple[Stroke, ...] = ()

    def __post_init__(self) -> None:
        if len(self.strokes) > MAX_STROKES or sum(map(len, self.strokes)) > MAX_POINTS:
            raise ImageError(TOO_MUCH)
        on_board = all(0 <= value < BOARD for stroke in self.strokes for point in stroke for value in point)
        if not (on_board and all(self.strokes)):
            raise ImageError(f"A stroke must have points from 0 to {BOARD - 1}. Draw it again.")


def to_text(drawing: Drawing) -> str:
    """Return the drawing as text for a link: only letters, digits, "-" and "_".

    For each stroke, the number of points in two bytes and two bytes for each point are encoded in base64 (RFC
    4648, section 5, without padding).

    >>> to_text(Drawing((((10, 20), (30, 40)),)))
    'AAIKFB4o'
    """
    data = bytearray()
    for stroke in drawing.strokes:
        data += len(stroke).to_bytes(2)
        data += bytes(value for point in stroke for value in point)
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def parse(text: str) -> Drawing:
    """Return the drawing for a text written by `to_text`.

    Raises:
        ImageError: If the text is too long or was not written by `to_text`.

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


def from_lists(strokes: object) -> Drawing:
    """Return the drawing for lists of strokes of points [x, y], as JSON holds them.

    Raises:
        ImageError: If it is anything else, or more than a link can hold.

    >>> from_lists([[[10, 20], [30, 40]]])
    Drawing(strokes=(((10, 20), (30, 40)),))
    """
    lists = _list(strokes, MAX_STROKES)
    return Drawing(tuple(tuple(map(_point, _list(stroke, MAX_POINTS))) for stroke in lists))


def _list(value: object, most: int) -> list[object]:
    if not isinstance(value, list):
        raise ImageError(_NO_STROKES)
    if len(value) > most:
        raise ImageError(TOO_MUCH)
    return value


def _point(value: object) -> Point:
    match value:
        case [int(x), int(y)] if bool not in (type(x), type(y)):
            return x, y
    raise ImageError(_NO_STROKES)


def _strokes(data: bytes) -> Iterator[Stroke]:
    while data:
        end = 2 + 2 * int.from_bytes(data[:2])
        if not 2 < end <= len(data):
            raise ImageError(_BAD_TEXT)
        yield tuple(zip(data[2:end:2], data[3:end:2], strict=True))
        data = data[end:]


def render(drawing: Drawing, size: int = BOARD, *, width: float = PEN) -> Array:
    """Return the drawing as an image: black ink on white, round ends and joints, anti-aliased.

    Args:
        drawing: The strokes.
        size: Pixels on each side.
        width: Width of the pen, in cells of the board.

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
