"""Simple and complex cells in a real browser: the bar by hand, by keys, and by itself."""

import math
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.lessons import cells
from tests.browser import harness, visitor
from tests.browser.harness import rest, visit

#: The heights of the bars above the tiles, as shares of the axis.
RESPONSES = """chart => {
  const [zero, , one] = [...chart.querySelectorAll('.tick')].map((tick) => Number(tick.getAttribute('y1')))
  return [...chart.querySelectorAll('.bar')].map((bar) => Number(bar.getAttribute('height')) / (zero - one))
}"""
#: The pixels of the picture, as levels.
LEVELS = """canvas => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]
  .filter((_, n) => n % 4 === 0)"""


def board(page):
    return page.locator(".cells")


def stands(page, angle, shift):
    """Wait until the bar stands so, with what belongs to it."""
    expect(board(page)).to_have_attribute("data-pose", f"{angle} {shift}")


def shown(page):
    """Return the responses of the cells above the tiles."""
    return page.locator(".by-angle .chart").evaluate(RESPONSES)


def values(page):
    """Return the responses of the complex and the simple cell beside their chart."""
    return [float(text) for text in page.locator(".cells strong").all_inner_texts()]


def expected(angle, shift, *, dark=False, pool_size=13):
    """Return the responses of the complex and the simple cell to a bar."""
    found = cells.responses_by_shift(angle, cells.nearest_shown(angle), pool_size, dark=dark)
    at = cells.SHIFTS.index(shift)
    return [found.pooled[at], found.simple[at]]


def place(page, angle, shift, along=0.0):
    """Return a place on the bar: `along` pixels of the picture from its middle."""
    box = page.locator(".cells .picture").bounding_box()
    scale, turn = box["width"] / cells.PICTURE_SIDE, math.radians(angle)
    x = along * math.cos(turn) - shift * math.sin(turn)
    y = along * math.sin(turn) + shift * math.cos(turn)
    return box["x"] + box["width"] / 2 + x * scale, box["y"] + box["height"] / 2 - y * scale


def test_a_hand_turns_the_bar_and_all_follows_before_it_lets_go(page, address, sent, other):
    visit(page, f"{address}/cells")
    stands(page, 30, 0)
    picture = page.locator(".cells .picture").bounding_box()
    page.mouse.move(*place(page, 30, 0, along=23))
    page.mouse.down()
    sent.clear()
    for angle in (60, 97, 131):
        page.mouse.move(*place(page, angle, 0, along=23), steps=3)
        stands(page, angle, 0)
        found = shown(page)
        np.testing.assert_allclose(
            found, cells.responses_by_angle(angle, angles=cells.SHOWN_ANGLES), atol=2e-3
        )
        assert cells.SHOWN_ANGLES[int(np.argmax(found))] == cells.nearest_shown(angle)
        levels = page.locator(".cells .picture canvas").evaluate(LEVELS)
        np.testing.assert_array_equal(levels, np.rint(255 * cells.bar(angle)).ravel())
    assert sent == []
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link("bar_angle=131"))
    rest(page)
    assert len(sent) == 1
    assert page.locator(".cells .picture").bounding_box() == picture
    visit(other, page.url)
    stands(other, 131, 0)
    assert shown(other) == shown(page)


def test_a_hand_shifts_the_bar_and_only_the_complex_cell_still_responds(page, address):
    visit(page, f"{address}/cells?bar_angle=45")
    assert values(page) == pytest.approx(expected(45, 0), abs=6e-3)
    page.mouse.move(*place(page, 45, 0))
    page.mouse.down()
    page.mouse.move(*place(page, 45, 5), steps=4)
    stands(page, 45, 5)
    complex_cell, simple_cell = values(page)
    assert simple_cell == 0 < 0.9 < complex_cell
    assert [complex_cell, simple_cell] == pytest.approx(expected(45, 5), abs=6e-3)
    page.mouse.move(*place(page, 45, 18), steps=4)
    stands(page, 45, 18)
    assert max(values(page)) < 0.05
    assert values(page) == pytest.approx(expected(45, 18), abs=6e-3)
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link("bar_shift=18"))
    rest(page)
    expect(page.locator(".cells .reading")).to_have_text("Bar at 45°. These cells hardly respond.")


def test_keys_sliders_and_tiles_move_the_bar(page, address):
    visit(page, f"{address}/cells")
    picture = page.locator(".cells .picture")
    picture.focus()
    for key, angle, shift in (
        ("ArrowLeft", 35, 0),
        ("Shift+ArrowLeft", 36, 0),
        ("ArrowUp", 36, 1),
        ("ArrowDown", 36, 0),
        ("ArrowDown", 36, -1),
        ("ArrowRight", 31, -1),
    ):
        page.keyboard.press(key)
        stands(page, angle, shift)
    expect(page).to_have_url(re.compile("bar_angle=31&bar_shift=-1"))
    rest(page)
    page.get_by_label("Angle of the bar").focus()
    page.keyboard.press("ArrowRight")
    stands(page, 32, -1)
    page.get_by_label("Shift of the bar").focus()
    page.keyboard.press("ArrowRight")
    stands(page, 32, 0)
    page.get_by_title("Turn the bar to 120°").click()
    stands(page, 120, 0)
    expect(page.locator(".cells .tile.best")).to_have_text("120°")
    expect(page).to_have_url(visitor.in_link("bar_angle=120"))
    rest(page)
    expect(page.get_by_role("heading", name="Simple and complex cells", exact=True)).to_be_visible()


def test_a_black_bar_and_fewer_places_change_the_answers(page, address):
    visit(page, f"{address}/cells?bar_shift=2")
    visitor.press(page, "Black bar")
    stands(page, 30, 2)
    expect(page).to_have_url(visitor.in_link("dark_bar=yes"))
    assert values(page) == pytest.approx(expected(30, 2, dark=True), abs=6e-3)
    visitor.press(page, "5 × 5")
    assert values(page) == pytest.approx(expected(30, 2, dark=True, pool_size=5), abs=6e-3)
    visitor.press(page, "1 × 1")
    complex_cell, simple_cell = values(page)
    assert complex_cell == simple_cell


def test_the_bar_turns_once_by_itself_until_it_is_touched(browser, address):
    context = browser.new_context(reduced_motion="no-preference", viewport=harness.DESK)
    page = context.new_page()
    page.set_default_timeout(harness.PATIENCE)
    page.goto(f"{address}/cells")
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_visible()
    expect(board(page)).to_have_attribute("data-pose", re.compile(r"^(4\d|[5-9]\d) 0$"))
    page.locator(".cells h4").first.click()
    turn = page.get_by_role("button", name="Let the bar turn")
    expect(turn).to_be_visible()
    expect(page).to_have_url(visitor.in_link("bar_angle="))
    rest(page)
    stopped = int(re.search(r"bar_angle=(\d+)", page.url)[1])
    stands(page, stopped, 0)
    turn.click()
    expect(board(page)).not_to_have_attribute("data-pose", f"{stopped} 0")
    stop.click()
    expect(turn).to_be_visible()
    context.close()


def test_a_visitor_who_prefers_no_motion_finds_it_still(page, address):
    visit(page, f"{address}/cells")
    stands(page, 30, 0)
    expect(page.get_by_role("button", name="Let the bar turn")).to_be_visible()


def test_a_finger_turns_the_bar_at_its_end_and_not_beside_it(phone, address):
    visit(phone, f"{address}/cells")
    session = phone.context.new_cdp_session(phone)

    def touch(kind, *points):
        given = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    def drag(before, after):
        touch("touchStart", before)
        for n in (1, 2, 3, 4):
            share = n / 4
            touch(
                "touchMove", [(1 - share) * old + share * new for old, new in zip(before, after, strict=True)]
            )

    phone.locator(".cells .picture").evaluate("(picture) => picture.scrollIntoView({ block: 'center' })")
    drag(place(phone, 120, 0, 20), place(phone, 160, 0, 20))
    touch("touchEnd")
    stands(phone, 30, 0)
    drag(place(phone, 30, 0, 23), place(phone, 75, 0, 23))
    stands(phone, 75, 0)
    touch("touchEnd")
    expect(phone).to_have_url(visitor.in_link("bar_angle=75"))
    rest(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
