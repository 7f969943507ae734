"""From LeNet to DenseNet in a real browser: a network is named, chosen by hand and key, and compared."""

import re

from playwright.sync_api import expect

from cnnviz.lessons.architecture_history import measures_of, published
from tests.browser import visitor
from tests.browser.harness import rest, visit


def test_a_point_is_named_and_chosen_and_two_networks_are_compared(page, address, sent):
    visit(page, f"{address}/architectures")
    root, card = page.locator(".timeline"), page.locator(".timeline .card")
    expect(root).to_have_attribute("data-drawn", re.compile("."))
    rest(page)
    sent.clear()
    point = page.locator(
        ".timeline circle", has=page.locator("xpath=self::*[starts-with(@aria-label, 'ResNet-50,')]")
    )
    point.hover()
    expect(page.locator(".timeline .tip")).to_contain_text("ResNet-50, 2015. 5.25 % wrong, 25.6 million")
    assert sent == []  # the browser names it alone
    point.click()
    expect(card.locator("h4")).to_have_text("ResNet-50 2015")
    expect(card).to_contain_text(f"{measures_of('resnet50').parameters:,}")
    expect(page).to_have_url(visitor.in_link("architecture=resnet50"))
    rest(page)
    page.keyboard.press("ArrowRight")
    expect(card.locator("h4")).to_have_text("ResNet-101 2015")
    expect(page).to_have_url(visitor.in_link("architecture=resnet101"))
    rest(page)
    page.get_by_text("Two side by side", exact=True).click()
    rest(page)
    visitor.choose(page, "Network", "VGG-16")
    visitor.choose(page, "Beside it", "VGG-19")
    page.get_by_text("By layer", exact=True).click()
    rest(page)
    table = page.locator(".number-table")
    expect(table.locator(".groups th")).to_have_text(["", published("vgg16").title, published("vgg19").title])
    expect(table.locator("tr.differs")).to_have_count(3)
    expect(table.locator("tr.differs").first.locator("td").first).to_have_text("≠")
