"""Take the README's screenshots of the running program: python -m tests.browser.picture docs"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import harness

#: The files, and the links of their pages.
PICTURES = {"dashboard.png": "", "why.png": "why?image=cat&why_method=grad_cam"}


def main(folder: str) -> None:
    """Save a screenshot of each page on a projector of 1280 x 720."""
    with harness.dashboard() as address, sync_playwright() as playwright:
        browser = harness.chromium(playwright)
        for file, link in PICTURES.items():
            # With less motion the sample does not draw itself: it is complete at once.
            page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            harness.visit(page, f"{address}/{link}")
            page.screenshot(path=Path(folder) / file)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
