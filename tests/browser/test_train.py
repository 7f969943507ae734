"""Train, as a visitor has it: numbers move, a pause holds, one goes back, a reload finds the run."""

import re

import pytest
from playwright.sync_api import expect

from cnnviz.ui.components import component
from tests.browser import visitor
from tests.browser.harness import rest, visit
from tests.browser.test_visitor import fresh

PLACE = re.compile(r"epoch (\d+) of 30 · batch (\d+) of 13")
LINES = "figure:first-of-type path.tests"


def standing(page, state):
    """Wait until the run is said to be in this state; return how many batches are done."""
    line = page.get_by_text(re.compile(f"^{state} · epoch")).first
    expect(line).to_be_visible()
    epoch, batch = map(int, PLACE.search(line.inner_text()).groups())
    return 13 * (epoch - 1) + batch


def main(page):
    """The page without Streamlit's own bar, which has a Stop of its own while a script runs."""
    return page.get_by_test_id("stMainBlockContainer")


def number(page, label):
    return page.locator(".ticker div").filter(has_text=label).locator("dd")


def pass_by(page, seconds):
    """Wait until the browser has shown what comes in so many seconds."""
    page.wait_for_function(f"performance.now() > {page.evaluate('performance.now()') + 1000 * seconds}")


def settled(page):
    """Wait until the batch that went on while a run was paused is told; return how many are done."""
    for _ in range(20):
        before = standing(page, "Paused")
        pass_by(page, 2.5)
        if standing(page, "Paused") == before:
            break
    return before


def test_a_run_from_its_start_to_another_laid_over_it(page, browser, address):
    visit(page, f"{address}/train?epochs=30&share=0.1&number=3600")
    assert page.evaluate("localStorage.getItem('cnnviz.visitor')") is None  # there is nothing to be found
    page.get_by_role("button", name="Train", exact=True).click()

    # live
    standing(page, "Training")
    pace = number(page, "Digits a second")
    expect(pace).to_have_text(re.compile(r"^[\d,]+$"))
    loss = number(page, "Loss, this batch").inner_text()
    expect(number(page, "Loss, this batch")).not_to_have_text(loss)
    expect(page.locator(".course path.means").first).to_have_attribute("d", re.compile("^M.+L"))

    # a pause holds, one batch is one
    page.get_by_role("button", name="Pause", exact=True).click()
    standing(page, "Paused")
    held = settled(page)
    pass_by(page, 2.5)
    assert standing(page, "Paused") == held
    page.get_by_role("button", name="One batch", exact=True).click()
    epoch, batch = divmod(held, 13)
    expect(page.get_by_text(f"epoch {epoch + 1} of 30 · batch {batch + 1} of 13")).to_be_visible()
    held += 1

    # a reload finds it, another browser does not
    secret = page.evaluate("localStorage.getItem('cnnviz.visitor')")
    assert re.fullmatch("[0-9a-f]{32}", secret)
    visit(page, f"{address}/train?number=3600")
    assert standing(page, "Paused") == held
    assert page.evaluate("localStorage.getItem('cnnviz.visitor')") == secret
    assert secret not in page.content() + page.url
    other = fresh(browser, f"{address}/train")
    expect(other.get_by_text("4,000 digits to learn from, 1,000 others to judge by")).to_be_visible()
    expect(other.get_by_text("Your runs")).to_have_count(0)
    other.context.close()

    # back to the beginning, with the keyboard, and to the newest moment
    slider = page.get_by_role("slider", name="Moment of the run")
    now = visitor.drawn(page)
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".moments output")).to_have_text("after 0 batches, epoch 0.00")
    expect(page.locator(".stage").get_by_text("none yet")).to_be_visible()
    assert visitor.drawn(page) != now
    page.keyboard.press("ArrowRight")
    expect(page.locator(".moments output")).to_have_text("after 1 batch, epoch 0.08")
    page.get_by_role("button", name="Live", exact=True).click()
    expect(page.locator(".moments output")).to_have_text(re.compile("^newest, after"))
    rest(page)
    assert visitor.drawn(page) == now

    # on, and stopped
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_text(re.compile("^Training · epoch"))).to_be_visible()
    main(page).get_by_role("button", name="Stop", exact=True).click()
    assert standing(page, "Stopped") >= held
    expect(page.get_by_role("heading", name="In use: your run 1")).to_be_visible()

    # the same without dropout, laid over it
    page.get_by_role("button", name="The same without dropout").click()
    expect(page.locator(".legend b")).to_have_text(["Run 2", "Run 1"])
    expect(page.get_by_text(re.compile("^Training · epoch [2-9]"))).to_be_visible()
    expect(page.locator(LINES)).to_have_count(2)
    colours = page.locator(LINES).evaluate_all("(paths) => paths.map((path) => path.getAttribute('stroke'))")
    assert len(set(colours)) == 2
    panel = page.locator(".course figure").first
    panel.hover(position={"x": 80, "y": 100})
    expect(page.locator(".numbers")).to_have_text(re.compile(r"^Epoch [\d.]+ · Run 2: loss [\d.]+, accuracy"))
    main(page).get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("heading", name="In use: your run 2")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("The lecture's, without dropout")


NAMES = "pathOf, nearest, percent, lossText, lossScale, accuracyScale"
SCALES = [
    (
        "pathOf([0, 1, NaN, 2], [1, 2, NaN, 3], { x: (x) => 10 * x, y: (y) => y })",
        "M0.0 1.0L10.0 2.0M20.0 3.0",
    ),
    ("nearest([1, NaN, 4, 9], 5)", 2),
    ("nearest([], 5)", -1),
    ("percent(0.975)", "97.5 %"),
    ("percent(1)", "100 %"),
    ("lossText(0.12345)", "0.123"),
    ("lossText(0.000123)", "1.2e−4"),
    ("lossText(0)", "0"),
    ("lossScale([], 5, 500, 200).ticks.map((one) => one.text).join(' ')", "0.1 0.2 0.5 1 2 5"),
    (
        "lossScale([{ means: { loss: [2.3, NaN, 0.3] }, tests: { loss: [0.21] } }], 5, 500, 200)"
        ".ticks.map((one) => one.text).join(' ')",
        "0.2 0.5 1 2 5",
    ),
    ("lossText(1.23e7)", "1.2e7"),
    ("lossText(1e7)", "1e7"),
    (
        "accuracyScale(5, 500, 230).ticks.map((one) => one.text).join(', ')",
        "0 %, 50 %, 80 %, 90 %, 95 %, 98 %, 99 %, ≥ 99.5 %",
    ),
    (
        "accuracyScale(5, 500, 140).ticks.map((one) => one.text).join(', ')",
        "0 %, 50 %, 90 %, 98 %, ≥ 99.5 %",
    ),
    ("((s) => (s.y(0.9) - s.y(0.99)) / (s.y(0) - s.y(0.9)))(accuracyScale(5, 500, 200))", 1),
    ("((s) => s.y(1) - s.y(0.995))(accuracyScale(5, 500, 200))", 0),
    ("lossScale([], 4, 472, 200).epochAt(lossScale([], 4, 472, 200).x(3))", 3),
    ("lossScale([], 30, 472, 200).epochs.join()", "0,5,10,15,20,25,30"),
]


def test_the_curves_lie_where_their_numbers_are(page):
    source = component.joined("training_curves/scales")
    module = f"import('data:text/javascript,' + encodeURIComponent({source!r}))"
    for call, expected in SCALES:
        found = page.evaluate(f"{module}.then(({{ {NAMES} }}) => {call})")
        assert found == (pytest.approx(expected) if isinstance(expected, int | float) else expected), call


TOLD = "({ told: [3, 4, 5].map((at) => ({ at })), of: 'a', every: 1 })"
AT = "map(({ at }) => at).join()"
QUEUE = [
    (f"waiting({{ shown: null, queue: [] }}, {TOLD}).{AT}", "5"),
    (f"waiting({{ shown: {{ of: 'b', at: 4 }}, queue: [{{ at: 1 }}] }}, {TOLD}).{AT}", "5"),
    (f"waiting({{ shown: {{ of: 'a', at: 3 }}, queue: [] }}, {TOLD}).{AT}", "4,5"),
    (f"waiting({{ shown: {{ of: 'a', at: 2 }}, queue: [{{ at: 4 }}] }}, {TOLD}).{AT}", "4,5"),
    (f"waiting({{ shown: {{ of: 'a', at: 3 }}, queue: [] }}, {{ ...{TOLD}, every: 0 }}).{AT}", "5"),
    (f"waiting({{ shown: {{ of: 'a', at: 5 }}, queue: [] }}, {TOLD}).{AT}", "5"),
    (
        "waiting({ shown: { of: 'a', at: 0 }, queue: [] },"
        f" {{ told: [...Array(30).keys()].map((at) => ({{ at }})), of: 'a', every: 1 }}).{AT}",
        "20,21,22,23,24,25,26,27,28,29",
    ),
    ("pause(4, 1)", 250),
    ("pause(0, 1)", 1000),
]


def test_what_was_told_is_shown_in_order_until_the_next_message(page):
    source = component.joined("ticker/queue")
    module = f"import('data:text/javascript,' + encodeURIComponent({source!r}))"
    for call, expected in QUEUE:
        assert page.evaluate(f"{module}.then(({{ waiting, pause }}) => {call})") == expected, call
