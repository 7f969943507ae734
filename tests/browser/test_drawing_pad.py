"""The pad under mouse, finger and keys: what it shows, sends and keeps."""

from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import drawing
from cnnviz.drawing import Drawing
from tests.browser import visitor
from tests.browser.harness import rest, visit
from tests.browser.pixels import rgba

#: A page with an empty pad.
EMPTY = "flatten?flat_view=votes&digit=drawing"
DOWN, ACROSS, BACK = [(60, 40), (60, 200)], [(30, 120), (200, 120)], [(200, 40), (120, 220), (40, 230)]
#: Whether there is ink on the canvas: a pixel of 0.
INKED = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.some((level, n) => n % 4 === 0 && level === 0)
}"""


def canvas(page):
    return page.locator(".pad canvas").last


def button(page, name):
    return page.locator(".pad").last.get_by_role("button", name=name)


def pixels(page):
    """The canvas as (side, side) in [0, 1]: 0 is ink, 1 is paper."""
    return rgba(canvas(page))[..., 0] / np.float32(255)


def in_link(page):
    """Return the drawing in the page's link once the page is at rest; `page.url` may be older."""
    rest(page)
    query = urlsplit(page.evaluate("location.href")).query
    return drawing.parse(parse_qs(query).get("drawing", [""])[0])


def n_strokes(page, n):
    """Wait until the link holds n strokes and the page has run."""
    page.wait_for_function(
        """n => {
          const text = new URL(location).searchParams.get('drawing') ?? ''
          const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
          let strokes = 0
          for (let at = 0; at < bytes.length; strokes++)
            at += 2 + 2 * (256 * bytes.charCodeAt(at) + bytes.charCodeAt(at + 1))
          return strokes === n
        }""",
        arg=n,
    )
    rest(page)


def place(page, x, y):
    """The point on the screen for a cell of the board."""
    box = canvas(page).bounding_box()
    return box["x"] + (x + 0.5) * box["width"] / drawing.BOARD, box["y"] + (y + 0.5) * box[
        "width"
    ] / drawing.BOARD


def press_and_move(page, stroke):
    """Draw a stroke, given on the board, without lifting the mouse."""
    first, *others = stroke
    page.mouse.move(*place(page, *first))
    page.mouse.down()
    for point in others:
        page.mouse.move(*place(page, *point), steps=8)


def draw(page, *strokes):
    """Draw strokes one right after the other."""
    for stroke in strokes:
        press_and_move(page, stroke)
        page.mouse.up()


def assert_shows(page, drawn):
    """Assert that the canvas shows a drawing as Python renders it.

    Python's pen is a whole number of pixels wide: a rendering of four times the size has a pen as wide as the
    canvas's, to 0.3 % on the smallest pad.
    """
    shown = pixels(page)
    side = len(shown)
    expected = drawing.render(drawn, 4 * side).reshape(side, 4, side, 4).mean((1, 3))
    assert np.abs(shown - expected).max() < 0.4  # at the strokes' edges
    assert np.sum(1 - shown) == pytest.approx(np.sum(1 - expected), rel=0.01)  # a pen wider by one cell: 5 %


def test_an_empty_pad_invites_without_an_error(page, address):
    visit(page, f"{address}/{EMPTY}")
    expect(page.get_by_text("Draw a digit.", exact=True)).to_be_visible()
    expect(page.get_by_text("Draw here")).to_be_visible()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for name in ("Undo", "Clear"):
        expect(button(page, name)).to_be_disabled()
        assert button(page, name).bounding_box()["height"] >= 44
    assert pixels(page).min() == 1
    press_and_move(page, DOWN[:1])
    expect(page.get_by_text("Draw here")).to_be_hidden()
    page.mouse.up()
    n_strokes(page, 1)


def test_the_canvas_has_all_pixels_of_a_fine_screen(page, address):
    session = page.context.new_cdp_session(page)
    screen = {"width": 1000, "height": 700, "deviceScaleFactor": 2, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", screen)
    visit(page, f"{address}/{EMPTY}")
    draw(page, DOWN)
    n_strokes(page, 1)
    assert len(pixels(page)) == pytest.approx(2 * canvas(page).bounding_box()["width"], abs=1)
    assert_shows(page, in_link(page))
    session.send("Emulation.clearDeviceMetricsOverride")
    session.detach()


def test_a_full_pad_says_so_and_keeps_what_is_there(page, address):
    full = Drawing(tuple(((6 * n + 5, 50),) for n in range(drawing.MAX_STROKES)))
    visit(page, f"{address}/{EMPTY}&drawing={drawing.to_text(full)}")
    draw(page, ACROSS)
    expect(page.get_by_text("The pad is full. Undo a stroke or clear it.")).to_be_visible()
    assert in_link(page) == full
    button(page, "Clear").click()
    n_strokes(page, 0)
    expect(page.get_by_text("The pad is full.")).to_be_hidden()


def test_a_finger_draws_and_the_page_stays_where_it_is(phone, address):
    visit(phone, f"{address}/{EMPTY}")
    touch = phone.context.new_cdp_session(phone)

    def drag(stroke):
        points = [place(phone, *point) for point in stroke]
        start = [{"x": x, "y": y} for x, y in points[:1]]
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": start})
        for before, after in pairwise(points):
            for part in np.arange(1, 9) / 8:
                x, y = (np.array(before) + part * np.subtract(after, before)).tolist()
                touch.send(
                    "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]}
                )
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert phone.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0

    drag([(80, 200), (80, 40)])  # upwards, as one scrolls
    n_strokes(phone, 1)
    rest(phone)
    ((first, *_, last),) = in_link(phone).strokes
    assert first == pytest.approx((80, 200), abs=1)
    assert last == pytest.approx((80, 40), abs=1)
    drag([(40, 120), (140, 120)])
    n_strokes(phone, 2)
    assert_shows(phone, in_link(phone))
    button(phone, "Undo").tap()
    n_strokes(phone, 1)
    assert canvas(phone).bounding_box()["width"] <= 390
    touch.detach()


def test_all_pads_share_one_drawing(page, address):
    visit(page, f"{address}/{EMPTY}")
    draw(page, DOWN)
    n_strokes(page, 1)
    visitor.pick(page, "Drawing")
    visitor.open_picker(page)
    expect(page.locator(".pad canvas")).to_have_count(2)
    press_and_move(page, ACROSS)
    page.mouse.move(5, 5)  # far from the popover, which stays open
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('drawing=')")
    rest(page)
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    drawn = in_link(page)
    assert len(drawn.strokes) == 2
    assert_shows(page, drawn)
    visitor.close_picker(page)
    assert_shows(page, drawn)


@pytest.fixture(scope="class")
def kept_pad(kept_in_class, address):
    visit(kept_in_class, f"{address}/{EMPTY}")


class TestInOneVisit:
    """Each test begins with a cleared pad, on one page."""

    @pytest.fixture
    def page(self, kept_pad, desk):
        with desk.at_one_page() as page:
            if button(page, "Clear").is_enabled():
                button(page, "Clear").click()
            n_strokes(page, 0)
            yield page

    def test_the_pad_shows_what_python_renders(self, page):
        draw(page, DOWN, ACROSS, BACK, [(220, 220)])
        n_strokes(page, 4)
        drawn = in_link(page)
        assert drawn == Drawing((tuple(DOWN), tuple(ACROSS), tuple(BACK), ((220, 220),)))
        assert_shows(page, drawn)
        page.set_viewport_size({"width": 700, "height": 500})
        rest(page)
        assert_shows(page, drawn)
        page.emulate_media(color_scheme="dark")
        rest(page)
        assert_shows(page, drawn)

    def test_nothing_is_sent_while_the_mouse_is_down(self, page, sent):
        press_and_move(page, BACK)
        page.wait_for_function(INKED, arg=canvas(page).element_handle())
        assert sent == []
        assert in_link(page) == Drawing()
        page.mouse.up()
        n_strokes(page, 1)
        assert len(sent) >= 1

    def test_strokes_in_quick_succession_all_stay(self, page):
        strokes = [[(20 * n + 10, 20), (20 * n + 10, 230)] for n in range(12)]
        draw(page, *strokes)
        n_strokes(page, 12)
        assert in_link(page) == Drawing(tuple(map(tuple, strokes)))
        assert_shows(page, in_link(page))

    def test_undo_and_clear(self, page):
        draw(page, DOWN, ACROSS)
        n_strokes(page, 2)
        button(page, "Undo").click()
        n_strokes(page, 1)
        assert_shows(page, Drawing((tuple(DOWN),)))
        draw(page, BACK)
        n_strokes(page, 2)
        button(page, "Clear").click()
        n_strokes(page, 0)
        expect(page.get_by_text("Draw a digit.", exact=True)).to_be_visible()
        expect(page.get_by_text("Draw here")).to_be_visible()
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
        page.keyboard.press("Control+z")  # the button Clear has the focus: it is in the pad
        n_strokes(page, 2)
        assert_shows(page, Drawing((tuple(DOWN), tuple(BACK))))
        draw(page, ACROSS)
        page.keyboard.press("Control+z")  # so has the canvas after a stroke
        n_strokes(page, 2)
        assert_shows(page, Drawing((tuple(DOWN), tuple(BACK))))

    def test_a_drawing_outlives_a_reload_and_can_be_undone(self, page):
        draw(page, DOWN, ACROSS)
        n_strokes(page, 2)
        page.reload()
        rest(page)
        assert_shows(page, Drawing((tuple(DOWN), tuple(ACROSS))))
        button(page, "Undo").click()
        n_strokes(page, 1)
        assert_shows(page, Drawing((tuple(DOWN),)))

    def test_ink_ends_at_the_pads_edge(self, page):
        draw(page, [(200, 100), (300, 100), (300, 200), (200, 200)])
        n_strokes(page, 2)
        assert in_link(page) == Drawing((((200, 100), (255, 100)), ((255, 200), (200, 200))))
        button(page, "Undo").click()
        n_strokes(page, 0)

    def test_the_answer_to_a_stroke_leaves_the_pad_where_it_is(self, page, phone, address):
        visit(phone, f"{address}/{EMPTY}")
        for visitor_page in (page, phone):
            before = canvas(visitor_page).bounding_box()
            draw(visitor_page, DOWN)
            n_strokes(visitor_page, 1)
            assert canvas(visitor_page).bounding_box() == before
