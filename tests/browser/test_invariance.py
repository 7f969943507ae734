"""Invariance in a real browser: sliders, curves, averages, and the digit that turns by itself."""

import re
from functools import cache

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import mnist, models
from cnnviz.lessons.distorted_accuracy import COMPARED, SAMPLES, recorded
from cnnviz.lessons.distortions import DISTORTIONS, distorted
from tests.browser import harness, visitor
from tests.browser.harness import rest, visit

NUMBER = 7 * mnist.BUNDLED_PER_CLASS + 12
DIGIT = mnist.bundled()[0][NUMBER] / np.float32(255)
LINK = f"invariance?image=digit&number={NUMBER}"
LEVELS = """canvas => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]
  .filter((_, n) => n % 4 === 0)"""
#: The heights of the lines of the networks, as probabilities, at all amounts of the curve.
SHARES = """chart => {
  const ticks = [...chart.querySelectorAll('.tick')].map((tick) => Number(tick.getAttribute('y1')))
  const paths = [...chart.querySelectorAll('path.line')]
  const lines = paths.filter((path) => path.getAttribute('d').includes('L'))
  return lines.map((line) => [...line.getAttribute('d').matchAll(/[ML][-.0-9]+ ([-.0-9]+)/g)]
    .map(([, y]) => (ticks[0] - Number(y)) / (ticks[0] - ticks[2])))
}"""


@cache
def loaded(name):
    return models.load_pretrained(name)


def probabilities(name, amounts_list):
    """Return Keras's probabilities (n, 10) of a network for the digit under several distortions."""
    pictures = np.stack([distorted(DIGIT, amounts) for amounts in amounts_list])
    return loaded(name).predict(pictures[..., np.newaxis], verbose=0)


def answered(page, name):
    """Return a network's present answer and its probability, as the page shows them."""
    text = page.locator(".invariance .answer").nth(list(COMPARED).index(name)).text_content()
    mark, winner, percent = re.fullmatch(r"([✓✗]) (\d), [<>]? ?([\d.]+) %", text).groups()
    return mark == "✓", int(winner), float(percent) / 100


def assert_answers(page, amounts):
    """Assert that all answers on the page are Keras's."""
    for name in COMPARED:
        (expected,) = probabilities(name, [amounts])
        right, winner, probability = answered(page, name)
        assert winner == expected.argmax()
        assert right == (winner == 7)
        assert probability == pytest.approx(expected.max(), abs=1.1e-3)


def stands(page, name, amount):
    expect(page.locator(".invariance")).to_have_attribute("data-amount", f"{name} {amount}")


def breaks(name, kind, held):
    """Return the amounts at which a network's answer breaks, as the page defines it, by Keras."""
    one = DISTORTIONS[kind]
    found = []
    for end in (one.least, one.most):
        side = np.sign(end - one.neutral)
        width = one.step * one.stride
        amounts = one.neutral + side * width * np.arange(round(abs(end - one.neutral) / width) + 1)
        wrong = probabilities(name, [held | {kind: amount} for amount in amounts]).argmax(axis=1) != 7
        if not wrong.any():
            found.append(None)
            continue
        first = amounts[wrong.argmax()]
        between = first - side * width + side * one.step * np.arange(1, one.stride + 1)
        wrong = probabilities(name, [held | {kind: amount} for amount in between]).argmax(axis=1) != 7
        found.append(between[wrong.argmax()])
    return found


def amount_of(page, name):
    """Return the chosen distortion's amount."""
    text = page.locator(".invariance").get_attribute("data-amount")
    assert text.startswith(f"{name} ")
    return float(text.removeprefix(f"{name} "))


def test_a_hand_turns_the_digit_and_all_networks_answer_before_it_lets_go(page, address, sent, other):
    visit(page, f"{address}/{LINK}&turned=10")
    box = page.get_by_label("Turn", exact=True).bounding_box()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.locator(".invariance")).not_to_have_attribute("data-amount", "turn 10")
    before = f"turn {amount_of(page, 'turn'):g}"
    sent.clear()
    for share in (0.3, 0.7, 0.85):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        expect(page.locator(".invariance")).not_to_have_attribute("data-amount", before)
        amount = amount_of(page, "turn")
        before = f"turn {amount:g}"
        found = page.locator(".invariance canvas").nth(1).evaluate(LEVELS)
        np.testing.assert_allclose(found, 255 * distorted(DIGIT, {"turn": amount}).ravel(), atol=0.51)
        assert_answers(page, {"turn": amount})
    assert sent == []
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link(f"turned={amount:g}"))
    rest(page)
    visit(other, page.url)
    stands(other, "turn", f"{amount:g}")
    assert_answers(other, {"turn": amount})


@pytest.mark.parametrize(("kind", "link", "held"), [("turn", "", {}), ("noise", "&turned=15", {"turn": 15})])
def test_the_curves_and_their_breaks_are_those_of_keras(kind, link, held, page, address):
    visit(page, f"{address}/{LINK}&distortion={kind}&noised=5{link}")
    chart = page.locator(".invariance .chart")
    amounts = DISTORTIONS[kind].amounts
    held = held if kind == "noise" else {"noise": 5}
    for name, shares in zip(COMPARED, chart.evaluate(SHARES), strict=True):
        expected = probabilities(name, [held | {kind: amount} for amount in amounts])[:, 7]
        np.testing.assert_allclose(shares, expected, atol=2e-3, err_msg=name)
    numbers = [text.replace("−", "-") for text in chart.locator(".break").all_text_contents()]
    expected_numbers = [
        f"{amount:g}{'°' if kind == 'turn' else ' %'}"
        for name in COMPARED
        for amount in breaks(name, kind, held)
        if amount is not None
    ]
    assert numbers == expected_numbers


def test_another_slider_begins_anew_unless_distortions_are_combined(page, address):
    visit(page, f"{address}/{LINK}&turned=20")
    output = page.locator(".invariance .slider[data-name=turn] output")
    expect(output).to_have_text("20°")
    page.get_by_label("Blur", exact=True).focus()
    page.keyboard.press("End")
    stands(page, "blur", 4)
    expect(output).to_have_text("0°")
    page.get_by_label("Combine").check()
    page.get_by_label("Shift right", exact=True).focus()
    page.keyboard.press("Home")
    stands(page, "right", -10)
    expect(page.locator(".invariance .slider[data-name=blur] output")).to_have_text("4 px")
    expect(page).to_have_url(re.compile("moved_right=-10.*blurred=4"))
    rest(page)
    assert_answers(page, {"right": -10, "blur": 4})
    page.get_by_role("button", name="Reset").click()
    stands(page, "right", 0)
    expect(page.locator(".invariance .slider[data-name=blur] output")).to_have_text("0 px")


def test_a_hand_on_the_chart_moves_the_amount(page, address):
    visit(page, f"{address}/{LINK}&scaled=90&distortion=scale")
    box = page.locator(".invariance .chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + 60, steps=3)
    expect(page.locator(".invariance")).not_to_have_attribute("data-amount", "scale 90")
    amount = amount_of(page, "scale")
    page.mouse.up()
    expect(page).to_have_url(visitor.in_link(f"scaled={amount:g}"))
    rest(page)
    assert_answers(page, {"scale": amount})


def test_the_averages_are_those_of_the_record(page, address):
    visit(page, f"{address}/{LINK}&turned=30")
    page.get_by_role("button", name="200 digits").click()
    expect(page).to_have_url(visitor.in_link("invariance_view=average"))
    rest(page)
    place = DISTORTIONS["turn"].amounts.index(30)
    found = page.locator(".invariance .answer").all_text_contents()
    expected = [recorded()["turn"][name][place] / len(SAMPLES) for name in COMPARED]
    assert [float(text.removesuffix(" %")) / 100 for text in found] == pytest.approx(expected, abs=1e-6)
    expect(page.locator(".invariance h4")).to_have_text(
        re.compile(
            r"^Pooling (buys|costs) (nothing here|(at least )?[\d.]+°)\. "
            r"More layers and data (buy|cost) (at least )?[\d.]+°\.$"
        )
    )
    for name, shares in zip(COMPARED, page.locator(".invariance .chart").evaluate(SHARES), strict=True):
        np.testing.assert_allclose(shares, np.array(recorded()["turn"][name]) / 200, atol=2e-3)


def test_the_digit_turns_once_by_itself_and_rests_where_the_networks_differ(browser, address):
    context = browser.new_context(reduced_motion="no-preference", viewport=harness.DESK)
    page = context.new_page()
    page.set_default_timeout(harness.PATIENCE)
    page.goto(f"{address}/invariance")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    expect(page.locator(".invariance")).to_have_attribute("data-amount", re.compile(r"^turn [3-9]\d"))
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page).to_have_url(visitor.in_link("turned="))
    rested = re.search(r"turned=(\d+)", page.url)[1]
    stands(page, "turn", rested)
    answers = [answered(page, name)[0] for name in COMPARED]
    assert True in answers
    assert False in answers
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".invariance")).not_to_have_attribute("data-amount", f"turn {rested}")
    page.locator(".invariance h4").click()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    context.close()


def test_without_motion_it_rests_there_at_once(page, address):
    visit(page, f"{address}/invariance")
    expect(page.locator(".invariance")).to_have_attribute("data-amount", re.compile(r"^turn [1-9]\d"))
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page).to_have_url(visitor.in_link("turned="))


def test_a_drawing_is_the_class_that_the_pen_network_sees(page, address):
    visit(page, f"{address}/invariance?digit=drawing&drawing=AAM8PL48btI&turned=4")
    expect(page.locator(".invariance .chart")).to_have_attribute(
        "aria-label", re.compile(r"^Probability of \d, by turn$")
    )
    axis = page.locator(".invariance .chart").get_attribute("aria-label")
    digit = np.reshape(page.locator(".invariance canvas").first.evaluate(LEVELS), (28, 28)) / np.float32(255)
    seen = loaded("pen").predict(digit[np.newaxis, ..., np.newaxis], verbose=0).argmax()
    assert axis == f"Probability of {seen}, by turn"
