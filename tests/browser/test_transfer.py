"""Transfer in a real browser: networks are trained on one example of each digit, and two curves grow."""

import re

from playwright.sync_api import expect

from tests.browser.harness import PATIENCE, visit

#: The longest time for six short trainings on a machine with other work, in ms.
TRAINED = 3 * PATIENCE
CURVES = "[data-testid=stPlotlyChart] .scatterlayer .trace"


def test_both_networks_learn_and_the_page_says_the_lead(page, address):
    visit(page, f"{address}/transfer?examples=1")
    said = page.locator(".st-key-transfer-said")
    expect(said).to_contain_text(re.compile(r"The lead is [\d.]+ points?\."), timeout=TRAINED)
    expect(page.locator(CURVES)).to_have_count(2)
    names = page.locator("[data-testid=stPlotlyChart]").get_by_text(re.compile("frozen|scratch"))
    expect(names).to_have_count(2)
    expect(page.locator(".stage figcaption").first).to_contain_text("1 example of each digit")
