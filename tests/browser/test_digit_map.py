"""The map of all digits in a real browser: pointer, keys and clicks, what stands out, and t-SNE."""

import re

import numpy as np
from playwright.sync_api import expect

from cnnviz import mnist
from tests.browser import visitor
from tests.browser.harness import rest, visit

DIGITS = mnist.load()
LEVELS = (
    "canvas => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, n) => n % 4 === 0)"
)


def opened(page, address, link=""):
    visit(page, f"{address}/digit_map{link}")
    expect(page.locator(".digit-map")).to_have_attribute("data-drawn", re.compile("."))
    rest(page)


def pointed(page):
    """Return the index of the digit that is pointed at, or -1."""
    return int(page.locator(".digit-map").get_attribute("data-pointed"))


def sweep(page):
    """Move the pointer over the map until it is on a digit, and return the digit's index."""
    box = page.locator(".digit-map .over").bounding_box()
    for across in np.linspace(0.3, 0.7, 9):
        page.mouse.move(box["x"] + across * box["width"], box["y"] + box["height"] / 2)
        if pointed(page) >= 0:
            return pointed(page)
    raise AssertionError("There is no digit in the middle of the map.")


def shows(page, index):
    """Assert that the card shows a digit of the map: its picture, and its class in words."""
    card = page.locator(".digit-map .card")
    expect(card).to_have_attribute("data-digit", str(index))
    np.testing.assert_array_equal(
        page.locator(".digit-map .picture").evaluate(LEVELS), DIGITS.x_test[index].ravel()
    )
    expect(card.locator(".title")).to_contain_text(str(DIGITS.y_test[index]))


def test_pointer_and_keys_show_a_digit_and_a_click_makes_it_the_digit_in_use(page, address, sent):
    opened(page, address)
    shows(page, 306)
    sent.clear()
    index = sweep(page)
    shows(page, index)
    assert sent == []
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link(f"number={5 * index}"))
    rest(page)
    page.mouse.move(2, 2)
    shows(page, index)
    page.keyboard.press("ArrowRight")  # the click has given the map the focus
    after = pointed(page)
    assert after not in (-1, index)
    shows(page, after)
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.in_link(f"number={5 * after}"))


def test_a_class_or_the_mistakes_stand_out(page, address):
    opened(page, address, "?map_shown=7")
    expect(page.locator(".legend [data-shown='7']")).to_have_attribute("aria-pressed", "true")
    assert DIGITS.y_test[sweep_any(page)] == 7
    page.locator(".legend .mistakes").click()
    expect(page).to_have_url(visitor.in_link("map_shown=mistakes"))
    expect(page.locator(".legend .mistakes")).to_have_text(re.compile(r"\d+ mistakes?"))


def sweep_any(page):
    """Move the pointer over the whole map until it is on a digit that stands out."""
    box = page.locator(".digit-map .over").bounding_box()
    for down in np.linspace(0.1, 0.9, 17):
        for across in np.linspace(0.2, 0.8, 25):
            page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
            if pointed(page) >= 0:
                return pointed(page)
    raise AssertionError("No digit stands out.")


def test_tsne_shows_its_progress_stops_and_goes_on(page, address):
    opened(page, address)
    main = visitor.main(page)
    page.get_by_text("t-SNE", exact=True).click()  # the page is not at rest before t-SNE has ended
    main.get_by_role("button", name="Stop").click()
    expect(main.get_by_role("button", name="Go on")).to_be_visible()
    expect(main).to_contain_text(re.compile(r"t-SNE: step \d+ of 750"))
    rest(page)
    expect(page).to_have_url(visitor.in_link("map_method=tsne"))
    main.get_by_role("button", name="Go on").click()
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=120_000)
    expect(page.locator(".digit-map .note")).to_contain_text("keeps neighbours together")
