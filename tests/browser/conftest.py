"""One dashboard, one Chromium and three visitors for all browser tests of a process."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser import harness
from tests.browser.harness import Visitor

expect.set_options(timeout=harness.PATIENCE)


#: In MB: how much a page may allocate between two collections of its garbage. Of the work of opening a page,
#: collections at Chromium's own size are a twentieth.
YOUNG_OBJECTS = 64
#: Scripts for a running Streamlit.
collect_ignore = ["pages"]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with harness.dashboard() as url:
        yield url


@pytest.fixture(scope="session")
def steppers() -> Iterator[str]:
    """The address of a page with one stepper, whose case is in the link."""
    script = harness.ROOT / "tests" / "browser" / "pages" / "steppers.py"
    with harness.dashboard(script, PYTHONPATH=str(harness.ROOT)) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = harness.chromium(playwright, f"--js-flags=--min-semi-space-size={YOUNG_OBJECTS}")
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
    """A page as in a fresh profile; the test fails if it logs an error or contacts another host."""
    with desk.at_work() as opened:
        yield opened


@pytest.fixture(scope="class")
def kept_in_class(desk: Visitor) -> Iterator[Page]:
    """A page as in a fresh profile for all tests of a class.

    The class overrides `page` with `desk.at_one_page()`: a failure still names its test.
    """
    with desk.at_work() as opened:
        yield opened


@pytest.fixture(scope="module")
def kept_in_module(desk: Visitor) -> Iterator[Page]:
    """The same for all tests of a module."""
    with desk.at_work() as opened:
        yield opened


@pytest.fixture
def other(second_desk: Visitor) -> Iterator[Page]:
    """The page of another visitor, unknown to the first."""
    with second_desk.at_work() as opened:
        yield opened


@pytest.fixture
def phone(hand: Visitor) -> Iterator[Page]:
    """A page on a phone, of a third visitor."""
    with hand.at_work() as opened:
        yield opened


@pytest.fixture
def sent(page: Page, desk: Visitor) -> list[str | bytes]:
    """Return the messages that the page sends to the server, from now on."""
    assert page is desk.page
    desk.sent.clear()
    return desk.sent


@pytest.fixture(scope="session")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page, shared by tests that only call JavaScript functions."""
    context = harness.profile(browser)
    opened = context.new_page()
    problems: list[str] = []
    harness.watch(opened, problems)
    yield opened
    context.close()
    assert problems == []
