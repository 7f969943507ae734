"""The live camera: frames a second through a kernel, beside those of the bare camera."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.bench.browser import fresh
from tests.bench.table import Row
from tests.browser import harness

#: Those of most cameras at 640x480.
FRAMES_A_SECOND = 30
#: How long frames are counted, and how often.
SECONDS, PAIRS = 4, 5
#: The least share of the camera's frames, where there is a limit.
KERNELS = {"sobel x": 0.75, "gabor 11x11 45°": None, "gabor 31x31 45°": None}

#: Shows the camera's picture as it is, and counts its frames.
BARE = """async () => {
  const video = document.body.appendChild(document.createElement("video"))
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } })
  video.dataset.frames = 0
  const count = () => {
    video.dataset.frames = Number(video.dataset.frames) + 1
    video.requestVideoFrameCallback(count)
  }
  video.requestVideoFrameCallback(count)
  await video.play()
}"""


def camera() -> Iterator[Row]:
    """Yield one row a kernel."""
    flags = (f"{harness.FAKE_CAMERA}=fps={FRAMES_A_SECOND}", "--use-fake-ui-for-media-stream")
    with sync_playwright() as playwright, harness.dashboard() as address:
        browser = harness.chromium(playwright, *flags)
        for kernel, at_least in KERNELS.items():
            pairs = [(through(browser, address, kernel), bare(browser, address)) for _ in range(PAIRS)]
            ours, beside = ([pair[n] for pair in pairs] for n in (0, 1))
            ratio = median(one / other for one, other in pairs)
            row = Row(
                f"camera through {kernel}, frames a second",
                f"{median(ours):.1f}",
                f"the bare camera: {median(beside):.1f}",
                ratio,
            )
            if at_least is not None:
                row = row._replace(limit=f"≥ {at_least:g}", holds=ratio >= at_least)
            yield row
        browser.close()


def through(browser: Browser, address: str, kernel: str) -> float:
    """Return the frames a second that Filters shows."""
    page = fresh(browser)
    harness.visit(page, f"{address}/filters?rounds={quote(f'max 2 2 {kernel}')}")
    page.get_by_text("Live camera", exact=True).click()
    return counted(page, "[data-camera=on]")


def bare(browser: Browser, address: str) -> float:
    """Return the frames a second of the camera's own picture on an empty page."""
    page = fresh(browser)
    page.goto(f"{address}/_stcore/health")
    page.evaluate(BARE)
    return counted(page, "video")


def counted(page: Page, selector: str) -> float:
    """Return by how much an element's `data-frames` grows in a second, and close the page."""
    element = page.locator(selector)
    expect(element).to_be_attached(timeout=harness.PATIENCE)
    page.wait_for_timeout(1000)  # the first frames come while the page is still being laid out
    count = "element => [Number(element.dataset.frames), performance.now()]"
    first, began = element.evaluate(count)
    page.wait_for_timeout(1000 * SECONDS)
    last, ended = element.evaluate(count)
    page.context.close()
    return float(1000 * (last - first) / (ended - began))
