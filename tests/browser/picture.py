"""Take the README's screenshot of the running program: python -m tests.browser.picture docs/dashboard.png"""

import sys

from playwright.sync_api import sync_playwright

from tests.browser import harness


def main(path: str) -> None:
    """Save a screenshot of the front page on a projector of 1280 x 720."""
    with harness.dashboard() as address, sync_playwright() as playwright:
        browser = harness.chromium(playwright)
        # With less motion the sample does not draw itself: it is complete at once.
        page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        harness.visit(page, address)
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
