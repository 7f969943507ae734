"""Open a network in a real browser: blocks unfold and fold, a hand pans and zooms, keys lead through."""

import re

from playwright.sync_api import expect

from tests.browser.harness import rest, visit

DRAWING, CANVAS = ".opened", ".opened canvas"


def of(page, name):
    return page.locator(DRAWING).get_attribute(f"data-{name}")


def painted(page):
    return page.locator(CANVAS).evaluate("canvas => canvas.toDataURL()")


def test_blocks_unfold_and_a_hand_pans_and_zooms(page, address):
    visit(page, f"{address}/open_network?architecture=resnet50")
    expect(page.locator(DRAWING)).to_have_attribute("data-drawn", re.compile("."))
    rest(page)
    box = page.locator(CANVAS).bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    # The keys lead to the first residual block, which has 32 layers, and unfold it.
    page.locator(CANVAS).focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    card = page.locator(".opened .card")
    expect(card).to_contain_text("3 residual blocks with 32 layers in all → 56 × 56 × 256")
    page.keyboard.press("Enter")
    expect(page.locator(DRAWING)).to_have_attribute("data-open", "2")
    expect(card).to_contain_text("conv2_block1_0_conv: Conv2D, 256 filters")
    expect(card).to_contain_text("1·1·64·256 + 256 = 16,640")
    expect(card).to_contain_text("56·56 places · 16,384 = 51,380,224")
    page.keyboard.press("Enter")
    expect(page.locator(DRAWING)).to_have_attribute("data-open", "")

    before, place = painted(page), of(page, "at")
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 60, middle[1] - 10, steps=4)
    page.mouse.up()
    expect(page.locator(DRAWING)).not_to_have_attribute("data-at", place)
    assert painted(page) != before
    zoom = float(of(page, "zoom"))
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(DRAWING)).not_to_have_attribute("data-zoom", f"{zoom:.4f}")
    assert float(of(page, "zoom")) > zoom

    page.get_by_role("button", name="Unfold all").click()
    expect(page.locator(DRAWING)).to_have_attribute("data-open", re.compile("2 3 4 5"))
    page.get_by_role("button", name="Show the whole network").click()
    expect(page.locator(DRAWING)).to_have_attribute("data-zoom", re.compile(r"^0\.0"))
    page.get_by_role("button", name="Fold all", exact=True).click()
    expect(page.locator(DRAWING)).to_have_attribute("data-open", "")
