"""The live camera: frames go through the kernel in the browser, and only a frozen one leaves it."""

import base64
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import filters, images
from cnnviz.figures import map_colours
from cnnviz.kernels import FAMILIES, KERNELS
from tests.browser import harness, visitor
from tests.browser.harness import Visitor, rest, visit
from tests.browser.pixels import rgba

#: Keeps the cameras that the page has opened.
REMEMBER = """
window.opened = []
const devices = navigator.mediaDevices
const open = devices.getUserMedia.bind(devices)
devices.getUserMedia = async (wanted) => {
  const stream = await open(wanted)
  window.opened.push(...stream.getTracks())
  return stream
}
"""
#: The pixels of the picture and of the result, the value of the full colour, and the line with the numbers.
SEEN = """stage => {
  const read = (canvas) => {
    const { width, height } = canvas
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height)
    let text = ""
    for (let n = 0; n < data.length; n += 4096) text += String.fromCharCode(...data.subarray(n, n + 4096))
    return [height, width, btoa(text)]
  }
  const canvases = [...stage.querySelectorAll("canvas.live:not([hidden])")]
  const line = stage.parentElement.querySelector(".reading").textContent
  return [canvases.map(read), Number(stage.dataset.limit), line]
}"""
#: Presses Freeze and returns the picture that is frozen.
FREEZE = f"""stage => {{
  stage.parentElement.querySelector(".freeze").click()
  return ({SEEN})(stage)
}}"""


@pytest.fixture(scope="module")
def filming(playwright):
    """A visitor whose browser has a camera."""
    browser = harness.chromium(playwright, harness.FAKE_CAMERA)
    with Visitor.kept(browser, viewport=harness.DESK) as kept:
        kept.context.add_init_script(REMEMBER)
        yield kept
    browser.close()


@pytest.fixture
def page(filming):
    """The page of a visitor who allows the camera."""
    filming.context.grant_permissions(["camera"])
    with filming.at_work() as opened:
        yield opened


@pytest.fixture
def sent(filming, page):
    """The messages that this page sends to the server."""
    filming.sent.clear()
    return filming.sent


def switch(page):
    page.get_by_text("Live camera", exact=True).click()


def switched_on(page, address, query=""):
    """Open Filters and switch the camera on; return the stage, which has shown a frame."""
    visit(page, f"{address}/filters?{query}")
    switch(page)
    stage = page.locator(".stage:has(figure)").first
    expect(stage).to_have_attribute("data-camera", "on")
    rest(page)
    return stage


def later(page, stage, n=2):
    """Wait for some more frames."""
    number = int(stage.get_attribute("data-frames")) + n
    page.wait_for_function(
        "([stage, n]) => Number(stage.dataset.frames) >= n", arg=[stage.element_handle(), number]
    )


def seen(page, stage):
    """Return the picture, the result, the value of the full colour, and the line with the numbers."""
    later(page, stage)
    return unpacked(stage.evaluate(SEEN))


def unpacked(given):
    canvases, limit, line = given
    pixels = [np.frombuffer(base64.b64decode(data), np.uint8).reshape(h, w, 4) for h, w, data in canvases]
    assert all((one[..., 3] == 255).all() for one in pixels)
    return *(one[..., :3] for one in pixels), limit, line


def pooled(values):
    height, width = values.shape
    return values.reshape(height // 2, 2, width // 2, 2).max(axis=(1, 3))


def assert_map(shown, values, limit):
    """Assert that each pixel has the colour of its value, or the next one."""
    table = map_colours.table("signed").astype(int)
    levels = map_colours.levels(values, limit).astype(int)
    nearest = [np.clip(levels + change, 0, len(table) - 1) for change in (-1, 0, 1)]
    assert np.min([np.abs(shown - table[one]).max(axis=-1) for one in nearest], axis=0).max() == 0


def test_each_frame_goes_through_the_kernel_and_nothing_is_sent(page, address, sent):
    stage = switched_on(page, address, "clipped=yes&border=wrap&flip=yes&rounds=max 2 2 emboss on grey")
    expect(stage.locator("figcaption span").first).to_have_text(
        re.compile(r"^\(480, 640, 3\)\n\d+ frames a second from the camera$")
    )
    sent.clear()
    first, result, *_ = seen(page, stage)
    assert first.shape == result.shape == (480, 640, 3)
    picture = first / np.float32(255)
    kernel = KERNELS["emboss on grey"]
    expected = filters.apply(picture, kernel, border="wrap", flip=True)
    assert np.abs(result - 255 * np.clip(expected, 0, 1)).max() <= 1
    second, *_ = seen(page, stage)
    assert not np.array_equal(first, second)
    page.get_by_label("ReLU", exact=True).check()
    later(page, stage, 10)
    assert sent == []


def test_the_picture_is_mirrored(page, address):
    """The fake camera writes a clock into the upper left corner."""
    picture, *_ = seen(page, switched_on(page, address))
    clock = picture[20:40]
    is_written = (clock != np.median(clock, axis=(0, 1))).any(axis=(0, 2))
    assert is_written[320:].sum() > is_written[:320].sum()


def test_relu_pooling_another_kernel_and_the_numbers_under_the_pointer(page, address):
    page.set_viewport_size({"width": 1440, "height": 1200})  # so that no pixel of the map is left out
    stage = switched_on(page, address, "magnified=yes")
    page.get_by_label("Max pooling 2 × 2").check()
    expect(stage.locator("figcaption span").last).to_have_text(re.compile(r"^\(240, 320\)"))
    picture, result, limit, _ = seen(page, stage)
    grey = images.channel_mean(picture / np.float32(255))
    signed = pooled(filters.apply(grey, KERNELS["sobel x"]))
    assert signed.min() < 0
    assert_map(result, signed, limit)

    page.get_by_label("ReLU", exact=True).check()
    expect(stage.locator("figcaption span").last).to_have_text(re.compile(r"^\(240, 320\) · 0 … "))
    visitor.choose_kernel(page, "Gabor 45°")
    expect(stage.locator("figure b").nth(1)).to_have_text("gabor 11x11 45°")
    box = stage.locator(".frame").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.5)
    later(page, stage, 10)
    picture, result, limit, line = seen(page, stage)
    grey = images.channel_mean(picture / np.float32(255))
    expected = pooled(np.maximum(filters.apply(grey, FAMILIES["gabor"](11, 45)), 0))
    assert_map(result, expected, limit)
    row, column, before, after = re.fullmatch(r"row (\d+), column (\d+): (\S+) → (\S+)", line).groups()
    assert abs(int(column) - 256) <= 3
    assert abs(float(before) - grey[int(row), int(column)]) < 1e-3
    assert abs(float(after) - expected[int(row) // 2, int(column) // 2]) < 1e-2


def test_a_frozen_frame_is_the_image_of_all_pages_as_it_was_seen(page, address):
    stage = switched_on(page, address)
    frozen, *_ = unpacked(stage.evaluate(FREEZE))
    visitor.named(page, "Your own", "sobel x", "feature map")
    rest(page)
    assert page.evaluate("opened.map((track) => track.readyState)") == ["ended"]
    assert not page.get_by_role("switch", name="Live camera").is_checked()
    shown = rgba(stage.locator("figure img").first)
    # The image is shown as a compressed photo; what has moved by the next frame differs by more than 100.
    assert np.abs(shown[..., :3] - frozen.astype(int)).max() < 64
    visitor.turn_to(page, "Images are numbers")
    expect(page.get_by_text("Your own").first).to_be_visible()
    assert "image=upload" in page.url


def test_the_camera_is_let_go_and_a_hidden_tab_pauses_it(page, address):
    stage = switched_on(page, address)
    tracks = "opened.map((track) => [track.readyState, track.enabled])"
    hide = """hidden => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
      document.dispatchEvent(new Event("visibilitychange"))
    }"""
    page.evaluate(hide, True)
    assert page.evaluate(tracks) == [["live", False]]
    page.evaluate(hide, False)
    assert page.evaluate(tracks) == [["live", True]]
    later(page, stage)
    switch(page)
    expect(stage).to_have_attribute("data-camera", "off")
    rest(page)
    visitor.named(page, "Temple", "sobel x", "feature map")
    expect(stage.locator("canvas.live:visible")).to_have_count(0)
    switch(page)
    expect(stage).to_have_attribute("data-camera", "on")
    rest(page)
    visitor.turn_to(page, "ReLU")
    page.wait_for_function("opened.every((track) => track.readyState === 'ended')")
    assert page.evaluate("opened.length") == 2


def says(page, beginning):
    """Wait until a sentence stands in place of the pictures."""
    expect(page.locator(".camera-bar p")).to_have_text(re.compile(f"^{beginning}"))
    expect(page.get_by_role("button", name="Freeze")).to_be_hidden()
    expect(page.locator(".unseen .stage")).to_be_hidden()


def test_where_no_camera_can_be_used_one_sentence_says_why(page, filming, address):
    filming.context.clear_permissions()
    visit(page, f"{address}/filters")
    switch(page)
    says(page, "The browser refused the camera")
    switch(page)
    rest(page)
    visitor.named(page, "Temple", "sobel x", "feature map")
    for make, beginning in {
        "{ getUserMedia: async () => { throw new DOMException('', 'NotReadableError') } }": "Another program",
        "{ getUserMedia: async () => { throw new DOMException('', 'NotFoundError') } }": "No camera",
        "undefined": "The camera works only over HTTPS or on localhost",
    }.items():
        page.evaluate(
            f"Object.defineProperty(navigator, 'mediaDevices', {{ value: {make}, configurable: true }})"
        )
        switch(page)
        says(page, beginning)
        switch(page)
        rest(page)
