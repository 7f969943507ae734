"""A visitor's actions."""

from __future__ import annotations

import itertools
import re
from contextlib import suppress
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

from cnnviz import drawing
from cnnviz.pipeline import Pipeline
from cnnviz.ui.frame.chapters import CHAPTERS
from tests.browser import harness
from tests.browser.harness import rest

#: Follow a link inside the dashboard: Streamlit takes it as a step in the browser's history.
FOLLOW = """(address) => {
  history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate'))
}"""
_VISITS = itertools.count(1)


def begin_visit(page: Page, address: str) -> None:
    """Begin a visit of a script that counts them, without another load if the page is open."""
    visit = next(_VISITS)
    link = f"{address}{'&' if '?' in address else '?'}visit={visit}"
    page.mouse.move(0, 0)
    if page.url.startswith(address.partition("?")[0]):
        page.evaluate(FOLLOW, link)
    else:
        page.goto(link)
    expect(page.get_by_text(f"visit: {visit}", exact=True)).to_be_visible()


def open_link(page: Page, link: str) -> None:
    """Open a link to a page of the dashboard, without another load if the dashboard is open.

    A link without settings has those of a new visitor, whatever the tests before have left in the session.
    """
    parts, now = urlsplit(link), urlsplit(page.url)
    if (now.scheme, now.netloc) != (parts.scheme, parts.netloc):
        harness.visit(page, link)
        return
    settings = parts.query or urlencode(Pipeline.opening().to_link(), doseq=True)
    # The dashboard takes a link that it has not written itself, and then writes it without the visit.
    visit = f"visit={next(_VISITS)}"
    page.mouse.move(0, 0)
    page.evaluate(FOLLOW, parts._replace(query=f"{settings}&{visit}").geturl())
    title = next(chapter.title for chapter in CHAPTERS if chapter.url_path == parts.path.strip("/"))
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(page).not_to_have_url(in_link(visit))
    rest(page)


def stage(page: Page, n: int = 0) -> Locator:
    """The n-th stage of the page."""
    return page.locator(".stage").nth(n)


def named(page: Page, *names: str, n: int = 0) -> None:
    """Wait until a stage shows exactly these items, from left to right."""
    expect(stage(page, n).locator("figcaption b")).to_have_text(list(names))


def shapes(page: Page, *shapes: str, n: int = 0) -> None:
    """Wait until a stage's pictures have exactly these shapes."""
    patterns = [re.compile(rf"(^|\s){re.escape(shape)}") for shape in shapes]
    expect(stage(page, n).locator("figcaption span")).to_have_text(patterns)


def drawn(page: Page, n: int = 0) -> str | None:
    """A digest of everything on the stage."""
    expect(stage(page, n)).to_have_attribute("data-drawn", re.compile("."))
    rest(page)
    return stage(page, n).get_attribute("data-drawn")


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list; repeat a click that was missed because the list was redrawn meanwhile."""
    box = page.get_by_role("combobox", name=label, exact=True)
    chosen = page.get_by_role("option", name=option, exact=True)
    box.click()
    with suppress(AssertionError):
        expect(chosen).to_be_visible(timeout=5000)
    if not chosen.is_visible():
        box.click()
    chosen.click()
    with suppress(AssertionError):
        expect(chosen).to_be_hidden(timeout=5000)
    if chosen.is_visible():
        chosen.click()
    rest(page)


def choose_kernel(page: Page, name: str) -> None:
    """Choose a kernel from the strip; all pages but Filters show it behind a button."""
    button = page.get_by_role("button", name=re.compile("kernel: ", re.IGNORECASE))
    if button.count():
        button.first.click()
    page.get_by_role("option", name=name, exact=True).click()
    rest(page)


def press(page: Page, name: str) -> None:
    """Press a segmented control's option, or a button."""
    page.get_by_text(name, exact=True).first.click()
    rest(page)


def open_picker(page: Page) -> None:
    page.get_by_test_id("stPopover").get_by_role("button", name="Image").click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    rest(page)


def close_picker(page: Page) -> None:
    """Close the choice of the image; the server learns of it too, and a click before that would be undone."""
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()
    rest(page)


def pick(page: Page, image: str) -> None:
    """Choose the image of all pages."""
    open_picker(page)
    page.get_by_test_id("stPopoverBody").get_by_text(image, exact=True).click()
    rest(page)
    close_picker(page)


def main(page: Page) -> Locator:
    """Return the page without Streamlit's bar: it has the navigation and, while a script runs, a Stop."""
    return page.get_by_test_id("stMainBlockContainer")


def turn_to(page: Page, title: str) -> None:
    """Open a page through the navigation."""
    chapter = next(chapter for chapter in CHAPTERS if chapter.title == title)
    if chapter.group:
        page.get_by_test_id("stTopNavSection").filter(has_text=chapter.group).click()
        page.get_by_role("menuitem", name=chapter.name, exact=True).click()
    else:
        page.get_by_test_id("stTopNavLink").filter(has_text=chapter.name).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    rest(page)


def draw(page: Page, *strokes: list[tuple[int, int]]) -> None:
    """Draw on the network's pad with the mouse, in cells of the board; wait until the link has it."""
    box = page.locator(".live .board").bounding_box()
    assert box is not None
    scale = box["width"] / drawing.BOARD
    for stroke in strokes:
        before = page.url
        (x, y), *others = stroke
        page.mouse.move(box["x"] + scale * x, box["y"] + scale * y)
        page.mouse.down()
        for x, y in others:
            page.mouse.move(box["x"] + scale * x, box["y"] + scale * y, steps=8)
        page.mouse.up()
        expect(page).not_to_have_url(before)
        rest(page)


def probabilities(page: Page) -> list[str]:
    """The ten bars of the network's answer, as shares of the longest that is possible."""
    expect(page.locator(".live[data-drawn]")).to_be_visible()
    rest(page)
    read = "(bars) => bars.map((bar) => bar.style.getPropertyValue('--share'))"
    shares: list[str] = page.locator(".live .class i").evaluate_all(read)
    assert len(shares) == 10
    return shares


def answers(page: Page, shares: list[str]) -> None:
    """Wait until the ten bars of the network's answer are these."""
    expect(page.locator(".live .class i")).to_have_count(len(shares))
    for bar, share in zip(page.locator(".live .class i").all(), shares, strict=True):
        expect(bar).to_have_attribute("style", _share(share))


def answers_otherwise(page: Page, shares: list[str]) -> None:
    """Wait until the longest of these bars has another length."""
    longest = max(shares, key=float)
    expect(page.locator(".live .class i").nth(shares.index(longest))).not_to_have_attribute(
        "style", _share(longest)
    )


def _share(share: str) -> re.Pattern[str]:
    return re.compile(rf"--share: {re.escape(share)};")


def reads(page: Page, digit: str) -> None:
    """Wait until the network reads this digit."""
    expect(page.locator(".live .large")).to_have_text(digit)


def in_link(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))
