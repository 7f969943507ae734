"""Train, as a visitor has it: numbers move, a pause holds, one goes back, a reload finds the run."""

import re

from playwright.sync_api import expect

from tests.browser import visitor
from tests.browser.harness import rest, visit
from tests.browser.visitor import main

PLACE = re.compile(r"epoch (\d+) of 30 · batch (\d+) of 13")
LINES = "figure:first-of-type path.tests"


def standing(page, state):
    """Wait until the run is said to be in this state; return how many batches are done."""
    line = page.get_by_text(re.compile(f"^{state} · epoch")).first
    expect(line).to_be_visible()
    epoch, batch = map(int, PLACE.search(line.inner_text()).groups())
    return 13 * (epoch - 1) + batch


def number(page, label):
    return page.locator(".ticker div").filter(has_text=label).locator("dd")


def pass_by(page, seconds):
    """Wait until the browser has shown what comes in so many seconds."""
    page.wait_for_function(f"performance.now() > {page.evaluate('performance.now()') + 1000 * seconds}")


def settled(page):
    """Wait until the batch that went on while a run was paused is told; return how many are done."""
    for _ in range(20):
        before = standing(page, "Paused")
        at_epochs_end = before % 13 == 0  # then the test digits are read first
        pass_by(page, 10 if at_epochs_end else 2.5)
        if standing(page, "Paused") == before:
            break
    return before


def test_a_run_from_its_start_to_another_laid_over_it(page, other, address):
    visit(page, f"{address}/train?epochs=30&share=0.1&number=3600")
    assert page.evaluate("localStorage.getItem('cnnviz.visitor')") is None  # there is nothing to be found
    main(page).get_by_role("button", name="Train", exact=True).click()

    # live
    standing(page, "Training")
    pace = number(page, "Digits per second")
    expect(pace).to_have_text(re.compile(r"^[\d,]+$"))
    loss = number(page, "Batch loss").inner_text()
    expect(number(page, "Batch loss")).not_to_have_text(loss)
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
    visit(other, f"{address}/train")
    expect(other.get_by_text("4,000 training digits, 1,000 test digits")).to_be_visible()
    expect(other.get_by_text("Your runs")).to_have_count(0)

    # the other one trains while this one is paused
    main(other).get_by_role("button", name="Train", exact=True).click()
    expect(other.get_by_text(re.compile("^Training · epoch"))).to_be_visible()
    assert standing(page, "Paused") == held
    main(other).get_by_role("button", name="Stop", exact=True).click()
    expect(other.get_by_text(re.compile("^Stopped · epoch"))).to_be_visible()

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
    expect(page.get_by_role("heading", name="The other pages use your run 1")).to_be_visible()

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
    expect(page.get_by_role("heading", name="The other pages use your run 2")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("The lecture's, without dropout")
