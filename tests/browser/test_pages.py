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


PHONE, DESK, PROJECTORS = (390, 844), (1440, 844), ((1280, 720), (1024, 768))


class TestInOneVisit:
    """The dashboard is loaded once, and then its pages are opened one after the other."""

    @pytest.fixture
    def page(self, kept_in_class, desk):
        with desk.at_one_page() as page:
            yield page

    @pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.url_path)
    def test_a_page_stands_without_fault(self, page, address, chapter):
        """Opened by its link on a projector, in both themes, and then moved to an old one and to a phone."""
        point = at_a_glance.POINTS[chapter.url_path]
        set_screen(page, PROJECTORS[0], "light")
        visitor.open_link(page, f"{address}/{chapter.url_path}{point.link}")
        expect(page.locator(point.shown[0]).first).to_be_visible()
        rest(page)
        assert_stands(page, chapter)
        for size in PROJECTORS:
            show(page, size, "dark")
            assert_stands(page, chapter)
            assert_seen_by_a_class(page, point)
        show(page, PHONE, "dark")
        assert_stands(page, chapter)

    def test_on_a_phone_a_clickers_keys_turn_the_pages_which_stand_without_fault(self, page, address):
        """Each page is shown on a phone first, in both themes, and then moved to a desk."""
        set_screen(page, PHONE, "light")
        link = at_a_glance.POINTS["training_step"].link
        visitor.open_link(page, f"{address}/{CHAPTERS[0].url_path}{link}")
        for chapter in CHAPTERS:
            expect(page.get_by_role("heading", name=chapter.title, exact=True)).to_be_visible()
            expect(page.locator(at_a_glance.POINTS[chapter.url_path].shown[0]).first).to_be_visible()
            for size, theme in ((PHONE, "light"), (PHONE, "dark"), (DESK, "dark")):
                show(page, size, theme)
                assert_stands(page, chapter)
            set_screen(page, PHONE, "light")
            page.keyboard.press("PageDown")
        page.keyboard.press("PageUp")
        expect(page.get_by_role("heading", name=CHAPTERS[-2].title, exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["overview", "pooling", "parameter_counts", "where_it_stands"])
def test_a_page_is_loaded_by_its_own_link(page, address, path):
    """The others are loaded so by the tests of their own."""
    chapter = next(chapter for chapter in CHAPTERS if chapter.url_path == path)
    visit(page, f"{address}/{path}")
    assert_stands(page, chapter)


def set_screen(page, size, theme):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme)


def show(page, size, theme):
    """Show the page on a screen of this size, in this theme, and wait until it is at rest."""
    set_screen(page, size, theme)
    rest(page)


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


@pytest.mark.parametrize(
    "chapters", [CHAPTERS[1:2], CHAPTERS[1:4]], ids=["one visitor", "three visitors at once"]
)
def test_a_pages_own_link_works_as_the_first_visit_after_the_start(browser, chapters):
    contexts = [harness.profile(browser) for _ in chapters]
    pages = [context.new_page() for context in contexts]
    with harness.dashboard() as address:
        for page, chapter in zip(pages, chapters, strict=True):
            page.goto(f"{address}/{chapter.url_path}?image=smiley", wait_until="commit")
        for page, chapter in zip(pages, chapters, strict=True):
            expect(page.get_by_role("heading", name=chapter.title, exact=True)).to_be_visible()
            rest(page)
            expect(page.get_by_role("dialog")).to_have_count(0)
            expect(page).to_have_url(visitor.in_link("image=smiley"))
    for context in contexts:
        context.close()
