"""A plane's numbers as bytes, from which the browser reads exactly the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from cnnviz.ui.components.headed import headed

Array = npt.NDArray[np.float32]
#: Pixels shown as 0 … 255, pixels shown as 0 … 1, pixels that are 0 or 1, and signed values.
Kind: TypeAlias = Literal["pixels255", "pixels", "bits", "signed"]
KINDS = get_args(Kind)


@dataclass(frozen=True)
class Packed:
    """The digest of `headed`, then the numbers row by row, channels last, in the number format `type`."""

    data: bytes
    type: Literal["uint8", "float32"]


def pack(values: Array, kind: Kind) -> Packed:
    """Return the numbers as bytes: pixels in one byte each if that is exact, anything else in four.

    Args:
        values: (height, width) or (height, width, 3) float32; pixels in 0 … 1.
        kind: how the numbers are shown. "pixels255" rounds to integers.

    Raises:
        ValueError: if the shape is wrong, the array empty or not finite, or a pixel outside 0 … 1.
    """
    _check(values, kind)
    if kind == "bits":
        return Packed(headed(values.astype(np.uint8).tobytes()), "uint8")
    levels = np.rint(values * np.float32(255)).astype(np.uint8) if kind != "signed" else None
    if levels is not None and (kind == "pixels255" or _same(levels, values)):
        return Packed(headed(levels.tobytes()), "uint8")
    return Packed(headed(values.astype("<f4").tobytes()), "float32")


def _same(levels: npt.NDArray[np.uint8], values: Array) -> bool:
    return np.array_equal(levels.astype(np.float32) / np.float32(255), values)


def _check(values: Array, kind: Kind) -> None:
    if kind not in KINDS:
        raise ValueError(f"A plane's kind must be one of {', '.join(KINDS)}. Received: {kind!r}")
    colour = values.ndim == 3 and values.shape[2] == 3 and kind in ("pixels", "pixels255")
    if not (values.ndim == 2 or colour) or not values.size:
        raise ValueError(
            f"A plane must be (height, width), or (height, width, 3) for pixels. Received: {values.shape}"
        )
    least, most = float(values.min()), float(values.max())
    if not np.isfinite([least, most]).all():
        raise ValueError("A plane's values must be finite. Received: some that are not.")
    if kind == "bits" and not np.isin(values, (0, 1)).all():
        raise ValueError(f"Bits are 0 or 1. Received: {least} to {most}")
    if kind != "signed" and not 0 <= least <= most <= 1:
        raise ValueError(f"Pixels must be between 0 and 1. Received: {least} to {most}")
