"""A test card: one image with everything that filters tell apart.

+-------------------------------+
| colour bars                   |  flat areas, upright edges
+---------------+---------------+
| star          | zone plate    |  edges in all directions; waves of all directions and widths
+-------+-------+-------+-------+
| chess | slant | lines | ball  |  corners; slanted edges; thin lines; a round gradient
+-------+-------+-------+-------+
| ramp, staircase               |  a straight gradient, and the same in steps
+-------------------------------+
"""

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]

_SIDE = 512
_PAPER, _INK = (0.93, 0.92, 0.88), (0.09, 0.14, 0.25)
_GREY = (0.55, 0.57, 0.60)
_ORANGE, _TEAL = (0.95, 0.57, 0.15), (0.13, 0.58, 0.58)
_BARS = ((1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1), (0, 0, 0))


def draw() -> NDArray[np.float32]:
    """Return the test card.

    Returns:
        `(512, 512, 3)` float32 in [0, 1], each value a multiple of 1/255; always the same.
    """
    card = np.empty((_SIDE, _SIDE, 3))
    card[:] = _GREY
    _put(card, 0, 0, _bars(56, _SIDE))
    _put(card, 64, 4, _star(248))
    _put(card, 64, 260, _zone_plate(248))
    for column, tile in enumerate((_chess, _slanted, _lines, _ball)):
        _put(card, 320, 4 + 128 * column, tile(120))
    _put(card, 448, 0, _ramp(32, _SIDE, levels=256))
    _put(card, 480, 0, _ramp(32, _SIDE, levels=16))
    return np.rint(card * 255).astype(np.float32) / np.float32(255)


def _put(card: _Floats, top: int, left: int, tile: _Floats) -> None:
    height, width = tile.shape[:2]
    card[top : top + height, left : left + width] = tile


def _centred(side: int) -> tuple[_Floats, _Floats]:
    """Return each pixel's distance below and to the right of the centre of a square."""
    down, right = np.indices((side, side)) - (side - 1) / 2
    return down, right


def _mixed(below: tuple[float, ...] | _Floats, above: tuple[float, ...] | _Floats, cover: _Floats) -> _Floats:
    """Return `above` over `below`; `cover` is the opacity of each pixel, fractional at smooth edges."""
    cover = np.clip(cover, 0, 1)[..., None]
    return np.asarray(below) * (1 - cover) + np.asarray(above) * cover


def _bars(height: int, width: int) -> _Floats:
    return np.tile(np.repeat(_BARS, width // len(_BARS), axis=0), (height, 1, 1)).astype(float)


def _star(side: int, spokes: int = 18) -> _Floats:
    down, right = _centred(side)
    radius = np.hypot(down, right)
    to_edge = np.sin(spokes * np.arctan2(down, right)) * radius / spokes
    wheel = _mixed(_PAPER, _INK, to_edge + 0.5)
    return _mixed(_GREY, wheel, side / 2 - 4 - radius)


def _zone_plate(side: int) -> _Floats:
    down, right = _centred(side)
    wave = np.cos(np.pi * (down**2 + right**2) / (1.6 * side))
    return _mixed(_INK, _PAPER, 0.5 + wave / 2)


def _chess(side: int, square: int = 15) -> _Floats:
    row, column = np.indices((side, side)) // square
    return _mixed(_PAPER, _INK, ((row + column) % 2).astype(float))


def _slanted(side: int) -> _Floats:
    down, right = _centred(side)
    tile = np.broadcast_to(_PAPER, (side, side, 3))
    for colour, centre, degrees, half in ((_TEAL, (-14, -12), 20, 36), (_ORANGE, (20, 20), 60, 26)):
        angle = np.deg2rad(degrees)
        y, x = down - centre[0], right - centre[1]
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        tile = _mixed(tile, colour, half + 0.5 - np.maximum(np.abs(along), np.abs(across)))
    return tile


def _lines(side: int) -> _Floats:
    """Return vertical lines above the diagonal and horizontal ones below, from 8 pixels wide down to 1."""
    widths = np.repeat((8, 7, 6, 5, 4, 3, 2, 1), (2, 2, 2, 2, 2, 4, 8, 32))
    stripes = np.repeat(np.arange(len(widths)) % 2, widths)[:side].astype(float)
    row, column = np.indices((side, side))
    return _mixed(_PAPER, _INK, stripes[np.maximum(row, column)])


def _ball(side: int) -> _Floats:
    down, right = _centred(side)
    light = np.hypot(down + side / 7, right + side / 7) / (0.62 * side)
    shaded = _mixed((1.0, 0.86, 0.62), (0.45, 0.16, 0.05), light)
    return _mixed(_INK, shaded, side / 2 - 6 - np.hypot(down, right))


def _ramp(height: int, width: int, *, levels: int) -> _Floats:
    steps = np.arange(width) * levels // width
    return np.broadcast_to((steps / (levels - 1))[None, :, None], (height, width, 3))
