"""Every page in both themes and several widths: no error, no other host, nothing without a name."""

import pytest
from playwright.sync_api import expect

from cnnviz.ui.frame.chapters import CHAPTERS
from tests.browser import at_a_glance, harness, visitor
from tests.browser.harness import rest, visit

UNNAMED = """() => {
  const deep = (root) =>
    [...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  return deep(document)
    .filter((e) => e.matches('img, [role=button], .stage table, [data-testid=stPlotlyChart]'))
    .filter((e) => e.getClientRects().length)
    .filter((e) => !(e.alt || e.getAttribute('aria-label') || e.getAttribute('title')))
    .filter((e) => !e.textContent.trim())
    .map((e) => e.outerHTML.slice(0, 200))
}"""


BY_PAGE = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.url_path)


@BY_PAGE
@pytest.mark.parametrize(
    "sizes", [((1280, 720), (1024, 768), (390, 844)), ((390, 844), (1440, 844))], ids=str
)
def test_a_page_stands_without_fault(page, address, chapter, sizes):
    """Opened on the first size, in both themes, and then moved to the others, as a laptop to a projector."""
    point = at_a_glance.POINTS[chapter.url_path]
    page.emulate_media(color_scheme="light")
    for n, (width, height) in enumerate(sizes):
        page.set_viewport_size({"width": width, "height": height})
        if n == 0:
            visit(page, f"{address}/{chapter.url_path}{point.link}")
            expect(page.locator(point.shown[0]).first).to_be_visible()
            rest(page)
            assert_stands(page, chapter)
            page.emulate_media(color_scheme="dark")
        rest(page)
        assert_stands(page, chapter)
        if width in {1280, 1024}:
            assert_seen_by_a_class(page, point)


def assert_seen_by_a_class(page, point):
    """The point of the page is on the screen as a whole, and its words are large enough for the last row."""
    assert at_a_glance.outside(page, point) == []
    if page.viewport_size["width"] == 1280:
        assert at_a_glance.too_small(page) == []


def assert_stands(page, chapter):
    expect(page.get_by_role("heading", name=chapter.title, exact=True)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate(UNNAMED) == []
    if page.viewport_size["width"] < 640:
        # On a phone the picture comes first.
        stage, controls = (page.locator(f".st-key-page-{name}") for name in ("stage", "controls"))
        for box in (one.bounding_box() for one in controls.all()):
            assert stage.bounding_box()["y"] < box["y"]
    # Nothing overflows to the side.
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")


#: A point in the first line of a term, which may take two lines.
FIRST_LINE = """(term) => {
  const [{ x, y, width, height }] = term.getClientRects()
  return [x + width / 2, y + height / 2]
}"""


def test_a_term_shows_its_meaning_under_the_pointer(page, address):
    visit(page, f"{address}/filters")
    term = page.locator(".term").first
    meaning = term.locator(".meaning")
    expect(meaning).to_be_hidden()
    term.hover()
    expect(meaning).to_be_in_viewport(ratio=1)
    page.mouse.move(0, 0)
    expect(meaning).to_be_hidden()


def test_a_term_shows_its_meaning_after_a_tap_inside_the_screen(phone, address):
    visit(phone, f"{address}/convolution")
    terms = phone.locator(".term:visible")
    assert terms.count() > 2
    for term in terms.all():
        term.evaluate("(term) => term.scrollIntoView({ block: 'center' })")
        phone.touchscreen.tap(*term.evaluate(FIRST_LINE))
        meaning = term.locator(".meaning")
        expect(meaning).to_be_in_viewport(ratio=1)
        box, line = meaning.bounding_box(), term.bounding_box()
        assert box["width"] > 300
        assert box["y"] >= line["y"] + line["height"] or box["y"] + box["height"] <= line["y"]


def test_the_image_can_be_chosen_on_a_phone(phone, address):
    visit(phone, f"{address}/filters")
    phone.get_by_test_id("stPopover").get_by_role("button", name="Image").tap()
    phone.get_by_test_id("stPopoverBody").get_by_text("Smiley", exact=True).tap()
    expect(phone).to_have_url(visitor.in_link("image=smiley"))
    rest(phone)
    visitor.named(phone, "Smiley", "sobel x", "feature map")


def test_a_clickers_keys_turn_the_pages(page, address):
    visit(page, f"{address}/{CHAPTERS[0].url_path}")
    for chapter in CHAPTERS[1:]:
        page.keyboard.press("PageDown")
        expect(page.get_by_role("heading", name=chapter.title, exact=True)).to_be_visible()
        rest(page)
    page.keyboard.press("PageUp")
    expect(page.get_by_role("heading", name=CHAPTERS[-2].title, exact=True)).to_be_visible()


@pytest.mark.parametrize("chapter", CHAPTERS[1:3], ids=lambda chapter: chapter.url_path)
def test_a_pages_own_link_works_as_the_first_visit_after_the_start(browser, chapter):
    context = harness.profile(browser)
    page = context.new_page()
    with harness.dashboard() as address:
        visit(page, f"{address}/{chapter.url_path}?image=smiley")
        expect(page.get_by_role("heading", name=chapter.title, exact=True)).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).to_have_url(visitor.in_link("image=smiley"))
    context.close()
