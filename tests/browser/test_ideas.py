"""The ideas in a real browser: gradients before and during the training, curves, and what came of it."""

import re

from playwright.sync_api import expect

from tests.browser.harness import rest, visit

#: A small stack learns within seconds; a busy machine takes longer.
PATIENCE = 180_000


def bars(page):
    return page.locator(".st-key-ideas-gradient .drawings title").all_text_contents()


def test_two_stacks_are_trained_and_watched(page, address):
    visit(page, f"{address}/ideas?idea_depth=4")
    said = page.locator(".st-key-ideas-gradient [data-testid=stMarkdownContainer]")
    expect(said).to_contain_text("Before the first batch", timeout=PATIENCE)
    expect(page.locator(".drawings h4")).to_have_text(["With skips, 2 such blocks", "Plain, 2 such blocks"])
    before = bars(page)
    assert len(before) == 2 * 6
    expect(page.get_by_role("switch", name="Skips on")).to_be_disabled()
    page.get_by_role("button", name="Train both").click()
    expect(page.get_by_role("switch", name="Skips on")).to_be_enabled(timeout=PATIENCE)
    results = page.locator(".st-key-ideas-said").get_by_text(re.compile("each network reads"))
    expect(results).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".course .legend b")).to_have_text(["With skips", "Plain"])
    expect(said).to_contain_text(re.compile(r"After \d+ batches:"))
    assert bars(page) != before
    slider = page.get_by_label("Moment of the run")
    slider.fill("0")
    expect(said).to_contain_text("Before the first batch")
    rest(page)
    assert bars(page) == before
