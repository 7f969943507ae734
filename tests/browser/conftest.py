"""One dashboard, one Chromium and three visitors for all browser tests of a process."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect, sync_playwright

from tests.browser import harness
from tests.browser.harness import Visitor

expect.set_options(timeout=harness.PATIENCE)


#: Scripts for a running Streamlit.
collect_ignore = ["pages"]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with harness.dashboard() as url:
        yield url


@pytest.fixture(scope="session")
def steppers() -> Iterator[str]:
    """The address of the page with one stepper, of the case that its link names."""
    script = harness.ROOT / "tests" / "browser" / "pages" / "steppers.py"
    with harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = harness.chromium(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[Visitor]:
    """A visitor at a desk, kept for all tests: use `page`."""
    with Visitor.kept(browser, viewport=harness.DESK) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def second_desk(browser: Browser) -> Iterator[Visitor]:
    """Another visitor, kept for all tests: use `other`."""
    with Visitor.kept(browser, viewport=harness.DESK) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def hand(browser: Browser) -> Iterator[Visitor]:
    """A visitor with a phone, kept for all tests: use `phone`."""
    with Visitor.kept(browser, viewport=harness.PHONE, has_touch=True, is_mobile=True) as visitor:
        yield visitor


@pytest.fixture
def page(desk: Visitor) -> Iterator[Page]:
    """A page as in a fresh profile; the test fails if it logs an error or asks another host."""
    with desk.at_work() as opened:
        yield opened


@pytest.fixture
def other(second_desk: Visitor) -> Iterator[Page]:
    """Another visitor's page, who knows nothing of the first."""
    with second_desk.at_work() as opened:
        yield opened


@pytest.fixture
def phone(hand: Visitor) -> Iterator[Page]:
    """A page on a phone, of yet another visitor."""
    with hand.at_work() as opened:
        yield opened


@pytest.fixture
def sent(page: Page) -> Iterator[list[str | bytes]]:
    """Give the messages that the page sends to the server, as they come."""
    messages: list[str | bytes] = []

    # Playwright marks what it calls, which a list's own method does not take.
    def note(frame: str | bytes) -> None:
        messages.append(frame)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", note)

    page.on("websocket", listen)
    yield messages
    page.remove_listener("websocket", listen)


@pytest.fixture(scope="session")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page for all tests that only ask what a function of JavaScript gives."""
    context = harness.profile(browser)
    opened = context.new_page()
    problems: list[str] = []
    harness.watch(opened, problems)
    yield opened
    context.close()
    assert problems == []
