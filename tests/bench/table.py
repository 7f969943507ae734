"""Results as rows of one table, printed as they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

WIDTHS = (50, 16, 48, 6, 7, 5)
HEADINGS = ("what", "measured (ms)", "beside (ms)", "ratio", "limit", "holds")


class Row(NamedTuple):
    """One result: what was measured, the reference from the same run, and whether the limit is kept."""

    what: str
    measured: str
    beside: str
    ratio: float
    limit: str = ""
    holds: bool = True


def times(milliseconds: Sequence[float]) -> str:
    """Return the median and the 95th percentile.

    >>> times([1.0, 2.0, 3.0])
    '2 / 3'
    """
    return f"{median(milliseconds):.0f} / {np.quantile(milliseconds, 0.95):.0f}"


def compared(
    what: str,
    measured: Sequence[float],
    floor: str,
    beside: Sequence[float],
    *,
    at_most: float | None = None,
    milliseconds: float | None = None,
) -> Row:
    """Return a row; limits are the ratio of medians, `at_most`, or our median in `milliseconds`."""
    ratio = median(measured) / median(beside)
    row = Row(what, times(measured), f"{floor} {times(beside)}", ratio)
    if milliseconds is not None:
        return row._replace(limit=f"{milliseconds:.0f} ms", holds=median(measured) <= milliseconds)
    if at_most is not None:
        return row._replace(limit=f"{at_most:g}", holds=ratio <= at_most)
    return row


def show(rows: Iterable[Row]) -> bool:
    """Print the rows as they arrive; return whether all keep their limits."""
    print(_line(HEADINGS), flush=True)
    holds = True
    for row in rows:
        holds &= row.holds
        verdict = ("yes" if row.holds else "NO") if row.limit else ""
        print(_line((*row[:3], f"{row.ratio:.2f}", row.limit, verdict)), flush=True)
    return holds


def _line(cells: Sequence[str]) -> str:
    sides = "<<<>><"
    return "  ".join(
        f"{cell:{side}{width}}" for cell, side, width in zip(cells, sides, WIDTHS, strict=True)
    ).rstrip()
