"""The reading order of marks: row after row, from left to right."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cnnviz.digits.marks import Mark


def in_reading_order(found: Iterable[Mark]) -> list[Mark]:
    """Return marks row after row, from left to right; a row may be slightly turned."""
    rows: list[list[Mark]] = []
    for mark in sorted(found, key=lambda mark: mark.place[1]):
        top, _, bottom, _ = mark.place
        best, most = None, 0.5
        for row in rows:
            last = row[-1].place
            overlap = min(bottom, last[2]) - max(top, last[0])
            share = overlap / min(bottom - top, last[2] - last[0])
            if share > most:
                best, most = row, share
        if best is None:
            rows.append([mark])
        else:
            best.append(mark)
    rows.sort(key=lambda row: float(np.mean([mark.place[0] + mark.place[2] for mark in row])))
    return [mark for row in rows for mark in row]
