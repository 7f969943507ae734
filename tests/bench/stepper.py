"""The stepper under a moving pointer: 100 moves over the output of 28 x 28 x 3 with a 5 x 5 kernel."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

import numpy as np
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.bench.table import Row
from tests.browser import harness

HERE = harness.ROOT / "tests" / "bench"
SCRIPT = harness.ROOT / "tests" / "browser" / "pages" / "steppers.py"
CASE = "28x28x3"
MOVES = 100
#: In ms, for 95 of 100 handlers.
HANDLER = 5.0
FRAME = 1000 / 60
SIZE: ViewportSize = {"width": 1440, "height": 900}


def stepper() -> Iterator[Row]:
    """The handler's own work on a move within the output, and the frame with the number."""
    with harness.dashboard(SCRIPT, PYTHONPATH=str(harness.ROOT)) as address, sync_playwright() as playwright:
        browser = harness.chromium(playwright)
        context = browser.new_context(viewport=SIZE)
        context.add_init_script(path=HERE / "pointer.js")
        page = context.new_page()
        page.set_default_timeout(harness.PATIENCE)
        page.goto(f"{address}/?case={CASE}")
        expect(page.locator(".stepper[data-drawn]")).to_be_visible(timeout=harness.PATIENCE)
        moves = list(over_cells(page))
        browser.close()
    yield from rows(moves)


def over_cells(page: Page) -> Iterator[dict[str, Any]]:
    """Move over cells all over the output; return each move's duration, and whether its cell was in time."""
    box = page.locator(".grid.output").bounding_box()
    assert box is not None
    rng = np.random.default_rng(0)
    side = page.locator(".grid.output").evaluate(
        "(grid) => parseFloat(getComputedStyle(grid).getPropertyValue('--cell'))"
    )
    for row, column in rng.integers(0, 24, (MOVES + 1, 2)).tolist():
        taken = moved(page, box["x"] + (column + 0.5) * side, box["y"] + (row + 0.5) * side)
        yield taken | {"in_time": taken["cell"] == [row, column]}


def moved(page: Page, x: float, y: float) -> dict[str, Any]:
    page.evaluate("pointer.watch()")
    page.mouse.move(x, y)
    taken: dict[str, Any] = page.evaluate("pointer.result")
    return taken


def rows(moves: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield the table's rows; the first move does not count."""
    worked = [one["worked"] for one in moves[1:]]
    late = float(np.quantile(worked, 0.95))
    within = sum(one <= HANDLER for one in worked)
    yield Row(
        "pointer over the stepper: its own work",
        precise(worked),
        f"{within} of {MOVES} within {HANDLER:g} ms",
        late / HANDLER,
        f"{HANDLER:g} ms",
        within >= 0.95 * MOVES,
    )
    frames = [one["painted"] for one in moves[1:]]
    in_time = sum(one["in_time"] for one in moves[1:])
    yield Row(
        f"the same to the frame: {in_time} of {MOVES} in the next",
        precise(frames),
        f"one frame at 60 a second: {FRAME:.1f}",
        median(frames) / FRAME,
        "all",
        in_time == MOVES,
    )


def precise(milliseconds: list[float]) -> str:
    """Return the median and the 95th percentile, with one decimal.

    >>> precise([0.1, 0.2, 0.3])
    '0.2 / 0.3'
    """
    return f"{median(milliseconds):.1f} / {np.quantile(milliseconds, 0.95):.1f}"
