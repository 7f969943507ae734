"""Receptive field in a real browser: layers by pointer, the unit by keys, and the link in a fresh profile."""

from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit

LECTURE = "stack=conv+3+1+1+valid&stack=pool+2+2+1+valid"


def test_layers_and_unit_are_set_and_a_link_brings_them_back(page, address, other):
    visit(page, f"{address}/receptive_field?image=digit")
    visitor.press(page, "The lecture's network")
    expect(page).to_have_url(visitor.in_link(LECTURE))
    visitor.named(page, "Digit 0", "What unit (6, 6) sees")
    page.get_by_role("button", name="Add", exact=True).click()
    rest(page)
    expect(page).to_have_url(visitor.in_link(f"{LECTURE}&stack=conv+3+1+1+valid"))
    visitor.named(page, "Digit 0", "What unit (5, 5) sees")
    page.get_by_role("slider", name="Column of the unit").focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(visitor.in_link("unit=5-0"))
    rest(page)
    visitor.named(page, "Digit 0", "What unit (5, 0) sees")
    expect(page.get_by_text("1 + (3 − 1)·1·1 + (2 − 1)·1·1 + (3 − 1)·1·2 = 8")).to_be_visible()
    visit(other, page.url)
    visitor.named(other, "Digit 0", "What unit (5, 0) sees")
    assert visitor.drawn(other) == visitor.drawn(page)


def test_nothing_jumps_when_the_unit_is_moved_to_the_edge(page, address):
    visit(page, f"{address}/receptive_field")
    page.get_by_role("slider", name="Row of the unit").focus()
    rest(page)
    before = page.locator(".stage img").first.bounding_box()
    page.keyboard.press("Home")
    expect(page).to_have_url(visitor.in_link("unit=0-28"))
    rest(page)
    visitor.named(page, "Temple", "What unit (0, 28) sees")
    assert page.locator(".stage img").first.bounding_box() == before
