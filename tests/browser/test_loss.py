"""The page Softmax and loss in a real browser: the digit's logits, a hand, the link in a fresh profile."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import layer_outputs, mnist, models
from tests.browser import visitor
from tests.browser.harness import rest, visit


def weighed(page):
    return json.loads(page.locator(".softmax").get_attribute("data-weighed"))


def test_the_digits_logits_a_hand_and_a_link(page, address, phone):
    visit(page, f"{address}/loss?number=3600")
    # They appear by themselves as soon as the network is ready.
    expect(page.get_by_text("The lecture network's scores for a handwritten 7")).to_be_visible()
    rest(page)
    digit = mnist.bundled()[0][3600] / np.float32(255)
    start = layer_outputs.logits(models.load_pretrained(), digit)
    np.testing.assert_allclose(weighed(page)["logits"], start, rtol=1e-4, atol=1e-5)
    assert weighed(page)["truth"] == 7

    page.get_by_role("radio", name="The true class is 1").check()
    slider = page.get_by_role("slider", name="Logit of class 1")
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"logits=.*&true_class=1"))
    rest(page)
    mine = weighed(page)
    assert mine["logits"][1] == 9.9
    assert mine["logits"][7] == pytest.approx(float(start[7]), rel=1e-5)
    visitor.press(page, "Why cross-entropy")
    expect(page).to_have_url(visitor.in_link("loss_view=why"))
    expect(page.get_by_text("steps by squared error")).to_be_visible()
    assert weighed(page) == mine

    visit(phone, page.url)
    expect(phone.get_by_text("steps by squared error")).to_be_visible()
    assert weighed(phone) == mine
    # On a phone each class keeps its slider and its share in the same place.
    row = phone.locator(".row:not(.head)").nth(1)
    box, slider_box = row.bounding_box(), row.locator(".logit").bounding_box()
    assert box["width"] <= 390
    assert box["height"] < 110
    assert slider_box["width"] > 100

    page.get_by_role("button", name="The digit's logits").click()
    expect(page).to_have_url(re.compile(r"^((?!logits).)*$"))
    expect(page.get_by_role("radio", name="The true class is 7")).to_be_checked()
    # A clicker turns the page even from a slider.
    slider.focus()
    page.keyboard.press("PageUp")
    expect(page.get_by_role("heading", name="Flatten and fully connected", exact=True)).to_be_visible()
