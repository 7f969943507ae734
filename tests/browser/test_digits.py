"""Digits in a picture: a photo is uploaded, a digit in it is chosen, and other pages read that digit."""

import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from cnnviz import mnist
from tests.browser import visitor
from tests.browser.harness import rest, visit

#: Each digit of the photo: row and column of its upper left corner, its class, and its place in there.
WRITTEN = (((60, 80), 7, 375), ((70, 260), 2, 120), ((55, 450), 5, 140))
#: The side of a digit with MNIST's margin, and the number of its pixels for one of MNIST's.
SIDE, SCALE = 140, 5

#: The chosen digit and its boldest bar, read in the same task as the click, before the browser paints.
CLICK = """(box) => {
  box.click()
  const root = box.closest('.digits')
  return [root.querySelector('.winner').textContent, root.querySelector('.bar.best b').textContent]
}"""


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    """A sheet of grey paper with three digits, in uneven light."""
    pixels = np.full((280, 640), 0.85)
    for (top, left), digit, number in WRITTEN:
        ink = mnist.bundled()[0][digit * mnist.BUNDLED_PER_CLASS + number] / 255
        place = pixels[top : top + SIDE, left : left + SIDE]
        place *= 1 - 0.8 * np.kron(ink, np.ones((SCALE, SCALE)))
    pixels *= np.linspace(1, 0.7, 640)
    file = tmp_path_factory.mktemp("photo") / "digits.png"
    Image.fromarray((255 * pixels).astype(np.uint8)).save(file)
    return file


def upload(page, file):
    page.get_by_role("button", name="Your own photo").click()
    page.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(file)
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()
    rest(page)


def boxes(page):
    return page.locator(".digits .found")


def ink_on_screen(page, at, digit, number):
    """Return left, top, right and bottom of a digit's ink, on the screen."""
    (top, left), frame = at, page.locator(".digits .picture").bounding_box()
    rows, columns = np.nonzero(mnist.bundled()[0][digit * mnist.BUNDLED_PER_CLASS + number])
    scale = frame["width"] / 640
    return (
        frame["x"] + scale * (left + SCALE * columns.min()),
        frame["y"] + scale * (top + SCALE * rows.min()),
        frame["x"] + scale * (left + SCALE * (columns.max() + 1)),
        frame["y"] + scale * (top + SCALE * (rows.max() + 1)),
    )


def test_a_photo_shows_its_digits_and_a_click_leads_one_through_the_pages(page, address, photo):
    visit(page, f"{address}/digits")
    upload(page, photo)
    expect(boxes(page)).to_have_count(3)
    for box, written in zip(boxes(page).all(), WRITTEN, strict=True):
        seen = box.bounding_box()
        left, top, right, bottom = ink_on_screen(page, *written)
        sides = (seen["x"], seen["y"], seen["x"] + seen["width"], seen["y"] + seen["height"])
        np.testing.assert_allclose(sides, (left, top, right, bottom), atol=14)
        expect(box.locator(".tag b:visible")).to_have_text(str(written[1]))
    expect(page.get_by_role("radio", checked=True)).to_have_accessible_name(re.compile("1 of 3: 7, "))
    steps = page.locator(".st-key-digits-steps .stage")
    before = steps.get_attribute("data-drawn")

    assert boxes(page).nth(1).evaluate(CLICK) == ["2", "2"]
    expect(page).to_have_url(visitor.in_link("found=1"))
    rest(page)
    assert steps.get_attribute("data-drawn") != before
    page.get_by_role("button", name="See inside the network").click()
    expect(page.get_by_role("heading", name="Inside a network", exact=True)).to_be_visible()
    visitor.reads(page, "2")
    visitor.choose(page, "Which digit", "3 of 3")
    visitor.reads(page, "5")


def test_keys_lead_from_digit_to_digit_and_a_link_holds_the_choice(page, other, address):
    visit(page, f"{address}/digits")
    read = "".join(page.locator(".digits .found .tag .bare").all_text_contents())
    assert read == "02079460358"
    boxes(page).first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".digits .winner")).to_have_text("3")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    expect(page).to_have_url(visitor.in_link("found=8"))
    visit(other, page.url)
    expect(other.locator(".digits .winner")).to_have_text("3")


def test_what_holds_no_digit_is_one_sentence(page, address, tmp_path):
    visit(page, f"{address}/digits")
    pdf, blank = tmp_path / "scan.png", tmp_path / "blank.png"
    pdf.write_bytes(b"%PDF-1.7\n" * 30)
    Image.new("RGB", (400, 300), "white").save(blank)
    upload(page, pdf)
    expect(page.get_by_text("This file is a PDF document.")).to_be_visible()
    expect(boxes(page)).to_have_count(11)
    upload(page, blank)
    expect(page.get_by_text("This file is a PDF document.")).to_be_hidden()
    expect(boxes(page)).to_have_count(0)
    expect(page.locator(".digits .said")).to_have_text(
        re.compile("^No digit that I know: nothing stands out")
    )
    expect(page.get_by_alt_text("The picture: Your own")).to_be_visible()
