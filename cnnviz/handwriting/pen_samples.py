"""Digits that people wrote with a pen on a tablet, from a file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.errors import DataError
from cnnviz.mnist import N_CLASSES

#: The strokes of one digit: the points (x, y) of each, (n, 2) float64, y points down.
Strokes = list[npt.NDArray[np.float64]]

#: Authors and licence.
CREDIT = 'UCI "Pen-Based Recognition of Handwritten Digits" (Alpaydin, Alimoglu; CC BY 4.0)'


class PenSample(NamedTuple):
    """One digit: what it is, the number of its writer, and its strokes."""

    label: int
    writer: int
    strokes: Strokes


def read(path: str | Path) -> list[PenSample]:
    """Return the digits in a file of strokes.

    Args:
        path: gzipped JSON: [{"label": 0-9, "writer": n, "strokes": [[[x, y], ...], ...]}, ...]; y points up,
            as on a tablet.

    Raises:
        DataError: If there is no such file, or it holds something else.
    """
    file = Path(path)
    try:
        entries = json.loads(gzip.decompress(file.read_bytes()))
        samples = [_sample(entry) for entry in entries]
    except FileNotFoundError as error:
        raise DataError(f"There is no file of strokes {file.name!r}.") from error
    except (OSError, EOFError, ValueError, TypeError, KeyError) as error:
        raise DataError(f"The file {file.name!r} cannot be read as strokes: {error}") from error
    if not samples:
        raise DataError(f"The file {file.name!r} holds no digit.")
    return samples


def _sample(entry: Any) -> PenSample:
    label, writer = int(entry["label"]), int(entry["writer"])
    strokes = [np.array(stroke, np.float64) * [1.0, -1.0] for stroke in entry["strokes"] if stroke]
    if not 0 <= label < N_CLASSES:
        raise ValueError(f"a label must be from 0 to {N_CLASSES - 1}, received {label}")
    if not strokes or any(stroke.shape[1:] != (2,) or not np.isfinite(stroke).all() for stroke in strokes):
        raise ValueError("a digit needs strokes of points [x, y]")
    return PenSample(label, writer, strokes)
