"""Softmax and loss in a browser: its numbers are Keras's, with pointer, touch and keys."""

import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from playwright.sync_api import Locator, Page, expect

from cnnviz import export
from tests.browser import harness, losses

SCRIPT = harness.ROOT / "tests" / "browser" / "pages" / "losses.py"
CASES = losses.table()
LOSSES = {
    "crossentropy": keras.losses.categorical_crossentropy,
    "squared": keras.losses.mean_squared_error,
}
CLOSE: Any = {"rtol": 1e-6, "atol": 1e-12}
#: In ms: longer than the rest after which Python is told.
QUIET_FOR = 700

#: Type each case into the fields like a visitor; return what the page shows.
TYPE = """async (root, cases) => {
  const set = (field, value) => {
    field.value = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const texts = (names) => [...root.querySelectorAll(names)].map((element) => element.textContent)
  const results = []
  for (const [logits, temperature, truth] of cases) {
    root.querySelectorAll('.row .exact').forEach((field, n) => set(field, logits[n]))
    set(root.querySelector('.temperature .exact'), temperature)
    root.querySelectorAll('.row input[type=radio]')[truth].click()
    await frame()
    results.push({
      ...JSON.parse(root.dataset.weighed),
      problem: root.querySelector('.problem').textContent,
      fields: [...root.querySelectorAll('.row .exact')].map((field) => field.value),
      measures: texts('.measure strong'),
      shown: texts('.share-value'),
      gradients: texts('.signed-value'),
      lines: texts('.lines p'),
      all: root.innerText,
    })
  }
  return results
}"""
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@pytest.fixture(scope="module")
def stages() -> Iterator[str]:
    with harness.dashboard(SCRIPT, PYTHONPATH=str(harness.ROOT)) as url:
        yield url


def opened(page: Page, stages: str, link: str = "") -> Locator:
    page.goto(f"{stages}/?{link}")
    root = page.locator(".softmax")
    expect(root).to_have_attribute("data-drawn", re.compile("."))
    return root


def weighed(root: Locator) -> dict[str, Any]:
    return json.loads(root.get_attribute("data-weighed") or "")


def number(text: str) -> float:
    """Return the number in a text such as −1,234.5 or 1.5·10⁻⁷."""
    front, _, power = text.replace("−", "-").replace(",", "").partition("·10")
    return float(front) * 10.0 ** (int(power.replace("⁻", "-").translate(SUPERSCRIPTS)) if power else 0)


def keras_weighed(logits: list[float], temperature: float, truth: int) -> dict[str, Any]:
    """Return a case's numbers by Keras and TensorFlow's gradient."""
    p = np.eye(10)[truth]
    z = tf.Variable(np.array(logits))
    values, slopes = {}, {}
    for name, loss in LOSSES.items():
        with tf.GradientTape() as tape:
            q = keras.ops.softmax(z / temperature)
            values[name] = loss(p, q)
        slopes[name] = np.asarray(tape.gradient(values[name], z))
    bare = np.float32(q)
    return {
        "shares": np.asarray(q),
        "crossentropy": float(values["crossentropy"]),
        "clipped": float(keras.losses.categorical_crossentropy(np.float32(p), bare)),
        "squared": float(values["squared"]),
        "differences": np.asarray(q) - p,
        "slopes": slopes["crossentropy"],
        "squaredSlopes": slopes["squared"],
        "winner": int(np.argmax(np.array(logits) / temperature)),
        "wrong": 1 - int(keras.metrics.categorical_accuracy(p[np.newaxis], np.asarray(q)[np.newaxis])[0]),
    }


def test_every_number_is_that_of_keras(page, stages):
    results = opened(page, stages).evaluate(TYPE, list(CASES.values()))
    assert len(results) == len(CASES)
    for (name, (logits, temperature, truth)), result in zip(CASES.items(), results, strict=True):
        assert result["problem"] == "", name
        typed = result["logits"], result["temperature"], result["truth"]
        assert typed == (logits, temperature, truth), name
        expected = keras_weighed(logits, temperature, truth)
        for key in ("shares", "crossentropy", "squared", "differences", "slopes", "squaredSlopes"):
            np.testing.assert_allclose(result[key], expected[key], **CLOSE, err_msg=f"{name}: {key}")
        assert result["clipped"] == pytest.approx(expected["clipped"], rel=1e-4, abs=1e-6), name
        assert not re.search("NaN|Infinity|undefined|null", result["all"]), name
        shown_as_it_is(name, result, expected)


def shown_as_it_is(name, result, expected):
    """Assert that the texts match the computed numbers."""
    cost, squared, wrong = result["measures"]
    assert number(cost) == pytest.approx(expected["crossentropy"], rel=0.06, abs=1e-12), name
    assert number(squared) == pytest.approx(expected["squared"], rel=0.06, abs=1e-12), name
    assert int(wrong) == expected["wrong"], name
    assert number(result["lines"][1].rpartition(" = ")[2]) == pytest.approx(
        expected["crossentropy"], rel=0.06, abs=1e-12
    ), name
    for text, share in zip(result["shown"], expected["shares"], strict=True):
        if text.startswith("<"):
            assert 0 < share < 0.001, name
        elif text.startswith(">"):
            assert 0.999 < share <= 1, name
        else:
            assert number(text) == pytest.approx(share, abs=5.1e-4), name
    for text, difference in zip(result["gradients"], expected["differences"], strict=True):
        if text[0] in "<>":
            assert abs(difference) < 0.001, name
            assert (difference > 0) == ("+" in text), name
        else:
            assert number(text) == pytest.approx(difference, abs=5.1e-4), name
    for text, logit in zip(result["fields"], result["logits"], strict=True):
        assert number(text) == pytest.approx(logit, rel=1e-4), name


def row(root: Locator, n: int) -> Locator:
    return root.locator(".row:not(.head)").nth(n)


def given(page: Page, values: str, messages: int) -> None:
    """Wait until Python was told this."""
    expect(page.get_by_text(f"given: {values}", exact=True)).to_be_visible()
    expect(page.get_by_text(f"messages: {messages}", exact=True)).to_be_visible()


def quiet(page: Page) -> None:
    page.evaluate("window.since = performance.now()")
    page.wait_for_function(f"performance.now() - window.since > {QUIET_FOR}")


def test_hands(page, stages, sent):
    """Pointer, keys and fields: no message while moving, one at rest, and an error for nonsense."""
    root = opened(page, stages)
    assert weighed(root)["logits"] == [0.5, -1.25, 3, 0, 0, 0, 0, 2, 0, -9.5]
    assert weighed(root)["truth"] == 2
    quiet(page)
    sent.clear()

    # The shares move with the pointer, and nothing is sent before it is released.
    box = row(root, 7).locator(".logit").bounding_box()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = []
    for part in (0.7, 0.8, 0.9):
        page.mouse.move(box["x"] + part * box["width"], box["y"] + box["height"] / 2, steps=4)
        seen.append(row(root, 7).locator(".share-value").inner_text())
    quiet(page)
    assert len(set(seen)) == 3
    assert sent == []
    page.mouse.up()
    expect(page.get_by_text("messages: 1", exact=True)).to_be_visible()
    moved = weighed(root)["logits"][7]
    assert 8 < moved < 10
    given(page, f"[[0.5, -1.25, 3, 0, 0, 0, 0, {moved:g}, 0, -9.5], 1, None]", 1)

    # Keys: several steps, one message.
    slider = page.get_by_role("slider", name="Logit of class 0")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "−9.7")
    expect(row(root, 0)).to_have_class(re.compile("looked"))
    expect(root.locator(".lines p").first).to_contain_text("q₀ = exp(z₀ − max)")
    given(page, f"[[-9.7, -1.25, 3, 0, 0, 0, 0, {moved:g}, 0, -9.5], 1, None]", 2)

    # Typed logits may exceed the slider's ends; what is no number gets an error.
    field = page.get_by_label("Logit of class 4, exact")
    for text in ("seven", "1e7", "", "NaN", "<b>x</b>"):
        field.fill(text)
        field.press("Enter")
        sentence = f"“{text}” is not a logit. Type a number from −1,000,000 to 1,000,000."
        expect(root.get_by_role("alert")).to_have_text(sentence)
        expect(field).to_have_value("0")
    heat = page.get_by_label("Temperature, exact")
    for text in ("0", "-1", "0.01", "21", "hot"):
        heat.fill(text)
        heat.press("Enter")
        expect(root.get_by_role("alert")).to_contain_text(f"“{text}” is not a temperature.")
        expect(heat).to_have_value("1")
    field.fill("1e6")
    field.press("Enter")
    expect(root.get_by_role("alert")).to_be_hidden()
    given(page, f"[[-9.7, -1.25, 3, 0, 1000000, 0, 0, {moved:g}, 0, -9.5], 1, None]", 3)
    heat.fill("2,5")
    heat.press("Enter")
    given(page, f"[[-9.7, -1.25, 3, 0, 1000000, 0, 0, {moved:g}, 0, -9.5], 2.5, None]", 4)

    # The true class, preset logits, and a reset.
    root.get_by_role("radio", name="The true class is 8").check()
    given(page, f"[[-9.7, -1.25, 3, 0, 1000000, 0, 0, {moved:g}, 0, -9.5], 2.5, 8]", 5)
    root.get_by_role("button", name="Confident mistake").click()
    given(page, "[[0, 0, 0, 0, 8, 0, 0, 0, 0, 0], 1, 8]", 6)
    root.get_by_role("button", name="Huge").click()
    expect(root.locator(".note")).to_contain_text("log 0 is not a number")
    expect(root.locator(".note")).to_contain_text("16.12")
    expect(root.locator(".note")).to_contain_text("2,000,000")
    root.get_by_role("button", name="Start").click()
    expect(page.get_by_text("given: [None, 1, None]", exact=True)).to_be_visible()
    assert weighed(root)["logits"] == [0.5, -1.25, 3, 0, 0, 0, 0, 2, 0, -9.5]
    page.get_by_role("button", name="from elsewhere").click()
    expect(row(root, 9).locator(".truth input")).to_be_checked()
    assert weighed(root)["logits"] == list(range(10))
    assert weighed(root)["temperature"] == 2


def keras_steps(logits: list[float], temperature: float, truth: int) -> dict[str, int]:
    names: dict[str, dict[str, int]] = {}
    with redirect_stdout(StringIO()):
        exec(export.loss_code(logits, temperature, truth, descent=True), names)
    return names["needed"]


@pytest.mark.parametrize(
    ("case", "logits", "temperature", "truth"),
    [
        ("no mistake: from a confident one", [0.0] * 9 + [9.0], 1.0, 9),
        ("from here", [0.0, 1.0, 4.0] + [0.5] * 7, 2.0, 0),
    ],
)
def test_the_steps_are_those_of_keras(page, stages, case, logits, temperature, truth):
    text = "+".join(f"{logit:g}" for logit in logits)
    root = opened(page, stages, f"logits={text}&temperature={temperature}&true_class={truth}&loss_view=why")
    needed = keras_steps(logits, temperature, truth)
    assert needed["cross-entropy"] < needed["mean squared error"]
    expect(root.locator(".measure.crossentropy strong")).to_have_text(f"{needed['cross-entropy']:,}")
    expect(root.locator(".measure.squared strong")).to_have_text(f"{needed['mean squared error']:,}")
    expected = keras_weighed(logits, temperature, truth)
    lines = root.locator(".lines p").all_inner_texts()
    for line, name in zip(lines[1:], ("slopes", "squaredSlopes"), strict=True):
        assert number(line.rpartition(" = ")[2]) == pytest.approx(expected[name][truth], rel=0.06)
    # The written product equals the stated result.
    factors = lines[2].split(" = ")[1].partition(" / ")[0].split(" · ")
    product = np.prod([number(one.strip("()")) for one in factors]) / temperature
    assert product == pytest.approx(expected["squaredSlopes"][truth], rel=0.06)
