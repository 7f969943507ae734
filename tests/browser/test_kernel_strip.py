"""The strip of kernels in a browser: by pointer and by keys, one kernel or several, and from a button."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit

PHOTOS = {
    "photo": "image=china",
    "portrait": "image=china&crop=0-427-200-420",
    "digit": "image=digit",
}


def strip(page):
    """Return the strip once its pictures are decoded."""
    found = page.get_by_role("listbox", name="Kernel")
    expect(found).to_have_attribute("data-wanted", re.compile("."))
    expect(found).to_have_attribute("data-drawn", found.get_attribute("data-wanted"))
    return found


def tile(page, name):
    return page.get_by_role("option", name=name, exact=True)


def test_a_click_takes_a_kernel_and_its_group_can_be_brought_into_view(page, address):
    visit(page, f"{address}/filters?image=smiley")
    strip(page)
    expect(tile(page, "Sobel x")).to_have_attribute("aria-selected", "true")
    expect(tile(page, "Sobel x")).to_be_in_viewport(ratio=1)
    expect(tile(page, "Gabor 90°")).not_to_be_in_viewport()
    page.get_by_role("button", name="Directions", exact=True).click()
    expect(tile(page, "Gabor 90°")).to_be_in_viewport(ratio=1)
    tile(page, "Gabor 90°").click()
    visitor.named(page, "Smiley", "gabor 11x11 90°", "feature map")
    expect(tile(page, "Gabor 90°")).to_have_attribute("aria-selected", "true")
    expect(tile(page, "Sobel x")).to_have_attribute("aria-selected", "false")
    expect(page.get_by_role("slider", name="Angle")).to_be_visible()


def test_by_keys_alone(page, address):
    visit(page, f"{address}/filters?image=smiley")
    strip(page)
    tile(page, "Sobel x").focus()
    page.keyboard.press("ArrowRight")
    expect(tile(page, "Sobel y")).to_be_focused()
    page.keyboard.press("Enter")
    visitor.named(page, "Smiley", "sobel y", "feature map")
    expect(tile(page, "Sobel y")).to_be_focused()
    for key, name in (("Home", "Identity"), ("ArrowLeft", "Identity"), ("End", "Gabor 135°")):
        page.keyboard.press(key)
        expect(tile(page, name)).to_be_focused()
    expect(page).to_have_url(visitor.in_link("sobel+y"))


def test_several_kernels_become_the_maps_of_a_layer_and_one_again(page, other, address):
    visit(page, f"{address}/filters?image=smiley")
    strip(page)
    several = page.get_by_role("switch", name="Several side by side")
    several.click()
    expect(several).to_be_checked()
    tile(page, "Sobel y").click()
    visitor.named(page, "Smiley", "1: sobel x", "2: sobel y")
    tile(page, "Outline").click()
    visitor.named(page, "Smiley", "1: sobel x", "2: sobel y", "3: outline")
    expect(page.get_by_text("Its output has the shape (7, 7, 3).")).to_be_visible()
    tile(page, "Sobel x").click()
    visitor.named(page, "Smiley", "1: sobel y", "2: outline")
    rest(page)

    visit(other, page.url)
    visitor.named(other, "Smiley", "1: sobel y", "2: outline")
    expect(other.get_by_role("switch", name="Several side by side")).to_be_checked()

    several.click()
    visitor.named(page, "Smiley", "sobel y", "feature map")


def test_other_pages_open_the_strip_from_a_button_with_the_kernels_name(page, address):
    visit(page, f"{address}/convolution?image=smiley")
    page.get_by_role("button", name="Kernel: Sobel x").click()
    expect(tile(page, "Sobel x")).to_be_in_viewport(ratio=1)
    tile(page, "Emboss").click()
    expect(page.get_by_role("listbox", name="Kernel")).to_have_count(0)
    expect(page.get_by_role("button", name="Kernel: Emboss")).to_be_visible()
    expect(page).to_have_url(visitor.in_link("emboss"))


@pytest.mark.parametrize("photo", PHOTOS)
def test_the_pictures_are_equally_tall_and_not_cut_off(page, address, photo):
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{address}/filters?{PHOTOS[photo]}")
    visitor.drawn(page)
    image, _, result = (box.bounding_box() for box in page.locator(".stage .frame").all())
    assert image["height"] == pytest.approx(result["height"], abs=1)
    assert image["height"] > 230
    assert image["y"] + image["height"] < 720
    small = tile(page, "Sobel x").locator(".picture").bounding_box()
    assert small["width"] / small["height"] == pytest.approx(image["width"] / image["height"], rel=0.06)
