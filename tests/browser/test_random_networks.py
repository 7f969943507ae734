"""A published network runs on the visitor's photo with random weights, in a real browser."""

from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit

#: A layer whose numbers are moved from another: the zeros around a map.
PADDED = "inside=layer&inside_layer=conv1_pad&inside_order=channels&inside_unit=conv1_pad-1-3-4"


def test_from_a_published_network_to_its_maps_and_one_number(page, address):
    visit(page, f"{address}/open_network?architecture=resnet18&image=cat")
    page.get_by_role("link", name="Run ResNet-18 on your photo").click()
    expect(page).to_have_url(visitor.in_link("photo_network=resnet18"))
    expect(page.locator(".strips .strip")).to_have_count(7)
    expect(page.get_by_text("has no trained weights for ResNet18.")).to_be_visible()
    rest(page)
    expect(page.locator(".strips .unnamed")).to_contain_text("they would be guesses")
    expect(page.locator(".strips .names")).to_be_hidden()

    visit(page, f"{address}/photo_network?photo_network=resnet18&image=cat&{PADDED}")
    card = page.locator(".layer-maps .card")
    expect(card).to_be_visible()
    expect(card.locator(".title")).to_have_text("conv1_pad, map 1")
    expect(card).to_contain_text("the same number")
