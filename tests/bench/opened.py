"""Open a network: its page at rest, and the frames of a large drawing under a hand, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.bench.browser import HERE, at_rest, fresh, in_turns, opening, side_by_side
from tests.bench.table import Row, compared

STARTS, ROUNDS, FRAMES = 7, 7, 60
PAGE, FRAME = 2, 2
LARGE = {"resnet152": "ResNet-152", "densenet201": "DenseNet-201"}
EMPTY = "<canvas style='display:block'></canvas>"


def opened() -> Iterator[Row]:
    """VGG19's page at rest; then two drawings with all layers, panned and zoomed as a whole and near."""
    with side_by_side("empty.py") as (browser, ours, floor):
        vgg = opening(browser, f"{ours}/open_network?architecture=vgg19", 1)
        measured, beside = in_turns(vgg, opening(browser, floor, 0), STARTS)
        yield compared("VGG19's page at rest", measured, "an empty page:", beside, at_most=PAGE)
        empty = fresh(browser)
        empty.set_content(EMPTY)
        for name, title in LARGE.items():
            page = fresh(browser)
            page.goto(f"{ours}/open_network?architecture={name}")
            at_rest(page, 1)
            page.get_by_role("button", name="Unfold all").click()
            yield from frames(page, empty, f"{title}, near")
            page.get_by_role("button", name="Show the whole network").click()
            yield from frames(page, empty, f"{title}, whole")
            page.context.close()


def frames(page: Page, empty: Page, what: str) -> Iterator[Row]:
    """Yield the time of a frame while a hand pans and zooms, next to one of an empty canvas."""
    size = page.locator(".opened canvas").evaluate("canvas => [canvas.width, canvas.height]")
    script = (HERE / "opened.js").read_text(encoding="utf-8")

    def of(shown: Page) -> float:
        shown.bring_to_front()
        return float(shown.locator("canvas").first.evaluate(script, {"count": FRAMES, "size": size}))

    measured, beside = in_turns(lambda: of(page), lambda: of(empty), ROUNDS)
    yield compared(f"{what}: a frame", measured, "an empty canvas:", beside, at_most=FRAME)
