"""Build in a real browser: a network by clicks and keys, its link in a fresh profile, and Keras's numbers."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from cnnviz import models, network
from tests.browser import visitor
from tests.browser.harness import rest, visit


def line(page, n):
    return page.locator(f'.bricks tr[data-brick="{n}"]')


def volume(page, n):
    return page.locator(f'.bricks svg [data-brick="{n}"]')


def kinds(page, *wanted):
    """Wait until exactly these layers are shown."""
    expected = [re.compile(rf"^{n} {kind}") for n, kind in enumerate(wanted, start=1)]
    expect(page.locator(".bricks .name")).to_have_text(expected)
    rest(page)


def assert_kerass_numbers(page):
    """Assert that all numbers on the page match the network in its link."""
    (text,) = parse_qs(urlsplit(page.url).query)["built"]
    model = models.build(network.from_bricks(network.from_text(text), network.DIGITS))
    expect(page.locator("strong", has_text=f"{model.count_params():,} parameters")).to_be_visible()
    for n, layer in enumerate(model.layers):
        cells = line(page, n).locator("td").all_inner_texts()
        assert cells[1] == " × ".join(f"{side:,}" for side in layer.output.shape[1:])
        assert cells[2].rpartition("= ")[2] == f"{layer.count_params():,}"
    drawn = [int(one.replace(",", "")) for one in page.locator(".bricks svg .parameters").all_text_contents()]
    assert drawn == [layer.count_params() for layer in model.layers if layer.count_params()]
    return model


def test_a_network_is_built_by_clicks_and_keys_and_a_link_brings_it_back(page, address, phone):
    visit(page, f"{address}/build")
    visitor.press(page, "No convolution")
    kinds(page, "Flatten", "Dense", "Dropout", "Dense")

    # a convolution behind the first layer does not fit there, and its brick says so
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Conv2D", exact=True).click()
    kinds(page, "Flatten", "Conv2D", "Dense", "Dropout", "Dense")
    expect(line(page, 1).locator(".sentence")).to_contain_text("Move layer 2 before layer 1")
    expect(volume(page, 1)).to_have_class(re.compile("fault"))
    expect(volume(page, 2)).to_have_count(0)
    expect(page.get_by_role("button", name="Train this")).to_be_disabled()
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()  # the choice has been made

    # moved up, it fits; the finger stays on it
    page.get_by_role("button", name="Move up: 2 Conv2D").click()
    kinds(page, "Conv2D", "Flatten", "Dense", "Dropout", "Dense")
    expect(line(page, 0)).to_have_class(re.compile("chosen"))
    expect(line(page, 0).locator(".name")).to_be_focused()
    assert_kerass_numbers(page)

    # change 32 to 64, and all numbers follow
    filters = page.get_by_role("spinbutton", name="Filters")
    expect(filters).to_have_value("32")
    filters.fill("64")
    filters.press("Enter")
    expect(line(page, 0).locator("td").nth(2)).to_have_text("3·3·1·64 + 64 = 640")
    rest(page)
    assert_kerass_numbers(page)

    # the pointer on a volume marks its line, and the other way round
    volume(page, 2).locator("polygon").first.hover()
    expect(line(page, 2)).to_have_class(re.compile("marked"))
    line(page, 3).locator("td").nth(1).hover()
    expect(volume(page, 3)).to_have_class(re.compile("marked"))
    volume(page, 2).locator("polygon").first.click()
    expect(line(page, 2)).to_have_class(re.compile("chosen"))
    rest(page)
    expect(page.get_by_role("spinbutton", name="Units")).to_have_value("128")

    # by keys: to the dropout, up by one, and remove it
    line(page, 2).locator(".name").focus()
    page.keyboard.press("ArrowDown")
    expect(line(page, 3).locator(".name")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    kinds(page, "Conv2D", "Flatten", "Dropout", "Dense", "Dense")
    expect(line(page, 2).locator(".name")).to_be_focused()
    page.keyboard.press("Delete")
    kinds(page, "Conv2D", "Flatten", "Dense", "Dense")
    model = assert_kerass_numbers(page)

    # the link in a fresh profile, on a phone
    visit(phone, page.url)
    kinds(phone, "Conv2D", "Flatten", "Dense", "Dense")
    assert assert_kerass_numbers(phone).count_params() == model.count_params()
    line(phone, 3).locator(".name").tap()
    expect(line(phone, 3)).to_have_class(re.compile("chosen"))
    rest(phone)
    drawing = phone.locator(".bricks .drawing")
    assert drawing.evaluate("(e) => e.scrollLeft") > 0  # as far as shows the chosen volume
    inside = "(v, e) => v.getBoundingClientRect().right <= e.getBoundingClientRect().right + 1"
    assert volume(phone, 3).evaluate(inside, drawing.element_handle())
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # on to the Train page, with the network in the link
    page.get_by_role("button", name="Train this").click()
    expect(page.get_by_role("heading", name="Train", exact=True)).to_be_visible()
    rest(page)
    expect(page).to_have_url(visitor.in_link("built=conv+64+3x3+relu"))
