"""A network from its layers to its score: built by clicks, trained, compared, saved, and loaded again."""

import json
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from cnnviz import models
from cnnviz.network import Conv2D, Dense, Flatten, MaxPooling2D
from tests.browser import visitor
from tests.browser.harness import rest, visit


def press(page, name):
    page.get_by_test_id("stMainBlockContainer").get_by_role("button", name=name, exact=True).click()
    rest(page)


def add(page, kind):
    page.get_by_role("button", name="Add", exact=True).click()
    choice = page.get_by_test_id("stPopoverBody")
    expect(choice).to_be_visible()
    rest(page)
    choice.get_by_role("button", name=kind, exact=True).click()
    rest(page)
    expect(choice).to_be_hidden()  # the choice has been made


def taken(page, name, path):
    """Click a download button; return the saved file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    waiting.value.save_as(path)
    return path


def probabilities(page):
    """Return the network's ten probabilities for the digit, as the browser has computed them."""
    live = page.locator(".live")
    expect(live).to_have_attribute("data-drawn", re.compile("."))
    rest(page)
    shares = live.evaluate("(live) => live.numbersOf('dense')")
    assert sum(shares) == pytest.approx(1, abs=1e-5)
    return shares


def ran(notebook):
    """Run a notebook in its own kernel; return what its last cell prints."""
    command = [sys.executable, "-m", "jupyter", "execute", "--inplace", notebook.name]
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    subprocess.run(
        command, cwd=notebook.parent, env=environment, check=True, capture_output=True, timeout=240
    )
    outputs = json.loads(notebook.read_text())["cells"][-1]["outputs"]
    return "".join("".join(one.get("text", [])) for one in outputs)


def test_a_network_from_its_layers_to_its_score(page, address, tmp_path):
    # built by clicks
    visit(page, f"{address}/build?built=flatten+-+dense+10+softmax&epochs=1&train_seed=3")
    add(page, "Conv2D")
    press(page, "Move up: 2 Conv2D")
    page.get_by_label("Filters", exact=True).fill("4")
    page.get_by_label("Filters", exact=True).press("Enter")
    rest(page)
    add(page, "MaxPooling2D")
    expect(page.get_by_text("6,810 parameters").first).to_be_visible()

    # trained for one epoch on the bundled digits, and replayed
    press(page, "Train this")
    expect(page.get_by_role("heading", name="Train", exact=True)).to_be_visible()
    press(page, "Train")
    expect(page.get_by_text(re.compile("^Finished · epoch 1 of 1"))).to_be_visible()
    share = page.locator(".ticker div").filter(has_text="Test accuracy").locator("dd").inner_text()
    page.get_by_role("slider", name="Moment of the run").focus()
    page.keyboard.press("Home")
    expect(page.locator(".moments output")).to_have_text("after 0 batches, epoch 0.00")

    # taken home
    network = taken(page, "Network (.keras)", tmp_path / "mine.keras")
    assert models.load(network).count_params() == 6810
    kinds = [type(layer) for layer in models.read(network.read_bytes())[0].layers]
    assert kinds == [Conv2D, MaxPooling2D, Flatten, Dense]
    table = taken(page, "Run (.csv)", tmp_path / "run.csv").read_text().splitlines()
    assert table[0].startswith("kind,epoch,batch,n_batches,seconds,loss,accuracy")
    assert table[-1].startswith("epoch,0,125,125,")
    notebook = taken(page, "Notebook", tmp_path / "run.ipynb")

    # a second run, stopped, beside the first
    page.get_by_role("slider", name="Epochs").focus()
    page.keyboard.press("End")
    rest(page)
    press(page, "Train")
    expect(page.get_by_text(re.compile(r"^Training · epoch ([2-9]|\d\d)"))).to_be_visible()
    press(page, "Stop")
    expect(page.get_by_text(re.compile("^Stopped · epoch"))).to_be_visible()
    beside = page.get_by_test_id("stButtonGroup").filter(has_text="Compare with")
    beside.get_by_text("1", exact=True).click()
    expect(page.locator(".legend b")).to_have_text(["Run 2", "Run 1"])

    # the notebook reaches the run's score, and the loaded network equals the saved one
    said = ran(notebook)
    correct = float(said.split()[0])
    assert f"{100 * correct:.1f} %" == share.replace("\N{NO-BREAK SPACE}", " ")
    visitor.turn_to(page, "Inside a network")
    visitor.choose(page, "Network", "Your run 1")
    before = probabilities(page)
    visitor.turn_to(page, "Train")
    page.locator("input[type=file]").set_input_files(network)
    expect(page.get_by_role("heading", name="The other pages use the network you loaded")).to_be_visible()
    visitor.turn_to(page, "Inside a network")
    assert probabilities(page) == before
