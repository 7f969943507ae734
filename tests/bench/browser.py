"""Waiting times in a browser, each next to the same on a minimal page.

Two dashboards with the same settings run side by side, ours and the minimal one, and are measured in turns.
Time is taken inside the page (`measure.js`), from the key press to the frame with all pictures complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect, sync_playwright

from tests.bench.photo import twelve_megapixels
from tests.bench.table import Row, compared
from tests.browser import harness, visitor

HERE = Path(__file__).parent
PAIRS = 20
STARTS = 15
SIZE: ViewportSize = {"width": 1440, "height": 900}
START = 1.5
SLIDER = 1.5
SLIDER_WHILE_TRAINING = 3
DIGIT = 300.0
"""In ms; CNN Explainer takes 639."""

Ask = Callable[[], float]


@contextmanager
def side_by_side(floor: str) -> Iterator[tuple[Browser, str, str]]:
    """Run a browser, our dashboard and the minimal one; yield the two addresses."""
    script = HERE / "pages" / floor
    with (
        sync_playwright() as playwright,
        harness.dashboard() as ours,
        harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as least,
    ):
        browser = harness.chromium(playwright)
        try:
            yield browser, ours, least
        finally:
            browser.close()


def fresh(browser: Browser) -> Page:
    """Return a page in its own profile, in which `bench` measures."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(path=HERE / "measure.js")
    page = context.new_page()
    page.set_default_timeout(harness.PATIENCE)
    return page


def at_rest(page: Page, stages: int = 0) -> float:
    """Wait until the page is at rest; return the time since loading began, in ms."""
    return float(page.evaluate(f"bench.rested(300, {stages})"))


def pressing(page: Page, slider: str, keys: Iterator[str]) -> Ask:
    """Return a function that presses the next key on a slider and returns the ms until the new pictures."""
    handle = page.get_by_role("slider", name=slider)

    def ask() -> float:
        handle.focus()
        page.evaluate("bench.redrawn.watch()")
        page.keyboard.press(next(keys))
        taken = float(page.evaluate("bench.redrawn.result"))
        at_rest(page)
        return taken

    return ask


def there_and_back(steps: int) -> Iterator[str]:
    """Yield keys that move a slider up and down."""
    while True:
        yield from ["ArrowRight"] * steps
        yield from ["ArrowLeft"] * steps


def in_turns(ours: Ask, floor: Ask, n: int = PAIRS) -> tuple[list[float], list[float]]:
    """Return the times of each function, called in turns; the first call of each does not count."""
    ours(), floor()
    pairs = [(ours(), floor()) if turn % 2 else (floor(), ours())[::-1] for turn in range(n)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def start() -> Iterator[Row]:
    """The front page in a fresh profile: the time until it is at rest, and all bytes that it is sent."""
    with side_by_side("empty.py") as (browser, ours, floor):
        measured, beside = in_turns(opening(browser, ours, 1), opening(browser, floor, 0), STARTS)
        yield compared("front page at rest", measured, "an empty page:", beside, at_most=START)
        measured, beside = [[kilobytes(browser, *given)] for given in ((ours, 1), (floor, 0))]
        yield compared("bytes sent for the front page (KB)", measured, "for an empty page:", beside)


def opening(browser: Browser, address: str, stages: int) -> Ask:
    """Return a function that opens a page in a fresh profile and returns the ms until it is at rest."""

    def ask() -> float:
        page = fresh(browser)
        page.goto(address)
        taken = at_rest(page, stages)
        page.context.close()
        return taken

    return ask


def kilobytes(browser: Browser, address: str, stages: int) -> float:
    """Return what a page is sent over the wire until it is at rest, without the frames of messages."""
    page = fresh(browser)
    wire = page.context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda event: sizes.append(received(event["response"])))
    wire.send("Network.enable")
    page.goto(address)
    at_rest(page, stages)
    page.context.close()
    return sum(sizes) / 1000


def received(message: dict[str, Any]) -> float:
    """Return the bytes of a message, which Chromium's protocol writes in base64 unless it is text."""
    length = len(message["payloadData"])
    return length if message["opcode"] == 1 else length * 3 / 4


def slider() -> Iterator[Row]:
    """The size of a kernel on an uploaded photo of 12 megapixels; then the same during a training run."""
    with side_by_side("photo.py") as (browser, ours, floor):
        least = fresh(browser)
        least.goto(floor)
        at_rest(least)
        page = fresh(browser)
        page.goto(f"{ours}/evaluate")  # answers when the workers stand: not the first seconds are measured
        at_rest(page, 1)
        page.goto(f"{ours}/filters?rounds={quote('max 2 2 gaussian blur 9x9')}")
        at_rest(page, 1)
        upload(page)
        move = pressing(page, "Size", there_and_back(10))
        page.get_by_role("slider", name="Size").focus()
        page.keyboard.press("ArrowRight")  # from here on the kernel is a picture, as on the floor's page
        visitor.named(page, "Your own", "gaussian blur 11x11", "feature map")
        move_least = pressing(least, "Size", there_and_back(10))
        measured, beside = in_turns(move, move_least)
        floors = "a slider and the same pictures, encoded before:"
        yield compared("slider to picture, 12 megapixels", measured, floors, beside, at_most=SLIDER)
        trainer = fresh(browser)
        trainer.goto(f"{ours}/train?epochs=30")

        def move_while_training() -> float:
            keep_training(trainer)
            return move()

        measured, beside_training = in_turns(move_while_training, move_least)
        yield compared(
            "the same while a network is trained",
            measured,
            "that, while none is trained:",
            beside,
            at_most=SLIDER_WHILE_TRAINING,
        )
        yield compared("", measured, "that, meanwhile as well:", beside_training)
        trainer.get_by_role("button", name="Stop").click()


def upload(page: Page) -> None:
    """Upload the photo through the picker, like a visitor."""
    visitor.open_picker(page)
    page.get_by_test_id("stPopoverBody").get_by_text("Your own", exact=True).click()
    photo: FilePayload = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": twelve_megapixels()}
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_text("Your image of 4,000 × 3,000 pixels")).to_be_visible(timeout=harness.PATIENCE)
    at_rest(page, 1)
    visitor.close_picker(page)


def keep_training(page: Page) -> None:
    """Start a training run unless one is active."""
    going = page.get_by_text("Training · epoch")
    if not going.count():
        page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Train", exact=True).click()
        expect(going).to_be_visible(timeout=harness.PATIENCE)


def digit() -> Iterator[Row]:
    """Choose another digit on the network page, until every layer's picture is new."""
    with side_by_side("layers.py") as (browser, ours, floor):
        least, page = fresh(browser), fresh(browser)
        least.goto(floor)
        page.goto(f"{ours}/network?number=3600")
        at_rest(least)
        at_rest(page, 2)
        onward = ["ArrowRight"] * (PAIRS + 1)  # every digit is a new one: none comes from a cache
        measured, beside = in_turns(
            pressing(page, "Sample", iter(onward)), pressing(least, "Sample", iter(onward))
        )
        floors = "a slider and as many pictures, encoded before:"
        yield compared("another digit, every layer redrawn", measured, floors, beside, milliseconds=DIGIT)
