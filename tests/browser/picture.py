"""Take the README's screenshot of the running program: python -m tests.browser.picture docs/dashboard.png"""

import sys

from playwright.sync_api import sync_playwright

from tests.browser import harness

LINK = "relu_pooling?image=flower&rounds=max+4+4+sobel+x&stage=3"


def main(path: str) -> None:
    """Save a screenshot of one page on a screen of 1280 x 800."""
    with harness.dashboard() as address, sync_playwright() as playwright:
        browser = harness.chromium(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        harness.visit(page, f"{address}/{LINK}")
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
