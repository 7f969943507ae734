"""The cost of watching a training run: a browser on its page, next to a browser on another page."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.browser import fresh
from tests.bench.table import Row
from tests.browser import harness

PAIRS = 5
EPOCHS = 8
AT_LEAST = 0.85
N_DIGITS = 4000


def rows() -> Iterator[Row]:
    """Yield one row: digits per second while the Train page shows the run, and while it does not."""
    expect.set_options(timeout=4 * harness.PATIENCE)
    with sync_playwright() as playwright, harness.dashboard() as address:
        browser = harness.chromium(playwright)
        page = fresh(browser)
        page.set_default_timeout(4 * harness.PATIENCE)
        train(page, f"{address}/train?epochs=1")  # until the worker is warm
        whole = f"{address}/train?epochs={EPOCHS}"
        seconds = N_DIGITS * EPOCHS / train(page, whole)
        pairs = [(train(page, whole), train(page, whole, away=2 * seconds)) for _ in range(PAIRS)]
        browser.close()
    watched, alone = ([pair[n] for pair in pairs] for n in (0, 1))
    ratio = median(one / other for one, other in pairs)
    yield Row(
        "training watched in a browser, digits a second",
        f"{median(watched):,.0f}",
        f"beside an idle browser: {median(alone):,.0f}",
        ratio,
        f"≥ {AT_LEAST:g}",
        ratio >= AT_LEAST,
    )


def train(page: Page, address: str, *, away: float = 0.0) -> float:
    """Train once, with the page in view or `away` for some seconds; return the digits per second."""
    harness.visit(page, address)
    page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text(re.compile("^(Training|Finished) · epoch"))).to_be_visible()
    if away:
        page.goto("about:blank")
        page.wait_for_timeout(1000 * away)
        harness.visit(page, address)
    expect(page.get_by_text(re.compile("^Finished · epoch"))).to_be_visible()
    with page.expect_download() as table:
        page.get_by_role("button", name="Run (.csv)", exact=True).click()
    pace = digits_a_second(table.value.path())
    page.get_by_role("button", name=re.compile("^Forget run")).click()
    harness.rest(page)
    return pace


def digits_a_second(table: Path) -> float:
    """Return the speed from the end of the first epoch on, including the evaluation after each epoch."""
    with table.open() as lines:
        ends = [float(row["seconds"]) for row in csv.DictReader(lines) if row["kind"] == "epoch"]
    return N_DIGITS * (len(ends) - 1) / (ends[-1] - ends[0]) if len(ends) > 1 else N_DIGITS / ends[0]
