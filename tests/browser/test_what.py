"""What is it? in a real browser: a photo is named, an own one too, and the camera's frames until it stops."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from cnnviz import images
from tests.browser import harness, visitor
from tests.browser.harness import Visitor, rest, visit
from tests.browser.test_camera import REMEMBER

#: For the worker's first answer, on a busy machine.
PATIENCE = 90_000


@pytest.fixture(scope="module")
def filming(playwright):
    """A visitor whose browser has a camera."""
    browser = harness.chromium(playwright, harness.FAKE_CAMERA)
    with Visitor.kept(browser, viewport=harness.DESK) as kept:
        kept.context.add_init_script(REMEMBER)
        yield kept
    browser.close()


@pytest.fixture
def with_camera(filming):
    filming.context.grant_permissions(["camera"])
    with filming.at_work() as opened:
        yield opened


def opened(page, address):
    """Open the page and return the component, once the photo has its names."""
    visit(page, f"{address}/what")
    photo = page.locator(".named")
    expect(photo.locator("li").first.locator(".share")).not_to_be_empty(timeout=PATIENCE)
    return photo


def ended(page):
    """Whether every camera that the page has opened is off."""
    return page.evaluate(
        "window.opened.length > 0 && window.opened.every((one) => one.readyState === 'ended')"
    )


def test_the_cat_is_named_and_the_part_that_the_network_sees_is_framed(page, address):
    photo = opened(page, address)
    expect(photo.locator(".name").first).to_contain_text("cat")
    expect(photo.locator("li")).to_have_count(5)
    frame, crop = photo.locator(".photo .frame").bounding_box(), photo.locator(".crop").bounding_box()
    scale = frame["width"] / 451
    assert crop["width"] == pytest.approx(262 * scale, abs=2)
    assert crop["x"] - frame["x"] == pytest.approx(95 * scale, abs=2)


def test_an_own_photo_is_named(page, address, tmp_path):
    cup = Image.fromarray((255 * images.sample_images()["cup"]()).round().astype("uint8"))
    cup.save(tmp_path / "mine.jpg", quality=92)
    photo = opened(page, address)
    page.get_by_role("button", name="Your own photo").click()
    page.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(tmp_path / "mine.jpg")
    expect(photo.locator(".name").first).to_have_text("espresso", timeout=PATIENCE)
    expect(page).to_have_url(visitor.in_link("image=upload"))


def test_the_camera_is_named_until_it_stops(with_camera, address):
    page = with_camera
    photo = opened(page, address)
    button = photo.get_by_role("button", name="One frame a second goes to the computer")
    button.click()
    expect(photo).to_have_attribute("data-answered", re.compile(r"^[2-9]"), timeout=PATIENCE)
    expect(photo).to_have_attribute("data-camera", "on")
    expect(photo.locator(".name").first).not_to_contain_text("cat")
    button.click()
    expect(photo).to_have_attribute("data-camera", "off")
    expect(photo.locator(".name").first).to_contain_text("cat")
    assert ended(page)


def test_the_camera_stops_when_the_page_is_left(with_camera, address):
    page = with_camera
    photo = opened(page, address)
    photo.get_by_role("button", name="Live camera").click()
    expect(photo).to_have_attribute("data-camera", "on")
    page.keyboard.press("PageUp")
    expect(photo).to_have_count(0)
    page.wait_for_function("window.opened.every((one) => one.readyState === 'ended')")
    rest(page)


def test_a_camera_that_is_not_there_is_one_sentence(page, address):
    photo = opened(page, address)
    photo.get_by_role("button", name="Live camera").click()
    expect(photo).to_have_attribute("data-camera", "failed")
    expect(photo.locator(".status")).to_have_text(
        "No camera was found. Connect one, then switch it on again."
    )
    expect(photo.locator(".name").first).to_contain_text("cat")
