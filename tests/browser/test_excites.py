"""What excites it? in a real browser: all layers, one filter, its patches in their pictures, and the stop."""

import re

from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit

#: Whether a cell shows a part of the sheet of patches.
SHOWS = "all => all.filter((one) => getComputedStyle(one).backgroundImage.includes('url')).length"
#: The box of the field in its picture: its place and size in percent.
BOX = "one => ['top', 'left', 'width', 'height'].map((side) => parseFloat(one.style[side]))"


def test_from_all_layers_to_one_filter_and_back(page, address):
    visit(page, f"{address}/excites?excites_network=lecture")
    expect(page.get_by_role("button", name="Grow again")).to_be_visible()
    rest(page)
    layers = page.locator(".exciting .layer")
    expect(layers).to_have_count(3)
    assert page.locator(".exciting .patch").evaluate_all(SHOWS) == 27
    assert page.locator(".exciting .seed").evaluate_all(SHOWS) == 3
    expect(page.locator(".exciting .sees").first).to_have_text("sees 3 × 3 pixels")
    assert re.search(
        "Outputs for its patches: .* For its grown input: ", layers.first.get_attribute("aria-label")
    )

    layers.first.click()
    expect(page.locator(".opened .cell")).to_have_count(9)
    expect(page).to_have_url(visitor.in_link("excites_layer=conv2d"))
    rest(page)
    for n in (0, 5):
        page.locator(".opened .cell").nth(n).hover()
        expect(page.locator(".opened .cell").nth(n)).to_have_attribute("aria-pressed", "true")
        _, _, width, height = page.locator(".opened .field").evaluate(BOX)
        assert abs(width - 300 / 28) < 0.01
        assert abs(height - 300 / 28) < 0.01
    expect(page.locator(".opened .whole img")).to_have_attribute("alt", re.compile("A digit, ."))

    page.get_by_role("button", name="All layers").click()
    expect(layers).to_have_count(3)


def test_growing_stops_and_goes_on(page, address):
    page.goto(f"{address}/excites?excites_network=pen&excites_seed=17")  # 420 steps take seconds
    page.locator(".st-key-excites-stop button").click()  # Streamlit has a Stop of its own
    go_on = page.get_by_role("button", name="Go on")
    expect(go_on).to_be_visible()
    rest(page)
    go_on.click()
    expect(page.get_by_role("button", name="Grow again")).to_be_visible()
    rest(page)
    numbers = page.locator(".exciting .excitation").all_inner_texts()
    assert len(numbers) == 7
    assert all(re.fullmatch(r"\d+\.\d", number) for number in numbers)
