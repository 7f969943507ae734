"""A dashboard on a free port, a Chromium, and waiting for conditions."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    expect,
)

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: A camera that shows a moving disc and a clock at 20 frames a second.
FAKE_CAMERA = "--use-fake-device-for-media-stream"
#: What Playwright switches off, repeated because Chromium uses only the last list; then hidden pages that it
#: opens with each profile, and its spare process: a third of the work of opening a page.
FEATURES_OFF = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
#: In ms: the interval of checks whether a page is at rest; a check per frame would cost half of the waiting.
LOOK_EVERY = 50
#: In ms: what takes longer than this never happens, even on a busy machine.
PATIENCE = 120_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(script: Path = ROOT / "app.py", **environment: str) -> Iterator[str]:
    """Run the dashboard (or another script with its settings) and yield its address."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *("--server.headless", "true", "--server.port", str(port), "--server.address", "127.0.0.1"),
    ]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        try:
            _wait_until_healthy(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            pass
        assert server.poll() is None, "the dashboard ended before it was healthy"
        time.sleep(0.05)
    raise AssertionError("the dashboard was not healthy in time")


def chromium(playwright: Playwright, *more: str) -> Browser:
    """Start a Chromium, with more flags if given."""
    path = subprocess.run(
        [ROOT / "scripts" / "find-chromium", sys.executable], check=True, capture_output=True, text=True
    ).stdout.strip()
    flags = [*FLAGS, *more, f"--disable-features={','.join(FEATURES_OFF)}"]
    return playwright.chromium.launch(executable_path=path, args=flags)


def profile(browser: Browser, **options: Any) -> BrowserContext:
    """Return a fresh profile that prefers no animations: the CPU paints all frames."""
    return browser.new_context(reduced_motion="reduce", **options)


class Visitor:
    """A profile with one page that is reset for each test.

    A truly fresh profile compiles Streamlit's front end again, which takes longer than most tests.
    """

    def __init__(self, context: BrowserContext, viewport: ViewportSize) -> None:
        self.context, self.viewport = context, viewport
        self.page = context.new_page()
        self.problems: list[str] = []
        self.sent: list[str | bytes] = []
        watch(self.page, self.problems)
        listen(self.page, self.sent)

    @classmethod
    @contextmanager
    def kept(cls, browser: Browser, *, viewport: ViewportSize, **options: Any) -> Iterator[Visitor]:
        context = profile(browser, viewport=viewport, accept_downloads=True, **options)
        yield cls(context, viewport)
        context.close()

    @contextmanager
    def at_work(self) -> Iterator[Page]:
        """Yield the page for one test, or several, and delete afterwards what is left behind."""
        page = self.page
        page.set_default_timeout(PATIENCE)
        try:
            with self.at_one_page():
                yield page
        finally:
            page.unroute_all(behavior="ignoreErrors")
            page.evaluate(FORGET)
            self.context.clear_cookies()
            page.goto("about:blank")

    @contextmanager
    def at_one_page(self) -> Iterator[Page]:
        """Yield the page as it is, on the usual screen: for one of several tests of one visit."""
        self.page.set_viewport_size(self.viewport)
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.problems.clear()
        yield self.page
        assert self.problems == [], self.problems


#: Delete what a visit leaves in a browser, apart from cookies.
FORGET = """() => {
  if (!location.protocol.startsWith('http')) return
  localStorage.clear()
  sessionStorage.clear()
}"""


#: True once the script has reached the links at the page's end, every component has drawn its message, and no
#: element is stale, all this long enough for the last listeners to be attached.
AT_REST = """() => {
  const atRest = () => {
    const app = document.querySelector('[data-testid=stApp]')
    if (app?.dataset.testConnectionState !== 'CONNECTED') return false
    if (app.dataset.testScriptState !== 'notRunning') return false
    const unfinished = '[data-testid=stAppSkeleton], [data-testid=stSkeleton], [data-stale=true]'
    if (document.querySelector(unfinished)) return false
    if (!document.querySelector('.st-key-page-on, .st-key-page-back')) return false
    const deep = (root) =>
      [...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
    const mounts = '[data-testid=stBidiComponentIsolated], [data-testid=stBidiComponentRegular]'
    const drawn = (mount) => {
      const roots = deep(mount.shadowRoot ?? mount).filter((e) => 'drawn' in e.dataset)
      return roots.length > 0 && roots.every((e) => e.dataset.drawn && e.dataset.drawn === e.dataset.wanted)
    }
    return [...document.querySelectorAll(mounts)]
      .filter((mount) => !mount.closest('.st-key-visitor-secret, .st-key-frame-script')) // they show nothing
      .every(drawn)
  }
  if (!atRest()) window.restSince = null
  else window.restSince ??= performance.now()
  return window.restSince !== null && performance.now() - window.restSince > 300
}"""


def rest(page: Page) -> None:
    """Wait until the page is at rest."""
    page.evaluate("window.restSince = null")
    page.wait_for_function(AT_REST, timeout=PATIENCE, polling=LOOK_EVERY)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-testid=stHeading]").first).to_be_visible(timeout=PATIENCE)
    rest(page)


def listen(page: Page, sent: list[str | bytes]) -> None:
    """Collect the messages that a page sends to the server."""

    # Playwright marks its callbacks, which a list's method does not allow.
    def note(frame: str | bytes) -> None:
        sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", note))


def watch(page: Page, problems: list[str]) -> None:
    """Collect console errors and requests to other hosts."""

    def console(message: ConsoleMessage) -> None:
        # When a page is opened by its own link, Streamlit probes for <page>/_stcore/...: not an error.
        if message.type == "error" and "/_stcore/" not in str(message.location):
            problems.append(message.text)

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda request: (
            problems.append(request.url)
            if not re.match(r"(https?|ws)://(127\.0\.0\.1|localhost)|data:|blob:", request.url)
            else None
        ),
    )
