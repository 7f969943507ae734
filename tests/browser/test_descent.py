"""Learn a kernel in a browser: its numbers are Keras's, with keys, pointer and while playing."""

import re

import keras
import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent
from tests.browser import harness, visitor
from tests.browser.harness import visit

SOBEL = KERNELS["sobel x"].array.astype(float)

#: The contents of a kernel's table, or of a map's cells.
TEXTS = """(root) => {
  const texts = (under, cells) => [...under.querySelectorAll(cells)].map((cell) => cell.textContent)
  const figures = [...root.querySelectorAll('.scene > figure')]
  return figures.map((figure) => ({
    name: figure.querySelector('b')?.textContent,
    kernel: texts(figure, '.kernel td'),
    map: texts(figure, '.numbers span'),
  }))
}"""


def picture(name):
    return descent.picture(images.sample_images()[name]())


def convolved(x, kernel, added=0.0):
    """Return Keras's convolution of a picture, (rows, columns)."""
    x, weights = np.asarray(x, float), np.asarray(kernel, float)
    return (
        np.asarray(keras.ops.conv(x[None, ..., None], weights[..., None, None], 1, "valid"))[0, ..., 0]
        + added
    )


def numbers(texts):
    return np.array([float(text.replace("−", "-")) for text in texts])


def shows(texts, values):
    """Assert that texts are these values, each rounded to its decimals, or to at least one."""
    decimals = np.array([max(1, len(text.partition(".")[2])) for text in texts])
    off = np.abs(numbers(texts) - np.ravel(values))
    assert (off <= 0.51 * 10.0**-decimals).all(), list(zip(texts, np.ravel(values), strict=True))


def at_step(page, step, last=300):
    expect(page.locator(".status")).to_have_text(re.compile(rf"^Step {step} of {last} ·"))


# --- a visitor


def test_a_kernel_is_learned_by_keys_and_every_number_is_keras(page, address, other, sent):
    visit(page, f"{address}/learn_kernel?image=smiley")
    x = picture("smiley")
    given = descent.problem(x, SOBEL)
    run = descent.descend(given, "momentum", descent.suggested_rate(given, "momentum"))
    target = convolved(x, SOBEL)
    root = page.locator(".descent")

    def is_at(step):
        at_step(page, step)
        expect(root).to_have_attribute("data-step", str(step))
        wanted, its, image, learned, made, error, _ = root.evaluate(TEXTS)
        expected = convolved(x, run.kernels[step], run.added[step])
        shows(wanted["kernel"], SOBEL)
        shows(its["map"], target)
        shows(image["map"], x)
        shows(learned["kernel"], run.kernels[step])
        shows(made["map"], expected)
        shows(error["map"], expected - target)
        share = np.sqrt(np.mean((expected - target) ** 2)) / target.std()
        said = page.locator(".status").inner_text()
        percent = float(re.search(r"error (?:< )?(\S+) %", said)[1].replace("−", "-"))
        assert percent == pytest.approx(100 * share, rel=6e-3, abs=1.1e-4)

    is_at(0)
    root.focus()
    for key, step in [
        ("ArrowRight", 1),
        ("ArrowUp", 11),
        ("ArrowLeft", 10),
        ("ArrowDown", 0),
        ("ArrowUp", 10),
    ]:
        page.keyboard.press(key)
        is_at(step)
    expect(page).to_have_url(visitor.in_link("descended=10"))
    harness.rest(page)

    # Under the pointer: a pixel in all maps, and a weight with its next step.
    page.locator(".grid.made").hover(position={"x": 5, "y": 5})
    made = convolved(x, run.kernels[10], run.added[10])[0, 0]
    reading = page.locator(".reading")
    expect(reading).to_have_text(re.compile(r"^row 0, column 0: learned "))
    found = numbers(
        re.findall(r"−?[\d.]+(?:e−?\d+)?", reading.inner_text().split(": ")[1].replace(" − ", " "))
    )
    np.testing.assert_allclose(found, [made, target[0, 0], made - target[0, 0]], rtol=6e-3)
    assert page.locator(".descent .window i:visible").count() == 4
    page.locator(".kernel-part:not(.wanted) td").nth(8).hover()
    expect(reading).to_have_text(re.compile(r"^weight in row 2, column 2: .* after the next step, target 1$"))
    before, step, after, _ = numbers(
        re.findall(r"−?\d[\d.]*(?:e−?\d+)?", reading.inner_text().split(": ")[1].replace("− ", "−"))
    )
    np.testing.assert_allclose([before, after], run.kernels[10:12, 2, 2], rtol=1e-3)
    assert before + step == pytest.approx(after, abs=2e-3)
    page.mouse.move(2, 2)

    # Played to the end, the browser tells the server where it rests, and nothing before that.
    page.get_by_label("Speed").select_option("150")
    harness.rest(page)
    before_playing = len(sent)
    root.focus()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    is_at(300)
    shows(root.evaluate(TEXTS)[3]["kernel"], SOBEL)
    expect(page).to_have_url(visitor.in_link("descended=300"))
    expect(page.locator(".heard")).to_have_text(re.compile("^Step 300 of 300"))
    harness.rest(page)
    assert len(sent) - before_playing == 1

    # Back in time: by the slider, on the curve, and by a link in another profile.
    page.get_by_role("slider", name="Step").focus()
    page.keyboard.press("ArrowLeft")
    is_at(299)
    box = page.locator(".curve").bounding_box()
    page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    expect(page.locator(".status")).to_have_text(re.compile(r"^Step 1[1-5]\d of 300"))
    root.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(page).to_have_url(visitor.in_link("descended=10"))
    harness.rest(page)
    visit(other, page.url)
    at_step(other, 10)


def test_two_rates_side_by_side_on_a_photograph_and_on_a_phone(page, address):
    link = "rounds=max+2+2+emboss&rates=0.2&rates=0.3&descended=200"
    visit(page, f"{address}/learn_kernel?{link}")
    x, kernel = picture("china"), KERNELS["emboss"].array
    given = descent.problem(x, kernel)
    good, bad = (descent.descend(given, "momentum", rate) for rate in (0.2, 0.3))
    assert bad.n_steps < 100
    expect(page.get_by_text(bad.remark)).to_be_visible()
    expect(page.locator(".status")).to_have_text(
        re.compile(r"^Step 200 of 300 · rate 0\.2: error \S+ % · rate 0\.3: error \S+ %$")
    )
    expect(page.get_by_text(f"ended at step {bad.n_steps}")).to_be_visible()
    page.locator(".descent").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    at_step(page, 10)
    wrong = convolved(x, kernel)
    for row, run in enumerate((good, bad)):
        made = convolved(x, run.kernels[10], run.added[10])
        grid = page.locator(".grid.made").nth(row)
        box = grid.bounding_box()
        cell = box["width"] / given.target.shape[1]
        grid.hover(position={"x": 100.5 * cell, "y": 40.5 * cell})
        reading = page.locator(".reading")
        expect(reading).to_have_text(re.compile(rf"^rate {run.rate:g}, row 40, column 100: learned "))
        found = numbers(
            re.findall(r"−?[\d.]+(?:e−?\d+)?", reading.inner_text().split(": ")[1].replace(" − ", " "))
        )
        expected = [made[40, 100], wrong[40, 100], made[40, 100] - wrong[40, 100]]
        np.testing.assert_allclose(found, expected, rtol=6e-3, atol=1e-6)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".descent.narrow")).to_be_visible()
    harness.rest(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    boxes = [page.locator(".descent .kernel").nth(n).bounding_box() for n in range(3)]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["width"] > 130 for box in boxes)
