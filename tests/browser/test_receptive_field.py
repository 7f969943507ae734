"""Receptive field in a real browser: layers by pointer, the unit by hand and keys, and the link."""

import json

from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit

LECTURE = "stack=conv+3+1+1+valid&stack=pool+2+2+1+valid"
#: The pixels that are not empty in the enlarged field, as [width, height, how many].
FILLED = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return [canvas.width, canvas.height, data.filter((_, n) => n % 4 === 3 && data[n] === 255).length]
}"""


def shown(page):
    """Return the unit and the edges of its field."""
    return json.loads(page.locator(".field").get_attribute("data-field"))


def test_layers_and_unit_are_set_and_a_link_brings_them_back(page, address, other):
    visit(page, f"{address}/receptive_field?image=digit")
    visitor.press(page, "The lecture's network")
    expect(page).to_have_url(visitor.in_link(LECTURE))
    unit, sentence = page.locator(".part figcaption b"), page.locator(".field .sentence")
    expect(unit).to_have_text("Unit (6, 6)")
    expect(sentence).to_have_text("One unit of layer 2 sees 4 × 4 pixels.")
    page.get_by_role("button", name="Add a layer", exact=True).click()
    rest(page)
    expect(page).to_have_url(visitor.in_link(f"{LECTURE}&stack=conv+3+1+1+valid"))
    expect(sentence).to_have_text("One unit of layer 3 sees 8 × 8 pixels.")
    expect(page.locator(".tile span")).to_have_text(["1 × 1", "3 × 3", "4 × 4", "8 × 8"])
    expect(unit).to_have_text("Unit (5, 5)")
    page.locator(".whole .frame").focus()
    for n in range(5):
        page.keyboard.press("ArrowLeft")
        expect(unit).to_have_text(f"Unit (5, {4 - n})")
    expect(page).to_have_url(visitor.in_link("unit=5-0"))
    rest(page)
    expect(page.get_by_text("1 + (3 − 1)·1·1 + (2 − 1)·1·1 + (3 − 1)·1·2 = 8")).to_be_visible()
    visit(other, page.url)
    expect(other.locator(".part figcaption b")).to_have_text("Unit (5, 0)")
    assert shown(other) == shown(page) == {"unit": [5, 0], "top": 10, "left": 0, "bottom": 17, "right": 7}
    page.locator("button.tile").first.click()
    rest(page)
    expect(page.locator("button.tile").first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Layer 1", exact=True)).to_be_visible()


def test_a_hand_moves_the_field_and_nothing_jumps(page, address):
    visit(page, f"{address}/receptive_field?image=digit&stack=conv+3+1+1+same&stack=conv+3+1+1+same")
    frame, canvas = page.locator(".whole .frame"), page.locator(".part canvas")
    before = frame.bounding_box()
    assert canvas.evaluate(FILLED) == [5, 5, 25]
    cell = before["width"] / 28
    page.mouse.move(before["x"] + 14 * cell, before["y"] + 14 * cell)
    page.mouse.down()
    for column in (20, 9):
        page.mouse.move(before["x"] + (column + 0.5) * cell, before["y"] + 3.5 * cell, steps=3)
        assert shown(page)["unit"] == [3, column]
    page.mouse.move(before["x"] + 1, before["y"] + 1, steps=3)
    assert shown(page) == {"unit": [0, 0], "top": 0, "left": 0, "bottom": 2, "right": 2}
    assert canvas.evaluate(FILLED) == [5, 5, 9]
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link("unit=0-0"))
    rest(page)
    sentence = page.locator(".field .sentence")
    expect(sentence).to_have_text("One unit of layer 2 sees 5 × 5 pixels, 3 × 3 of them in the image.")
    assert frame.bounding_box() == before
