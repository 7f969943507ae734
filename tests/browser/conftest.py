"""One dashboard and one Chromium for all browser tests; a fresh profile for each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import harness

expect.set_options(timeout=harness.PATIENCE)


#: Scripts for a running Streamlit.
collect_ignore = ["pages"]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with harness.dashboard() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = harness.chromium(playwright)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    profile = harness.profile(browser, viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield profile
    profile.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in a fresh profile; the test fails if it logs an error or asks another host."""
    opened = context.new_page()
    opened.set_default_timeout(harness.PATIENCE)
    problems: list[str] = []
    harness.watch(opened, problems)
    yield opened
    assert problems == []


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
