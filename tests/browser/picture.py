"""Take the README's screenshot of the running program: python -m tests.browser.picture docs/dashboard.png"""

import sys

from playwright.sync_api import sync_playwright

from tests.browser import harness


def main(path: str) -> None:
    """Save a screenshot of the front page on a projector of 1280 x 720."""
    with harness.dashboard() as address, sync_playwright() as playwright:
        browser = harness.chromium(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        harness.visit(page, address)
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
