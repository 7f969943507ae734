"""The tiles below the network: a click anywhere opens the first page, and links and keys reach every page."""

import pytest
from playwright.sync_api import expect

from cnnviz.ui.chapters.overview import tiles
from cnnviz.ui.frame.chapters import AT_ROOT
from cnnviz.ui.session import state
from tests.browser import visitor
from tests.browser.harness import rest, visit

GROUPS = list(tiles.groups())


def tile(page, group):
    return page.locator(".tile").nth(GROUPS.index(group))


@pytest.mark.parametrize("group", ["See", "Inside"])
def test_a_click_on_a_tiles_picture_opens_the_first_page_of_its_group(page, address, group):
    visit(page, f"{address}/?image=flower")
    tile(page, group).locator("img").scroll_into_view_if_needed()
    box = tile(page, group).locator("img").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    first = tiles.groups()[group][0]
    expect(page.get_by_role("heading", name=first.title, exact=True)).to_be_visible()
    expect(page).to_have_url(visitor.in_link("image=flower"))


def test_a_page_inside_a_group_has_a_link_of_its_own(page, address):
    visit(page, address)
    tile(page, "Convolve").get_by_role("link", name="Pooling").click()
    expect(page.get_by_role("heading", name="Pooling", exact=True)).to_be_visible()


def test_keys_reach_a_tile(page, address):
    visit(page, address)
    link = tile(page, "Decide").get_by_role("link", name="Decide")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Flatten and fully connected", exact=True)).to_be_visible()


def test_the_tiles_stand_side_by_side_or_one_below_the_other(page, address):
    visit(page, address)
    for width, across in ((1280, 3), (1024, 2), (390, 1)):
        page.set_viewport_size({"width": width, "height": 800})
        rest(page)
        boxes = [tile(page, group).bounding_box() for group in GROUPS]
        assert len({round(box["x"]) for box in boxes}) == across
        assert len({round(box["height"]) for box in boxes[:across]}) == 1


def test_every_picture_has_loaded(page, address):
    visit(page, address)
    for group in GROUPS:
        picture = tile(page, group).locator("img")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 400)


def test_a_link_from_when_numbers_stood_at_the_root_opens_it_and_back_leads_on_to_overview(page, address):
    visit(page, f"{address}/?image=flower&view=channels")
    expect(page.get_by_role("heading", name="Images are numbers", exact=True)).to_be_visible()
    expect(page).to_have_url(visitor.in_link("view=channels"))
    page.go_back()
    expect(page.get_by_role("heading", name="How a network reads a digit", exact=True)).to_be_visible()
    expect(page).to_have_url(visitor.in_link(f"{state.PAGE}={AT_ROOT}"))
    page.reload()
    rest(page)
    expect(page.get_by_role("heading", name="How a network reads a digit", exact=True)).to_be_visible()
