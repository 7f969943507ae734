"""Digits that people wrote on paper, scanned, each filling its frame."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.data_sets import Labels, Pictures
from cnnviz.errors import DataError
from cnnviz.mnist import N_CLASSES

#: Authors and licence.
CREDIT = 'UCI "Optical Recognition of Handwritten Digits" (Alpaydin, Kaynak; CC BY 4.0)'


def read(path: str | Path) -> tuple[Pictures, Labels]:
    """Return the scans in an .npz file with x (n, height, width) uint8, ink is bright, and y (n,).

    Raises:
        DataError: If there is no such file, or it holds something else.
    """
    file = Path(path)
    try:
        with np.load(file, allow_pickle=False) as archive:
            x, y = archive["x"], archive["y"]
    except FileNotFoundError as error:
        raise DataError(f"There is no file of scans {file.name!r}.") from error
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise DataError(f"The file {file.name!r} cannot be read as scans: {error}") from error
    fits = x.ndim == 3 and x.dtype == np.uint8 and y.shape == x.shape[:1] and len(x)
    if not fits or y.dtype.kind not in "ui" or not (y < N_CLASSES).all() or not x.any(axis=(1, 2)).all():
        raise DataError(f"The file {file.name!r} needs pictures of bytes with ink in each, and their labels.")
    return x, y.astype(np.uint8)


def nothing() -> tuple[Pictures, Labels]:
    """Return what `read` returns, without any scan."""
    return np.empty((0, 1, 1), np.uint8), np.empty(0, np.uint8)


def upright(scan: npt.NDArray[np.uint8], aspect: float, longest: int = 64) -> npt.NDArray[np.float32]:
    """Return a scan as ink whose width is `aspect` times its height.

    Returns:
        (longest, round(aspect * longest)) float32 in [0, 1].
    """
    size = (max(1, round(aspect * longest)), longest)
    smooth = Image.fromarray(scan).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(smooth, np.float32) / np.float32(255)
