"""A network is downloaded in a real browser from a server of the test's own, and then it is used."""

from typing import Any

import pytest
from playwright.sync_api import expect

from cnnviz.architectures import ARCHITECTURES
from cnnviz.downloads import MIRROR
from cnnviz.reading import PHOTO_NETWORKS
from tests.browser import harness
from tests.browser.harness import rest, visit
from tests.browser.test_what import PATIENCE
from tests.downloads.file_server import serving
from tests.reading.keras_weights import weights_file

NAME = "mobilenet-v2"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A dashboard whose Keras folder is empty, and the mirror in the house, which falls silent half-way."""
    body = weights_file(ARCHITECTURES[NAME](), PHOTO_NETWORKS[NAME].weights.n_bytes)
    folder = tmp_path_factory.mktemp("keras")
    with serving(body) as server:
        environment: dict[str, Any] = {MIRROR: f"{server.address}/slow", "KERAS_HOME": str(folder)}
        with harness.dashboard(**environment) as address:
            yield server, address, folder


def test_a_network_is_downloaded_cancelled_and_downloaded_again(page, house):
    server, address, folder = house
    visit(page, f"{address}/what?photo_network={NAME}")
    names = page.locator(".named .name")
    expect(page.locator(".named .share").first).not_to_be_empty(timeout=PATIENCE)
    expect(names.first).to_contain_text("cat")
    offer = page.locator(".st-key-what-download")
    expect(offer).to_contain_text("Until it is, EfficientNet-Lite0 answers.")
    start = offer.get_by_role("button", name="Download it: 14.5 MB")
    start.click()
    expect(offer.get_by_role("progressbar")).to_be_visible()
    expect(offer).to_contain_text("7.3 of 14.5 MB")
    offer.get_by_role("button", name="Cancel").click()
    expect(offer.get_by_role("progressbar")).to_have_count(0)
    server.held.set()
    start.click()
    expect(offer).to_have_count(0, timeout=PATIENCE)
    expect(names.first).not_to_contain_text("cat", timeout=PATIENCE)
    rest(page)
    file = PHOTO_NETWORKS[NAME].weights
    assert [path.name for path in (folder / "models").iterdir() if path.suffix != ".lock"] == [file.name]
    assert server.asked == ["slow 0", "slow 0"]


def test_a_closed_popover_keeps_what_the_link_chose(page, house):
    _, address, _ = house
    visit(page, f"{address}/why?photo_network=vgg16")
    page.locator(".st-key-why-more button").first.click()
    chosen = page.get_by_test_id("stPopoverBody").get_by_role("combobox", name="Network")
    expect(chosen).to_have_value("VGG16, 553 MB")
