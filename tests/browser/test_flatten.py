"""Flatten and fully connected in a real browser: both ways under the finger, and numbers that are Keras's."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import layer_outputs, layers, mnist, models
from tests.browser import visitor
from tests.browser.harness import rest, visit

DIGIT = "image=digit&number=3600"
#: Walk over the whole column by keys; return what is marked at each place.
WALK = """(root) => {
  const press = (key) => root.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const side = (grid) => parseFloat(getComputedStyle(grid).getPropertyValue('--cell'))
  const lit = (grid, layer) => [...grid.querySelectorAll(`.layer.${layer} i`)].filter((i) => !i.hidden)
    .map((i) => [Math.round(i.offsetTop / side(grid)), Math.round(i.offsetLeft / side(grid))])
  const read = () => ({
    place: Number(root.querySelector('.counted').dataset.place),
    value: Number(root.querySelector('.counted').dataset.value),
    text: root.querySelector('.counted b').textContent,
    own: [...root.querySelectorAll('.grid')].map((grid) => lit(grid, 'window')),
    beside: [...root.querySelectorAll('.grid')].map((grid) => lit(grid, 'fed')),
    row: root.querySelector('.rows .marked')?.innerText.split('\\n') ?? null,
  })
  const all = []
  press('Home')
  for (let before = -1; ; press('ArrowRight')) {
    const now = read()
    if (now.place === before) break
    before = now.place
    all.push(now)
  }
  const texts = (grid) => [...grid.querySelectorAll('.numbers span')].map((span) => span.textContent)
  const numbers = [...root.querySelectorAll('.grid')].map(texts)
  return { all, numbers }
}"""


def number(text):
    return float(text.replace("−", "-"))


def test_a_cell_and_its_place_light_up_together_both_ways(page, address, phone, sent):
    visit(page, f"{address}/flatten?{DIGIT}")
    root = page.locator(".column")
    walked = root.evaluate(WALK)
    values = [float(number(text)) for grid in zip(*walked["numbers"], strict=True) for text in grid]
    assert len(walked["all"]) == len(values) == 75
    column = layers.flatten(np.array([one["value"] for one in walked["all"]], np.float32).reshape(5, 5, 3))
    np.testing.assert_allclose(column, values, atol=0.0051)
    for place, lit in enumerate(walked["all"]):
        row, across, channel = map(int, np.unravel_index(place, (5, 5, 3)))
        assert lit["place"] == place
        assert lit["text"] == f"({row}·5 + {across})·3 + {channel} = {place}"
        assert lit["own"] == [[[row, across]] if n == channel else [] for n in range(3)]
        assert lit["beside"] == [[] if n == channel else [[row, across]] for n in range(3)]
        assert lit["row"][0] == str(place)
        assert lit["row"][2].startswith(f"{row}, {across}, ")
    rest(page)
    expect(page).to_have_url(re.compile("flat=74"))
    rest(page)

    # the pointer: from a map to the column and back, without a message
    before = len(sent)
    grid = root.locator(".grid").nth(1)
    side = grid.evaluate("(g) => parseFloat(getComputedStyle(g).getPropertyValue('--cell'))")
    grid.hover(position={"x": 3.5 * side, "y": 2.5 * side})
    expect(root.locator(".counted")).to_have_attribute("data-place", "40")
    expect(root.locator(".rows .marked b")).to_have_text("40")
    expect(root.locator(".rows .marked")).to_be_in_viewport()
    root.locator('.rows [data-place="37"]').hover()
    expect(root.locator(".counted b")).to_have_text("(2·5 + 2)·3 + 1 = 37")
    expect(root.locator(".rows .marked b")).to_have_text("37")
    expect(root.locator(".heard")).to_contain_text("Row 2, column 2, channel 1")
    assert len(sent) == before

    # playing walks down the column
    root.get_by_label("Speed").select_option(index=0)
    root.focus()
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(root.locator(".counted")).to_have_attribute("data-place", "2")
    page.keyboard.press(" ")
    expect(root.get_by_role("button", name="Play")).to_be_visible()

    # a picked cell is in the link
    grid.click(position={"x": 3.5 * side, "y": 2.5 * side})
    expect(page).to_have_url(re.compile("flat=40"))
    visit(phone, page.url)
    expect(phone.locator(".counted")).to_have_attribute("data-place", "40")
    # by touch
    grid = phone.locator(".column .grid").first
    grid.scroll_into_view_if_needed()
    side = grid.evaluate("(g) => parseFloat(getComputedStyle(g).getPropertyValue('--cell'))")
    grid.tap(position={"x": 0.5 * side, "y": 1.5 * side})
    expect(phone.locator(".counted")).to_have_attribute("data-place", "15")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_ledger_ends_in_kerass_logit_and_answers_to_pointer_and_keys(page, address):
    model = models.load_pretrained()
    digit = mnist.bundled()[0][3600].astype(np.float32) / np.float32(255)
    logits, outputs = layer_outputs.logits(model, digit), layer_outputs.of(model, digit)
    visit(page, f"{address}/flatten?{DIGIT}&flat_view=votes")
    root = page.locator(".ledger")
    expect(root).to_be_visible()
    for neuron in (7, 1):
        if neuron != 7:
            label = f"{neuron}: {logits[neuron]:.1f}".replace("-", "−")
            page.get_by_test_id("stMarkdownContainer").filter(has_text=label).last.click()
            rest(page)
        entries = [float(one.get_attribute("data-value")) for one in root.locator("tr").all()]
        assert entries[-1] == pytest.approx(logits[neuron], rel=1e-4, abs=1e-4)
        assert sum(entries[:-1]) == pytest.approx(entries[-1], abs=1e-6)
        written = root.locator("tr.total td").nth(1).inner_text()
        assert number(written.removeprefix("= ")) == pytest.approx(logits[neuron], abs=6e-4)
    expect(page).to_have_url(visitor.in_link("neuron=1"))

    # a row of the ledger, marked on its map and over the digit
    row = root.locator("tr[data-place]").first
    place = int(row.get_attribute("data-place"))
    where = tuple(map(int, np.unravel_index(place, (13, 13, 32))))
    row.hover()
    said = root.locator(".vote")
    expect(said).to_contain_text(f"row {where[0]}, column {where[1]}, channel {where[2]}: value · weight = ")
    value = number(re.search(r"= ([\d.e−]+) ·", said.inner_text())[1])
    assert value == pytest.approx(float(outputs["max_pooling2d"][where]), abs=6e-4)
    expect(row).to_have_class("marked")
    expect(root.locator(".sheet .grid").nth(where[2]).locator(".window i")).to_be_visible()
    expect(root.locator(".backdrop .window i")).to_be_visible()

    # by keys, from the largest vote on
    root.focus()
    page.keyboard.press("End")
    expect(said).to_contain_text("rank 5,408 of 5,408")
    page.keyboard.press("Home")
    expect(said).to_contain_text("rank 1 of 5,408")

    # from a hidden unit to its own votes
    page.get_by_text("Hidden → digit", exact=True).click()
    rest(page)
    unit = root.locator("tr[data-place]").first.get_attribute("data-place")
    root.locator("tr[data-place]").first.click()
    expect(page).to_have_url(visitor.in_link(f"hidden={unit}"))
    rest(page)
    total = float(root.locator("tr.total").get_attribute("data-value"))
    assert max(0, total) == pytest.approx(float(outputs["dense"][int(unit)]), rel=1e-4, abs=1e-4)

    # a reload finds four active runs
    visitor.press(page, "Shuffled pixels")
    visitor.press(page, "Train all four")
    expect(page.get_by_text(re.compile("^1 of 4: "))).to_be_visible()
    page.wait_for_function("() => localStorage.getItem('cnnviz.visitor')")
    page.reload()
    expect(page.get_by_text(re.compile("^[1-4] of 4: "))).to_be_visible()
    visitor.press(page, "Stop")
    expect(page.get_by_text("Stopped", exact=True)).to_be_visible()
