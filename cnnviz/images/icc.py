"""Write ICC profiles for the colour spaces that a PNG file may name without one.

Source: ICC.1:2022; the adaptation to D50 is Bradford's.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

#: Chromaticities: x and y of white, red, green and blue.
SRGB = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
DISPLAY_P3 = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
BT2020 = (0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046)

#: Parameters of ICC's curve of type 3: (a x + b)^g from d on, c x below. One number is the power g alone.
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
BT709_CURVE = (2.4,)  # of a display for it, by ITU-R BT.1886, as browsers take it

_D50 = np.array([0.9642, 1, 0.8249])
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_LARGEST = 32_767  # in ICC's fixed-point numbers


def profile(chromaticities: Sequence[float], curve: Sequence[float]) -> bytes | None:
    """Return an ICC profile of an RGB colour space.

    Args:
        chromaticities: x and y of white, red, green and blue.
        curve: (g,) for the power g, or (g, a, b, c, d), from values in [0, 1] to light.

    Returns:
        The profile's bytes, or None if there is no such colour space.
    """
    columns = _columns(chromaticities)
    if columns is None or not 0 < curve[0] <= _LARGEST:
        return None
    kind = 0 if len(curve) == 1 else 3
    shape = b"para" + bytes(4) + struct.pack(">HH", kind, 0) + _fixed(*curve)
    text = b"mluc" + bytes(4) + struct.pack(">II2sHII", 1, 12, b"en", 0x5553, 2, 28) + b"\0P"
    coordinates = [b"XYZ " + bytes(4) + _fixed(*column) for column in (*columns.T, _D50)]
    names = (b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"rTRC", b"gTRC", b"bTRC", b"desc", b"cprt")
    return _joined(dict(zip(names, (*coordinates, shape, shape, shape, text, text), strict=True)))


def _columns(chromaticities: Sequence[float]) -> npt.NDArray[np.float64] | None:
    """Return the matrix from linear RGB to XYZ relative to D50, (3, 3), or None if there is none."""
    x, y = np.reshape(chromaticities, (4, 2)).T
    if not ((x >= 0) & (x <= 1) & (y > 0) & (y <= 1)).all():
        return None
    white, *primaries = np.stack((x / y, np.ones(4), (1 - x - y) / y), axis=-1)
    matrix = np.stack(primaries, axis=-1)
    if abs(np.linalg.det(matrix)) < 1e-6:
        return None
    scaled = matrix * np.linalg.solve(matrix, white)
    adapted = np.diag((_BRADFORD @ _D50) / (_BRADFORD @ white))
    columns: npt.NDArray[np.float64] = np.linalg.solve(_BRADFORD, adapted @ _BRADFORD @ scaled)
    return columns if np.abs(columns).max() < _LARGEST else None


def _fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65_536) for number in numbers))


def _joined(tags: dict[bytes, bytes]) -> bytes:
    """Return the profile with these tags, each at a multiple of four bytes."""
    contents = [content + bytes(-len(content) % 4) for content in tags.values()]
    starts = np.cumsum([132 + 12 * len(tags), *map(len, contents)]).tolist()
    header = struct.pack(">I4x4B4s4s4s12x4s28x", starts[-1], 4, 0, 0, 0, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header += _fixed(*_D50)
    table = b"".join(
        name + struct.pack(">II", start, len(content))
        for name, start, content in zip(tags, starts, contents, strict=False)
    )
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + b"".join(contents)
