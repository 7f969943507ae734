"""Your own classes in a real browser: three are recorded from the camera, learned, read, saved and loaded."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import harness
from tests.browser.harness import Visitor, rest, visit

PATIENCE = 90_000
#: How many pictures each class gets.
EACH = 3
#: A camera that shows one of three scenes, `window.scene`, somewhere else in each frame.
CAMERA = """
window.scene = 0
const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 })
const pen = canvas.getContext("2d")
const somewhere = (most) => (Math.random() - 0.5) * most
const scenes = [
  () => {
    pen.fillStyle = "#ddd"
    pen.fillRect(0, 0, 640, 480)
    pen.fillStyle = "#b22"
    pen.beginPath()
    pen.arc(320 + somewhere(80), 240 + somewhere(80), 130 + somewhere(40), 0, 7)
    pen.fill()
  },
  () => {
    pen.fillStyle = "#135"
    pen.fillRect(0, 0, 640, 480)
    pen.fillStyle = "#fe8"
    for (let x = somewhere(30); x < 640; x += 50) pen.fillRect(x, 0, 22, 480)
  },
  () => {
    for (let y = 0; y < 480; y += 40)
      for (let x = 0; x < 640; x += 40) {
        pen.fillStyle = `hsl(${90 + somewhere(60)} 50% ${30 + somewhere(40)}%)`
        pen.fillRect(x, y, 40, 40)
      }
  },
]
navigator.mediaDevices.getUserMedia = async () => {
  setInterval(() => scenes[window.scene](), 50)
  return canvas.captureStream(20)
}
"""


@pytest.fixture(scope="module")
def filming(playwright):
    """A visitor whose camera shows what the test wants."""
    browser = harness.chromium(playwright)
    with Visitor.kept(browser, viewport=harness.DESK) as kept:
        kept.context.add_init_script(CAMERA)
        yield kept
    browser.close()


@pytest.fixture
def page(filming):
    with filming.at_work() as opened:
        yield opened


def row(page, name):
    return page.locator(".own .class").filter(has=page.locator(".name", has_text=re.compile(f"^{name}$")))


def record(page, name):
    """Record some pictures of what the camera shows."""
    found = row(page, name)
    found.get_by_role("button", name=f"Record {name}").click()
    expect(found.locator(".count")).to_have_text(re.compile(rf"^{EACH} of 10$"), timeout=PATIENCE)
    found.get_by_role("button", name=f"Stop recording {name}").click()


def test_three_classes_are_recorded_from_the_camera_learned_read_saved_and_loaded(page, address):
    visit(page, f"{address}/own_classes?own_view=own&own_names=disc,stripes,moss")
    board = page.locator(".own")
    expect(board.locator(".said")).to_contain_text("no pictures yet", timeout=PATIENCE)
    for scene, name in enumerate(("disc", "stripes", "moss")):
        page.evaluate("scene => { window.scene = scene }", scene)
        record(page, name)
    for scene, name in enumerate(("disc", "stripes", "moss")):
        page.evaluate("scene => { window.scene = scene }", scene)
        answered = int(board.get_attribute("data-answered") or 0)
        later = "|".join(str(answered + n) for n in range(2, 9))
        expect(board).to_have_attribute("data-answered", re.compile(f"^({later})$"), timeout=PATIENCE)
        expect(row(page, name)).to_have_class(re.compile("best"))
    page.get_by_role("button", name="Stop the camera").click()
    rest(page)
    page.get_by_text("Save it, load it").click()
    with page.expect_download(timeout=PATIENCE) as saved:
        page.get_by_role("button", name="Save the network").click()
    file = saved.value.path()

    visit(page, f"{address}/own_classes")
    page.get_by_text("Save it, load it").click()
    page.locator("input[type=file]").last.set_input_files(
        {"name": "own-classes.keras", "mimeType": "application/octet-stream", "buffer": file.read_bytes()}
    )
    expect(board.locator(".name")).to_have_text(["disc", "stripes", "moss"], timeout=PATIENCE)
    expect(board.locator(".said")).to_contain_text("from your file")
    page.evaluate("window.scene = 1")
    page.get_by_role("button", name="Live camera").click()
    expect(board).to_have_attribute("data-answered", re.compile(r"^[1-9]$"), timeout=PATIENCE)
    expect(row(page, "stripes")).to_have_class(re.compile("best"))
