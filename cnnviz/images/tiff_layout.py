"""Read the tags of a TIFF file that say where its numbers are and what they mean.

Source: Adobe, TIFF Revision 6.0, and Adobe Photoshop TIFF Technical Notes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import TiffImagePlugin
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from cnnviz.images.raster import TURNS

(
    _WIDTH,
    _HEIGHT,
    _BITS,
    _COMPRESSION,
    _PHOTOMETRIC,
    _FILL_ORDER,
    _STRIP_OFFSETS,
    _ORIENTATION,
    _SAMPLES,
    _ROWS_PER_STRIP,
    _STRIP_COUNTS,
) = (256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279)
_LARGEST, _PLANAR, _PREDICTOR = 281, 284, 317
_TILE_WIDTH, _TILE_HEIGHT, _TILE_OFFSETS, _TILE_COUNTS, _EXTRA, _FORMAT, _PROFILE = (
    *range(322, 326),
    338,
    339,
    34675,
)

_WITH_PREDICTOR = frozenset((5, 8, 32946, 34925, 50000))  # compressions; others ignore it

UNSIGNED, SIGNED, FLOAT = 1, 2, 3
_KINDS = {UNSIGNED: "u", SIGNED: "i", FLOAT: "f"}
ASSOCIATED_ALPHA, ALPHA = 1, 2


@dataclass(frozen=True)
class Layout:
    """What a TIFF file says of its first picture.

    A segment is a strip or a tile: `segment_size` is its width and height, `offsets` and `counts` say which
    bytes of the file it takes. With `is_planar`, the segments of one channel follow those of another.
    """

    size: tuple[int, int]
    bits: tuple[int, ...]
    formats: tuple[int, ...]
    photometric: int
    compression: int
    predictor: int
    fill_order: int
    is_planar: bool
    is_little: bool
    is_tiled: bool
    extra: tuple[int, ...]
    segment_size: tuple[int, int]
    offsets: tuple[int, ...]
    counts: tuple[int, ...]
    white: int | None
    orientation: int
    profile: bytes | None

    @property
    def n_channels(self) -> int:
        """The number of channels, alpha included."""
        return len(self.bits)

    @property
    def dtype(self) -> np.dtype[Any] | None:
        """The type of the numbers in the file, or None if NumPy has none such; see `packed_bits`."""
        if len(set(self.bits)) != 1 or len(set(self.formats)) != 1 or self.formats[0] not in _KINDS:
            return None
        kind, bits = _KINDS[self.formats[0]], self.bits[0]
        if bits not in ((16, 32, 64) if kind == "f" else (8, 16, 32, 64)):
            return None
        return np.dtype(f"{'<' if self.is_little else '>'}{kind}{bits // 8}")

    @property
    def packed_bits(self) -> int | None:
        """The number of bits of unsigned numbers that fill no whole bytes: 9 to 15."""
        bits = self.bits[0]
        same = set(self.bits) == {bits} and set(self.formats) == {UNSIGNED}
        return bits if same and 8 < bits < 16 else None


def read(data: bytes) -> Layout:
    """Return the layout of the first picture of a TIFF file.

    Raises:
        ValueError: If it has no size or no segments; Pillow also raises SyntaxError.
    """
    tags = ImageFileDirectory_v2(data[:16] if data[2] == 43 or data[3] == 43 else data[:8])
    file = io.BytesIO(data)
    file.seek(tags.next)
    tags.load(file)
    size = tags[_WIDTH], tags[_HEIGHT]
    n_channels, compression = tags.get(_SAMPLES, 1), tags.get(_COMPRESSION, 1)
    is_tiled = _TILE_OFFSETS in tags
    offsets, counts = (_TILE_OFFSETS, _TILE_COUNTS) if is_tiled else (_STRIP_OFFSETS, _STRIP_COUNTS)
    rows = min(tags.get(_ROWS_PER_STRIP, size[1]), size[1])
    return Layout(
        size=size,
        bits=_each(tags.get(_BITS, (1,)), n_channels),
        formats=_each(tags.get(_FORMAT, (UNSIGNED,)), n_channels),
        photometric=tags.get(_PHOTOMETRIC, 0),
        compression=compression,
        predictor=tags.get(_PREDICTOR, 1) if compression in _WITH_PREDICTOR else 1,
        fill_order=tags.get(_FILL_ORDER, 1),
        is_planar=tags.get(_PLANAR, 1) == 2 and n_channels > 1,
        is_little=tags.prefix == TiffImagePlugin.II,
        is_tiled=is_tiled,
        extra=_tuple(tags.get(_EXTRA, ())),
        segment_size=(tags[_TILE_WIDTH], tags[_TILE_HEIGHT]) if is_tiled else (size[0], rows),
        offsets=_tuple(tags.get(offsets, ())),
        counts=_tuple(tags.get(counts, ())),
        white=max(_tuple(tags.get(_LARGEST, ())), default=None),
        orientation=tags.get(_ORIENTATION, 1) if tags.get(_ORIENTATION, 1) in TURNS else 1,
        profile=tags.get(_PROFILE),
    )


def _tuple(value: int | Sequence[int]) -> tuple[int, ...]:
    return (value,) if isinstance(value, int) else tuple(value)


def _each(value: int | Sequence[int], n_channels: int) -> tuple[int, ...]:
    """Return the value of each channel; a file may name one for all, or too many."""
    values = _tuple(value)
    if not 0 < n_channels < 1000:
        raise ValueError(f"a TIFF file with {n_channels} channels")
    return values * n_channels if len(values) == 1 else values[:n_channels]
