"""Inside the photo network in a real browser: strips, a layer, a number, and the pointer over a map."""

import re

import numpy as np
from playwright.sync_api import expect

from cnnviz import images, photos, reading
from cnnviz.network import forward
from tests.browser import visitor
from tests.browser.harness import rest, visit

LAYER = "block3_depthwise_norm"
#: The text below the maps in the frame after the pointer has moved over the first map.
POINT = """(map) => new Promise((done) => {
  const { left, top, width, height } = map.getBoundingClientRect()
  const at = { clientX: left + 0.5 * width, clientY: top + 0.25 * height, bubbles: true }
  map.dispatchEvent(new PointerEvent("pointermove", at))
  const told = map.getRootNode().querySelector(".told")
  requestAnimationFrame(() => done(told.textContent))
})"""


def number(text):
    return float(text.replace("−", "-"))


def test_from_the_whole_network_to_one_number(page, address, sent):
    """One visit: a strip opens its layer, the pointer reads a map, a click opens a number, keys move it."""
    visit(page, f"{address}/photo_network?image=cat")
    expect(page.locator(".strips .strip")).to_have_count(10)
    expect(page.locator(".strips .names .name").first).to_have_text(re.compile("cat|Mau"))
    strip = page.locator(".strips .strip").nth(2)
    strip.hover()
    expect(page.locator(".strips .told")).to_contain_text("2 blocks")
    strip.click()
    expect(page.locator(".layer-maps .tile")).to_have_count(20)
    rest(page)
    expect(page).to_have_url(visitor.in_link("inside_layer=block3_add"))

    visit(page, f"{address}/photo_network?image=cat&inside=layer&inside_layer={LAYER}&inside_order=channels")
    expect(page.locator(".layer-maps .tile")).to_have_count(20)
    rest(page)
    network, weights = reading.pretrained(reading.PHOTOS)
    x = photos.prepared(images.sample_images()["cat"](), network.preparation).x
    output = forward(network, weights, x)[LAYER]
    sent.clear()
    told = page.locator(".layer-maps .tile .grid").first.evaluate(POINT)
    found = re.fullmatch(r"Map 0, row (\d+), column (\d+): (\S+)", told)
    assert found is not None
    row, column = int(found[1]), int(found[2])
    np.testing.assert_allclose(number(found[3]), output[row, column, 0], rtol=6e-3, atol=1e-4)
    assert sent == []

    page.locator(".layer-maps .tile .grid").nth(1).click(position={"x": 61, "y": 41})
    card = page.locator(".layer-maps .card")
    expect(card).to_be_visible()
    expect(card.locator(".title")).to_have_text(f"{LAYER}, map 1")
    expect(card.locator(".arithmetic p")).to_have_count(2)  # the convolution, and its normalization
    assert_is_the_network_s(card, output)
    expect(page).to_have_url(visitor.in_link(f"inside_unit={LAYER}-1-20-30"))

    card.locator(".output .grid").focus()
    page.keyboard.press("ArrowRight")
    expect(card).to_have_attribute("data-unit", "1-20-31")
    assert_is_the_network_s(card, output)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    rest(page)
    assert "inside_unit" not in page.url


def assert_is_the_network_s(card, output):
    """Assert that the card's number, its result and its products are the network's."""
    channel, row, column = map(int, card.get_attribute("data-unit").split("-"))
    value = output[row, column, channel]
    np.testing.assert_allclose(float(card.get_attribute("data-value")), value, rtol=1e-3, atol=1e-4)
    result = number(card.locator(".arithmetic .result b").last.inner_text())
    np.testing.assert_allclose(result, value, atol=6e-4)
    products = card.locator(".matrix[data-name=products] .numbers span").all_inner_texts()
    total = number(card.locator(".arithmetic .result b").first.inner_text())
    assert len(products) == 9
    np.testing.assert_allclose(sum(map(number, products)), total, atol=0.06)
