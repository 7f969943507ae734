"""A push in a real browser: the composed pictures are those that Keras reads, at every size of the slider."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import mnist, models
from tests.browser import visitor
from tests.browser.harness import rest, visit

NUMBER = 7 * mnist.BUNDLED_PER_CLASS + 12
#: For the worker's first answer, on a busy machine.
PATIENCE = 90_000

#: The grey levels of each canvas, before and one frame after the slider has moved.
LEVELS = """canvases => canvases.map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
  return Array.from(data).filter((_, n) => n % 4 === 0)
})"""
#: The answer below the pushed picture in the frame after the slider has moved.
MOVE = """(input, value) => new Promise((done) => {
  input.value = String(value)
  input.dispatchEvent(new Event("input", { bubbles: true }))
  const shown = input.getRootNode().querySelectorAll("figcaption span")[2]
  requestAnimationFrame(() => done(shown.textContent))
})"""


def opened(page, address, query):
    """Open the page and return the component, once the network has answered."""
    visit(page, f"{address}/push?{query}")
    pushed = page.locator(".pushed")
    expect(pushed.locator("h4")).to_have_text(re.compile(" turns "), timeout=PATIENCE)
    rest(page)
    return pushed


def levels(pushed):
    """Return the levels of the four pictures, (4, 28, 28)."""
    return np.reshape(pushed.locator("canvas").evaluate_all(LEVELS), (4, 28, 28))


def share(text):
    """Return a name and its probability from a caption such as "7: 98.5 %"."""
    name, _, percent = text.partition(": ")
    return name, float(percent.strip("<> %")) / 100


def assert_is_read_so(model, picture, caption):
    """Assert that Keras reads a picture as its caption says."""
    probabilities = model.predict(picture[np.newaxis, ..., np.newaxis] / 255, verbose=0)[0]
    name, probability = share(caption)
    assert name == str(probabilities.argmax())
    assert probability == pytest.approx(probabilities.max(), abs=2e-3)


def test_the_pictures_are_what_keras_reads_and_the_slider_composes_them(page, address, sent):
    pushed = opened(page, address, f"push_network=lecture&number={NUMBER}")
    model = models.load_pretrained("lecture")
    captions = pushed.locator("figcaption span")
    size = int(re.search(r"push of (\d+) of 255", pushed.locator("h4").inner_text())[1])
    before, _, after, random = levels(pushed)
    np.testing.assert_array_equal(before, mnist.bundled()[0][NUMBER])
    for n, picture in ((0, before), (2, after), (3, random)):
        assert_is_read_so(model, picture, captions.nth(n).inner_text())
    assert np.abs(after - before).max() == size
    assert share(captions.nth(2).inner_text())[0] != "7"

    slider = pushed.get_by_label("How far each value moves")
    sent.clear()
    told = slider.evaluate(MOVE, size - 1)
    assert share(told)[0] == "7"
    assert sent == []
    less = levels(pushed)[2]
    np.testing.assert_array_equal(less, np.clip(before + np.sign(after - before) * (size - 1), 0, 255))
    assert_is_read_so(model, less, told)
    expect(pushed.locator("output")).to_have_text(f"{size - 1} of 255")
    expect(page).to_have_url(visitor.in_link(f"push_steps={size - 1}"))

    middle = levels(pushed)[1]
    assert (np.abs(middle - 128).max()) == 127 // (size - 1) * (size - 1)
    pushed.get_by_role("button", name="True size").click()
    expect(pushed.locator("figcaption b").nth(1)).to_have_text("The change, true size")
    assert np.abs(levels(pushed)[1] - 128).max() == size - 1
    expect(page).to_have_url(visitor.in_link("push_true_size=yes"))


def test_it_slides_to_the_push_that_turns_the_answer_and_a_hand_stops_it(page, address):
    page.emulate_media(reduced_motion="no-preference")
    pushed = opened(page, address, f"push_network=lecture&number={NUMBER}")
    goal = pushed.get_attribute("data-steps")
    assert f"push of {goal} of 255" in pushed.locator("h4").inner_text()
    pushed.get_by_role("button", name="Play").click()
    pushed.get_by_role("button", name="Pause").click()
    expect(pushed.get_by_role("button", name="Play")).to_be_visible()
    assert int(pushed.get_attribute("data-steps") or "") < int(goal or "")


def test_a_photo_turns_into_a_wanted_name(page, address):
    pushed = opened(page, address, "image=photographer&push_method=iterated_fgsm&push_toward=967")
    expect(pushed.locator("h4")).to_have_text(re.compile("turns “tripod” into “espresso”"))
    expect(pushed.locator("figcaption span").nth(0)).to_contain_text("tripod")
    expect(pushed.locator("figcaption span").nth(2)).to_contain_text("espresso")
    sides = pushed.locator(".frame").evaluate_all("all => all.map((one) => one.clientWidth)")
    assert len(sides) == 4
    assert len(set(sides)) == 1
