"""The magnifier under a moving pointer: four planes at once, on the page Images are numbers."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np
from playwright.sync_api import sync_playwright

from tests.bench.browser import at_rest, fresh
from tests.bench.table import Row, compared
from tests.browser import harness

MOVES = 100
WORK = 5.0
"""In ms, for 95 of 100 moves."""
FRAMES = 2


def magnifier() -> Iterator[Row]:
    """The pointer on a picture with its three channels, until all numbers are in a frame."""
    moves = (Path(__file__).parent / "magnifier.js").read_text(encoding="utf-8")
    with sync_playwright() as playwright, harness.dashboard() as address:
        browser = harness.chromium(playwright)
        page = fresh(browser)
        page.goto(f"{address}/numbers?view=channels")
        at_rest(page, 1)
        page.wait_for_function(READ)
        times = page.evaluate(moves, MOVES)
        browser.close()
    late = float(np.quantile(times["work"], 0.95))
    yield Row(
        "pointer on the magnifier, our own work",
        f"{median(times['work']):.1f} / {late:.1f}",
        "",
        late / WORK,
        f"{WORK:g} ms",
        late <= WORK,
    )
    yield compared(
        "until its numbers are in a frame", times["painted"], "an idle frame:", times["idle"], at_most=FRAMES
    )


#: True once the magnifier's numbers are loaded.
READ = """() => {
  const deep = (root) =>
    [...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  return deep(document).some((e) => e.matches(".stage") && e.dataset.read === e.dataset.wanted)
}"""
