"""The magnifier in a browser: its numbers are Python's, and it sends nothing to the server."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.figures import map_colours, pictures
from tests.browser import harness, planes, visitor
from tests.browser.harness import ROOT, rest, visit

RNG = np.random.default_rng(0)
PLACES = [(int(RNG.integers(427)), int(RNG.integers(640))) for _ in range(12)]


@pytest.fixture(scope="module")
def magnified():
    """The address of the page with two magnifiers."""
    script = ROOT / "tests" / "browser" / "pages" / "magnified.py"
    with harness.dashboard(script, PYTHONPATH=str(ROOT)) as url:
        yield url


def read(page, n=0):
    """Return the n-th magnifier of the page once its numbers are loaded."""
    glass = page.locator(".stage:has(.lens)").nth(n)
    expect(glass).to_have_attribute("data-wanted", re.compile("."))
    expect(glass).to_have_attribute("data-read", glass.get_attribute("data-wanted"))
    return glass


def opened(page, address, n=0):
    page.goto(address)
    expect(page.get_by_text("picked: ")).to_be_visible()
    return read(page, n)


def place(glass):
    return int(glass.get_attribute("data-row")), int(glass.get_attribute("data-column"))


def cells(glass, n):
    """Return the texts of the n-th plane's cells as a square."""
    texts = glass.locator(".lens").nth(n).locator("i").evaluate_all("all => all.map((i) => i.textContent)")
    side = int(len(texts) ** 0.5)
    return np.array(texts).reshape(side, side)


def around(values, at, side):
    """Return the values around a place, as (row, column) -> value, or None outside the picture."""
    half = side // 2
    return {
        (r, c): values[at[0] - half + r, at[1] - half + c]
        if 0 <= at[0] - half + r < values.shape[0] and 0 <= at[1] - half + c < values.shape[1]
        else None
        for r in range(side)
        for c in range(side)
    }


def shows(text, value):
    """Whether a text is a value, correct to its last digit."""
    plain = text.replace("−", "-")
    digits, _, power = plain.partition("e")
    last = 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))
    return abs(float(plain) - float(value)) <= last / 2 * (1 + 1e-6)


def assert_shown(glass, n, values, *, side, levels=False):
    """Assert that a plane's cells hold the values around the place, and nothing outside the picture."""
    shown = cells(glass, n)
    assert shown.shape == (side, side)
    for (row, column), value in around(values, place(glass), side).items():
        text = shown[row, column]
        if value is None:
            assert text == ""
        elif levels:
            assert text == "\n".join(str(round(255 * float(one))) for one in np.atleast_1d(value))
        else:
            assert shows(text, value), (text, value)
    here = glass.locator(".lens").nth(n).locator(".here")
    expect(here).to_have_count(1)
    assert here.text_content() == shown[side // 2, side // 2]


def painted(page):
    """Wait until the browser has drawn what was requested."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def point(page, glass, at, size, n=0):
    """Move the mouse to a pixel, or near it if it is smaller than a pixel of the screen."""
    box = glass.locator(".sight").nth(n).bounding_box()
    x = box["x"] + min(max((at[1] + 0.5) / size[1] * box["width"], 1), box["width"] - 2)
    y = box["y"] + min(max((at[0] + 0.5) / size[0] * box["height"], 1), box["height"] - 2)
    page.mouse.move(x, y)
    painted(page)
    found = place(glass)
    assert abs(found[0] - at[0]) <= 3 * size[0] / box["height"]
    assert abs(found[1] - at[1]) <= 3 * size[1] / box["width"]
    return x, y


# --- the numbers


def test_the_numbers_under_the_pointer_are_those_of_python(page, magnified):
    glass = opened(page, magnified)
    photo, edges = planes.photo(), planes.feature_map()
    assert place(glass) == (427 // 2, 640 // 2)
    for n, at in enumerate([*PLACES, (0, 0), (426, 639), (20, 300), (60, 301), (100, 302)]):
        point(page, glass, at, photo.shape, n % 2)
        assert_shown(glass, 0, photo, side=7)
        assert_shown(glass, 1, edges, side=7)
        row, column = place(glass)
        said = page.locator(".reading").first.text_content()
        first, second = re.fullmatch(rf"row {row}, column {column}: (\S+) → (\S+)", said).groups()
        assert shows(first, photo[row, column])
        assert shows(second, edges[row, column])


def test_a_large_colour_picture_begins_where_it_is_told(page, magnified):
    glass = opened(page, magnified, 1)
    noise = planes.noise()
    assert place(glass) == (700, 3)
    glass.scroll_into_view_if_needed()
    for at in [(700, 3), (0, 0), (767, 1023), (333, 512)]:
        point(page, glass, at, noise.shape)
        assert_shown(glass, 0, noise, side=5, levels=True)
        assert_shown(glass, 1, noise[..., 0], side=5, levels=True)


def test_the_cells_have_the_colours_of_their_numbers(page, magnified):
    glass = opened(page, magnified, 1)
    row, column = place(glass)
    paint = "i => getComputedStyle(i).backgroundColor"
    red, green, blue = (round(255 * float(one)) for one in planes.noise()[row, column])
    here = glass.locator(".here")
    assert here.nth(0).evaluate(paint) == f"rgb({red}, {green}, {blue})"
    assert here.nth(1).evaluate(paint) == f"rgb({red}, 0, 0)"


def test_a_signed_picture_has_its_scale(page, magnified):
    glass = opened(page, magnified)
    scales = glass.locator(".scale")
    expect(scales.nth(0)).to_be_hidden()
    low, zero, high = scales.nth(1).locator("em").all_text_contents()
    limit = pictures.reach(planes.feature_map())
    assert (low[:3], zero, high[:2]) == ("≤ −", "0", "≥ ")
    assert shows(low[3:], limit)
    assert shows(high[2:], limit)


def test_a_reduced_map_has_no_mixed_colours(page, magnified):
    glass = opened(page, magnified)
    cover = glass.locator(".reduced")  # the photograph has none
    expect(cover).to_have_count(1)
    bytes_of = "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
    shown = np.unique(np.reshape(cover.evaluate(bytes_of), (-1, 4)), axis=0)
    known = {(*rgb, 255) for rgb in map_colours.table("signed").tolist()}
    assert {tuple(pixel) for pixel in shown.tolist()} <= known
    assert len(shown) > 20


def test_until_the_numbers_have_come_nothing_is_said_of_them(page, magnified):
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile(r"/media/.*\.bin"), hold)
    page.goto(magnified)
    glass = page.locator(".stage:has(.lens)").first
    expect(glass).to_have_attribute("data-drawn", re.compile("."))
    expect(page.locator(".reading").first).to_have_text("row 213, column 320")
    glass.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".reading").first).to_have_text("row 213, column 319")
    assert set(cells(glass, 0).ravel()) == {""}
    assert glass.get_attribute("data-read") is None
    while len(held) < 2:  # the second plane's may be asked for later
        page.evaluate("() => new Promise(requestAnimationFrame)")
    for route in held:
        route.continue_()
    read(page)
    assert_shown(glass, 1, planes.feature_map(), side=7)


def test_other_numbers_take_the_place_of_the_first_and_the_place_stays(page, magnified):
    glass = opened(page, magnified)
    glass.focus()
    page.keyboard.press("Shift+ArrowUp")
    before = glass.get_attribute("data-wanted")
    page.get_by_text("Negative").click()
    expect(glass).not_to_have_attribute("data-wanted", before)
    read(page)
    assert place(glass) == (203, 320)
    assert_shown(glass, 0, planes.photo(), side=7)
    assert_shown(glass, 1, planes.feature_map(-1), side=7)


# --- the visitor's hand


def test_moving_sends_nothing_and_asks_for_nothing(page, magnified, sent):
    glass = opened(page, magnified)
    read(page, 1)
    assert sent  # it is seen
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    asked = []
    page.on("request", note := lambda request: asked.append(request.url))
    sent.clear()
    for at in PLACES:
        point(page, glass, at, (427, 640))
    glass.focus()
    for key in ("ArrowLeft", "ArrowUp", "Home", "End", "Shift+ArrowDown"):
        page.keyboard.press(key)
    painted(page)
    row, column = place(glass)
    expect(page.locator(".spoken").first).to_have_text(re.compile(f"^row {row}, column {column}: "))
    assert (sent, asked) == ([], [])
    page.remove_listener("request", note)


def test_by_keys_alone(page, magnified):
    glass = opened(page, magnified)
    for _ in range(20):
        page.keyboard.press("Tab")
        if glass.evaluate("root => root.getRootNode().activeElement === root"):
            break
    expect(glass).to_be_focused()
    expect(page.locator(".spoken").first).to_be_empty()  # nothing has been moved yet
    walked = [
        ("ArrowRight", (213, 321)),
        ("ArrowDown", (214, 321)),
        ("Shift+ArrowLeft", (214, 311)),
        ("Shift+ArrowUp", (204, 311)),
        ("Home", (204, 0)),
        ("ArrowLeft", (204, 0)),
        ("End", (204, 639)),
        ("ArrowUp", (203, 639)),
    ]
    for key, expected in walked:
        page.keyboard.press(key)
        expect(glass).to_have_attribute("data-row", str(expected[0]))
        expect(glass).to_have_attribute("data-column", str(expected[1]))
    assert_shown(glass, 1, planes.feature_map(), side=7)
    page.keyboard.press("Enter")
    expect(page.get_by_text("picked: [(203, 639)]")).to_be_visible()
    assert place(glass) == (203, 639)


def test_a_click_picks_once_and_a_drag_does_not(page, magnified):
    glass = opened(page, magnified)
    x, y = point(page, glass, (100, 200), (427, 640))
    picked = place(glass)
    page.mouse.click(x, y)
    expect(page.get_by_text(f"picked: [{picked}]")).to_be_visible()
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    x, y = point(page, glass, (300, 500), (427, 640), n=1)
    second = place(glass)
    page.mouse.click(x, y)
    expect(page.get_by_text(f"picked: [{picked}, {second}]")).to_be_visible()


def test_a_picture_that_is_not_to_be_picked_from_takes_no_click(page, magnified, sent):
    glass = opened(page, magnified, 1)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    sent.clear()
    glass.locator(".sight").first.click()
    page.keyboard.press("Enter")
    assert place(glass) != (700, 3)
    assert sent == []


def test_by_touch_on_a_phone(phone, magnified):
    phone.set_viewport_size({"width": 390, "height": 600})
    glass = opened(phone, magnified)
    touch = phone.context.new_cdp_session(phone)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"

    def drag(box, by):
        x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for part in range(1, 11):
            moved = [{"x": x + by[0] * part / 10, "y": y + by[1] * part / 10}]
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": moved})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    sight = glass.locator(".sight").first
    box = sight.bounding_box()
    drag(box, (box["width"] / 2, -box["height"] / 4))
    expect(glass).to_have_attribute("data-column", re.compile(r"4[78]\d"))
    expect(glass).to_have_attribute("data-row", re.compile(r"10\d|11\d"))
    assert phone.evaluate(scrolled) == 0
    side = cells(glass, 0).shape[0]
    assert 3 <= side <= 7
    assert_shown(glass, 0, planes.photo(), side=side)
    assert_shown(glass, 1, planes.feature_map(), side=side)
    expect(phone.get_by_text("picked: []")).to_be_visible()

    drag(glass.locator(".lens").first.bounding_box(), (0, -200))  # elsewhere the page scrolls
    phone.wait_for_function(f"{scrolled} > 50")
    sight.tap()
    expect(phone.get_by_text(re.compile(r"picked: \[\(\d+, \d+\)\]"))).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    touch.detach()


def test_numbers_that_do_not_come_are_said_to_be_missing(browser, magnified):
    page = harness.profile(browser, viewport=harness.DESK).new_page()  # in which errors may be logged
    page.set_default_timeout(harness.PATIENCE)
    page.route(re.compile(r"/media/.*\.bin"), lambda route: route.abort())
    page.goto(magnified)
    expect(page.locator(".reading").first).to_have_text("The numbers have not come. Load the page again.")
    assert set(cells(page.locator(".stage:has(.lens)").first, 1).ravel()) == {""}
    page.context.close()


# --- on the page


@pytest.mark.parametrize("view", ["grey", "unit", "channels"])
def test_images_are_numbers(page, address, view):
    visit(page, f"{address}/numbers?image=flower&view={view}")
    glass = read(page)
    flower = images.sample_images()["flower"]()
    grey = images.to_grey(flower)
    for at in PLACES[:3]:
        x, y = point(page, glass, at, grey.shape)
        if view == "channels":
            for n in range(3):
                assert_shown(glass, n, flower[..., n], side=7, levels=True)
            assert_shown(glass, 3, flower, side=7, levels=True)
        else:
            assert_shown(glass, 0, grey, side=7, levels=True)
    if view == "unit":
        assert_shown(glass, 1, grey, side=7)
    row, column = place(glass)
    page.mouse.click(x, y)
    expect(page).to_have_url(visitor.in_link(f"place={row}-{column}"))
    rest(page)
    page.reload()
    assert place(read(page)) == (row, column)


def test_a_digits_table_holds_all_its_numbers(page, address):
    from cnnviz import mnist

    visit(page, f"{address}/numbers?view=digit&number=3600")
    glass = read(page)
    digit = mnist.bundled()[0][3600]
    shown = cells(glass, 0)
    assert shown.tolist() == digit.astype(str).tolist()
    glass.locator(".lens i").nth(28 * 9 + 15).hover()
    expect(page.locator(".reading")).to_have_text(f"row 9, column 15: {digit[9, 15]}")
    expect(glass.locator(".here")).to_have_count(1)
    assert glass.locator(".here").text_content() == str(digit[9, 15])
