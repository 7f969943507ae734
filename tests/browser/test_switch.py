"""The same drawing read by two networks, on the front page and inside a network."""

from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import digits
from tests.browser import visitor
from tests.browser.harness import DESK, rest, visit
from tests.browser.test_drawing_pad import in_link, n_strokes
from tests.browser.test_live_network import draw_on, live, observer

#: A 1 with a long flag, as many people in Europe write it. MNIST has hardly any.
FLAGGED = [(58, 100), (128, 50), (128, 210)]


def keras_shares(name, digit):
    """Return a network's ten probabilities for a digit, computed by Keras."""
    outputs = observer(name)(digit.reshape(1, 28, 28, 1), training=False)
    return np.asarray(list(outputs.values())[-1])[0]


def bars(page, which):
    """Return the lengths of a network's bars, as shares."""
    read = "bars => bars.map((bar) => Number(bar.style.getPropertyValue('--share')))"
    return np.array(page.locator(f".live .class i.{which}").evaluate_all(read))


def press(page, label):
    live(page).locator(".readers").get_by_role("button", name=label, exact=True).click()
    rest(page)


def assert_bars_are_keras(page, which, name):
    digit = digits.from_drawing(in_link(page)).digit
    np.testing.assert_allclose(bars(page, which), keras_shares(name, digit), atol=1e-4)


def assert_apart(page):
    """Assert that on a projector the switch, and the two answers below it, do not cover each other."""
    page.set_viewport_size({"width": 1280, "height": 720})
    rest(page)
    parts = [live(page).locator(one).bounding_box() for one in (".readers", ".read.first", ".read.other")]
    for above, below in pairwise(parts):
        assert above["y"] + above["height"] <= below["y"]
    page.set_viewport_size(DESK)
    rest(page)


@pytest.mark.parametrize("path", ["", "network"])
def test_both_read_the_same_drawing_at_the_same_time(page, address, sent, path):
    visit(page, f"{address}/{path}")
    press(page, "Two")
    expect(page).to_have_url(visitor.in_link("both=yes"))
    pad = live(page).locator(".board").bounding_box()
    sent.clear()
    draw_on(page, FLAGGED)
    expect(live(page).locator(".first .large")).to_have_text("1")
    expect(live(page).locator(".other .large")).to_have_text("7")
    assert sent == []  # under the pen, in the browser
    page.mouse.up()
    n_strokes(page, 1)
    assert_bars_are_keras(page, "first", "pen")
    assert_bars_are_keras(page, "other", "lecture")
    expect(live(page).locator(".why")).to_contain_text("MNIST alone")
    assert_apart(page)
    for label, answer in (("Lecture", "7"), ("Pen", "1")):
        press(page, label)
        expect(live(page).locator(".large")).to_have_text(answer)
        assert live(page).locator(".board").bounding_box() == pad
        assert_bars_are_keras(page, "first", label.lower())


def test_a_link_brings_both_back(page, address):
    drawing = "reader=lecture&both=yes&digit=drawing&drawing=AAM6ZIAygNI"
    visit(page, f"{address}/?{drawing}")
    expect(live(page).locator(".first .by")).to_have_text("Lecture")
    expect(live(page).locator(".other .by")).to_have_text("Pen")
    assert_bars_are_keras(page, "first", "lecture")
    assert_bars_are_keras(page, "other", "pen")


def test_only_networks_that_read_are_fetched(page, address):
    fetched = []
    page.on("response", lambda answer: fetched.append(int(answer.headers.get("content-length", 0))))
    visit(page, address)
    assert max(fetched) < 2_000_000  # the lecture's weights are 2.8 MB
    press(page, "Two")
    assert max(fetched) > 2_700_000
