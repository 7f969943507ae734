"""Build in a real browser: a network by clicks and keys, its link in a fresh profile, and Keras's numbers."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from cnnviz import models, network
from cnnviz.figures.opened_network import laid_open
from tests.browser import visitor
from tests.browser.harness import rest, visit

#: Where the first part of a row begins on the drawing.
ENTRY = 14


def line(page, n):
    return page.locator(f'.bricks tr[data-brick="{n}"]')


def built(page):
    """Return the bricks in the page's link."""
    (text,) = parse_qs(urlsplit(page.url).query)["built"]
    return network.from_text(text)


def volume(page, n):
    """Return where layer `n` of a network in one row stands on the canvas."""
    drawing = laid_open(built(page), network.DIGITS.input_shape)
    parts = [drawing.input, *(section.folded for section in drawing.sections)]
    left = ENTRY + sum(part.width for part in parts[: n + 1])
    (box,) = parts[n + 1].boxes
    shown = page.locator(".bricks")
    zoom = float(shown.get_attribute("data-zoom"))
    x, y = map(float, shown.get_attribute("data-at").split())
    return {"x": zoom * (left + box.x - x), "y": zoom * (box.y - y)}


def kinds(page, *wanted):
    """Wait until exactly these layers are shown."""
    expected = [re.compile(rf"^{n} {kind}") for n, kind in enumerate(wanted, start=1)]
    expect(page.locator(".bricks .name")).to_have_text(expected)
    rest(page)


def assert_kerass_numbers(page):
    """Assert that all numbers on the page match the network in its link."""
    model = models.build(network.from_bricks(built(page), network.DIGITS))
    expect(page.locator("strong", has_text=f"{model.count_params():,} parameters")).to_be_visible()
    for n, layer in enumerate(model.layers):
        cells = line(page, n).locator("td").all_inner_texts()
        assert cells[1] == " × ".join(f"{side:,}" for side in layer.output.shape[1:])
        assert cells[2].rpartition("= ")[2] == f"{layer.count_params():,}"
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
    expect(page.locator(".bricks .card")).to_have_text("Conv 3 × 3 does not fit here.")
    expect(page.locator(".bricks canvas")).to_have_attribute(
        "aria-label", re.compile("conv 3 × 3 does not fit.$")
    )
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

    # the pointer on a volume marks its line and says how it is counted, and the other way round
    canvas, card = page.locator(".bricks canvas"), page.locator(".bricks .card")
    expect(card).to_contain_text("3·3·1·64 + 64 = 640")
    expect(card).to_contain_text("26·26 places · 576 = 389,376")
    canvas.hover(position=volume(page, 2))
    expect(line(page, 2)).to_have_class(re.compile("marked"))
    expect(card).to_contain_text("43,264·128 + 128 = 5,537,920")
    line(page, 3).locator("td").nth(1).hover()
    expect(page.locator(".bricks")).to_have_attribute("data-pointed", "3")
    canvas.click(position=volume(page, 2))
    expect(line(page, 2)).to_have_class(re.compile("chosen"))
    rest(page)
    expect(page.get_by_role("spinbutton", name="Units")).to_have_value("128")

    # a hand zooms in, and the drawing stays so when a number changes
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(".bricks")).to_have_attribute("data-zoom", re.compile("^1.[2-9]"))
    zoom = page.locator(".bricks").get_attribute("data-zoom")
    units = page.get_by_role("spinbutton", name="Units")
    units.fill("64")
    units.press("Enter")
    expect(card).to_contain_text("43,264·64 + 64")
    rest(page)
    expect(page.locator(".bricks")).to_have_attribute("data-zoom", zoom)
    page.get_by_role("button", name="Show the whole network").click()

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
    expect(phone.locator(".bricks")).to_have_attribute("data-chosen", "3")
    expect(phone.locator(".bricks .card")).to_contain_text("64·10 + 10 = 650")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # on to the Train page, with the network in the link
    page.get_by_role("button", name="Train this").click()
    expect(page.get_by_role("heading", name="Train", exact=True)).to_be_visible()
    rest(page)
    expect(page).to_have_url(visitor.in_link("built=conv+64+3x3+relu"))
