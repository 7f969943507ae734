"""The numbers of a plane as bytes, from which a browser reads exactly those that were shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
#: Pixels written as 0 … 255, pixels written as 0 … 1, and signed values.
Kind: TypeAlias = Literal["pixels255", "pixels", "signed"]
KINDS = ("pixels255", "pixels", "signed")
#: Bytes before the first number: a digest of all that follows.
HEAD = 16


@dataclass(frozen=True)
class Packed:
    """`HEAD` bytes of digest, then the numbers row by row, channels last; `type` is how they are written."""

    data: bytes
    type: Literal["uint8", "float32"]


def pack(values: Array, kind: Kind) -> Packed:
    """Return the numbers as bytes; a pixel takes one byte where that is exact, all else four.

    The digest goes ahead because Streamlit tells files of more than a megabyte apart by some parts only, the
    first among them.

    Args:
        values: (height, width) or (height, width, 3) float32; pixels in 0 … 1.
        kind: how they will be written. "pixels255" rounds to whole numbers, as it writes them.

    Raises:
        ValueError: of another shape, empty, not finite, or pixels outside of 0 … 1.
    """
    _check(values, kind)
    levels = np.rint(values * np.float32(255)).astype(np.uint8) if kind != "signed" else None
    if levels is not None and (kind == "pixels255" or _same(levels, values)):
        return Packed(_headed(levels.tobytes()), "uint8")
    return Packed(_headed(values.astype("<f4").tobytes()), "float32")


def _same(levels: npt.NDArray[np.uint8], values: Array) -> bool:
    return np.array_equal(levels.astype(np.float32) / np.float32(255), values)


def _headed(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=HEAD).digest() + data


def _check(values: Array, kind: Kind) -> None:
    if kind not in KINDS:
        raise ValueError(f"A plane's kind is one of {', '.join(KINDS)}. Received: {kind!r}")
    colour = values.ndim == 3 and values.shape[2] == 3 and kind != "signed"
    if not (values.ndim == 2 or colour) or not values.size:
        raise ValueError(
            f"A plane is (height, width), pixels also (height, width, 3). Received: {values.shape}"
        )
    least, most = float(values.min()), float(values.max())
    if not np.isfinite([least, most]).all():
        raise ValueError("A plane's values are finite. Received: some that are not.")
    if kind != "signed" and not 0 <= least <= most <= 1:
        raise ValueError(f"Pixels lie between 0 and 1. Received: {least} to {most}")
