"""Who leaves in the middle of a run: it waits for its visitor for a while, is stopped, and then freed."""

from playwright.sync_api import expect

from tests.browser import harness


def seen(page, text):
    expect(page.get_by_text(text, exact=True)).to_be_visible()


def opened(context, address):
    page = context.new_page()
    page.set_default_timeout(harness.PATIENCE)
    page.goto(address)
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    return page


def test_a_run_without_its_visitor_is_stopped_after_the_grace_and_freed_after_another(browser):
    script = harness.ROOT / "tests" / "browser" / "pages" / "leaving.py"
    with harness.dashboard(script) as address:
        mine, theirs = harness.profile(browser), harness.profile(browser)
        page, other = opened(mine, address), opened(theirs, address)
        page.get_by_role("button", name="Start").click()
        seen(page, "mine 1, kept 1, all waiting")
        seen(other, "mine 0, kept 1, all waiting")
        # A tab that is opened before the browser keeps the secret is another visitor's.
        page.wait_for_function("localStorage.getItem('cnnviz.visitor')")
        # A second tab has it as well, and is enough to keep it.
        tab = opened(mine, address)
        seen(tab, "mine 1, kept 1, all waiting")
        page.close()
        tab.wait_for_function("performance.now() > 3500")
        seen(tab, "mine 1, kept 1, all waiting")
        mine.close()
        seen(other, "mine 0, kept 1, all stopped")
        seen(other, "mine 0, kept 0, all stopped")
        theirs.close()
