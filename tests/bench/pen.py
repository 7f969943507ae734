"""The pen on the live network: our own work on a move, and the frames that come late."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.browser import at_rest, fresh
from tests.bench.stepper import precise
from tests.bench.table import Row
from tests.browser import harness

HERE = Path(__file__).parent
MOVES = 200
#: Our own work in ms, median and 95th percentile: for the networks `pen` and `lecture`, for both at once, and
#: for six convolutions.
PEN, LECTURE, BOTH, SIX = (8.0, 12.0), (3.0, 6.0), (9.0, 14.0), (8.0, 12.0)
#: A frame is late if it takes this much longer than one at 60 a second.
LATE = 1.5 * 1000 / 60
#: Of the frames that are not late while nothing moves.
AT_LEAST = 0.9


def pen() -> Iterator[Row]:
    """A stroke of 200 moves on the front page, read by each network, and on six convolutions."""
    script = HERE / "pages" / "six_convolutions.py"
    with (
        sync_playwright() as playwright,
        harness.dashboard() as ours,
        harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as six,
    ):
        browser = harness.chromium(playwright)
        yield from rows("the network pen", moved(browser, ours), PEN)
        yield from rows("the lecture's network", moved(browser, f"{ours}/?reader=lecture"), LECTURE)
        yield from rows("both networks", moved(browser, f"{ours}/?reader=pen&both=yes"), BOTH)
        yield from rows("six convolutions", moved(browser, six), SIX)
        browser.close()


def moved(browser: Browser, address: str) -> list[dict[str, Any]]:
    """Draw one long stroke; return the times of each move but the first ones."""
    page = fresh(browser)
    page.add_init_script(path=HERE / "pen.js")
    page.goto(address)
    at_rest(page, 1)
    places = list(along(page))
    page.mouse.move(*places[0])
    page.mouse.down()
    taken = [one_move(page, place) for place in places[1:]]
    page.mouse.up()
    page.context.close()
    return taken[-MOVES:]


def one_move(page: Page, place: tuple[float, float]) -> dict[str, Any]:
    page.evaluate("pen.watch()")
    page.mouse.move(*place)
    taken: dict[str, Any] = page.evaluate("pen.result")
    return taken


def along(page: Page) -> Iterator[tuple[float, float]]:
    """Yield places on the pad: an eight, written several times over and a little apart."""
    box = page.locator(".live .board").bounding_box()
    assert box is not None
    for n in range(MOVES + 6):
        turn, size = n / 40 * 2 * math.pi, 0.25 + 0.1 * n / MOVES
        x = box["x"] + box["width"] * (0.5 + size * math.sin(2 * turn) / 2)
        y = box["y"] + box["height"] * (0.5 + size * math.sin(turn))
        yield x, y


def rows(what: str, moves: list[dict[str, Any]], limits: tuple[float, float]) -> Iterator[Row]:
    """Yield the table's rows for one network."""
    worked = [one["worked"] for one in moves]
    ratio = max(median(worked) / limits[0], float(np.quantile(worked, 0.95)) / limits[1])
    idle = [one["idle"] for one in moves]
    yield Row(
        f"pen on {what}: our own work",
        precise(worked),
        f"an idle frame: {precise(idle)}",
        ratio,
        "{:g} / {:g} ms".format(*limits),
        ratio <= 1,
    )
    in_time = sum(one["frame"] <= LATE for one in moves)
    idle_in_time = sum(one <= LATE for one in idle)
    share = in_time / max(1, idle_in_time)
    yield Row(
        f"its frame: {in_time} of {len(moves)} not late",
        precise([one["frame"] for one in moves]),
        f"idle frames: {idle_in_time} of {len(moves)} not late",
        share,
        f"≥ {AT_LEAST:g}",
        share >= AT_LEAST,
    )
