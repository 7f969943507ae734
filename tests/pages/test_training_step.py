"""One training step: every number is that of GradientTape and Keras, and what a visitor sets holds."""

from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest

from cnnviz import pipeline
from cnnviz.lessons import backprop
from tests.pages.dashboard import act, assert_sound, choose_kernel, chosen_kernels, said, told, turn, visit

CASES = {
    "as it comes": {},
    "a photograph's cut-out": {
        "example": "cut-out",
        "cutout": "90-250",
        "side": "15",
        "example_rate": "0.002",
    },
    "own, with an offset": {
        "example": "own",
        "example_grid": ";".join(["1 0.5 0 -0.5 -1 0.25"] * 6),
        "example_class": "2",
        "example_start": "7",
        "rounds": "max 2 2 1 2 1;0 0 0;-1 -2 -1 / 4 + 51",
    },
}
cases = pytest.mark.parametrize("link", CASES.values(), ids=CASES)


def shown(at):
    """Return the tables of each stop, by their names."""
    stops = told(at, "step-walk")["stops"]
    return {stop["name"]: {table["name"]: table for table in stop["tables"]} for stop in stops}


def results(table):
    """Return the numbers with which the lines of a table end."""
    return [float(line.split(" ")[-1].replace("−", "-")) for line in table["lines"]]


@cases
def test_every_number_is_that_of_the_code_by_gradient_tape(link):
    at = visit("training_step", **link)
    assert_sound(at)
    (code,) = [one.value for one in at.code]
    names, printed = {}, StringIO()
    with redirect_stdout(printed):
        exec(code, names)
    tables = shown(at)
    gradients = [one.numpy() for one in names["gradients"]]
    weights = [one.numpy() for one in names["model"].trainable_variables]
    for stops, name, arrays in (
        (("∂ kernel", "∂ kernel", "∂ dense weights", "∂ dense weights"), "∂{}", gradients),
        (("New kernel", "New kernel", "New weights", "New weights"), "{}′", weights),
    ):
        for stop, kind, values in zip(stops, ("kernel", "bias", "weights", "bias"), arrays, strict=True):
            table = tables[stop][name.format(kind)]
            np.testing.assert_allclose(results(table), values.ravel(), rtol=1e-3, atol=1e-4)
    losses = [float(names[name]) for name in ("loss_before", "loss_after")]
    found = [*results(tables["Loss"]["loss"]), *results(tables["New loss"]["loss′"])]
    assert found == pytest.approx(losses, rel=1e-3, abs=1e-5)
    assert printed.getvalue().splitlines()[-1] == " ".join(map(str, losses))


def test_what_is_said_and_the_words():
    at = visit("training_step")
    text = " ".join(said(at))
    assert "**The loss fell: 1.718 → 0.4387.**" in text
    assert "**Are filters also optimised during back-propagation?** Yes" in text
    assert "- **Gradient**: How much the loss grows" in text
    assert at.get_by_key("step-losses")


def test_a_drawn_line_is_said_to_be_what_it_is_until_the_visitor_says_otherwise():
    at = visit("training_step")
    at.selectbox(key="step-example").set_value("diagonal").run()
    assert (at.query_params["example"], at.query_params["example_class"]) == ("diagonal", "2")
    at.selectbox(key="step-example_class").set_value(1).run()
    assert_sound(at)
    assert shown(at)["Loss"]["p"]["texts"] == [["0", "1", "0"]]


def test_the_learning_rate_by_slider_and_exactly_and_what_cannot_be_changes_nothing():
    at = visit("training_step")
    at.select_slider(key="step-rate").set_value(100.0).run()
    assert at.query_params["example_rate"] == "100.0"
    assert "**The loss rose: 1.718 → " in " ".join(said(at))
    at.number_input(key="step-exact").set_value(0.0375).run()
    assert_sound(at)
    assert at.select_slider(key="step-rate").value == 0.0375
    before = told(at, "step-walk")
    for value, word in ((0.0, "At 0 no weight"), (-0.5, "Below 0"), (1e9, "at most 1,000")):
        at.number_input(key="step-exact").set_value(value).run()
        assert_sound(at)
        (error,) = at.error
        assert word in error.value
        assert "Received" not in error.value
        assert at.number_input(key="step-exact").value == 0.0375
        assert told(at, "step-walk") == before
    at.number_input(key="step-exact").set_value(0.5).run()
    assert not at.error


def test_own_numbers_are_typed_and_what_is_no_grid_changes_nothing():
    at = visit("training_step", {"step-more": True})
    at.text_area(key="step-input").set_value("0 0.5 1 -1 0 0\n" * 6).run()
    assert_sound(at)
    assert at.query_params["example"] == "own"
    assert shown(at)["Input"]["x"]["texts"][0] == ["0", "0.5", "1", "−1", "0", "0"]
    at.text_area(key="step-input").set_value("1 2 3").run()
    assert_sound(at)
    assert at.error[0].value.startswith("The input is 6 rows of 6 numbers")
    assert shown(at)["Input"]["x"]["texts"][0] == ["0", "0.5", "1", "−1", "0", "0"]


def test_a_cell_is_turned_over_and_a_stop_is_kept():
    at = visit("training_step", image="smiley")
    act(at, "step-walk", "turn", [0, 2])
    assert_sound(at)
    assert shown(at)["Input"]["x"]["texts"][0] == ["−1", "−1", "−1", "1", "−1", "−1"]
    act(at, "step-walk", "turn", [0, 2])
    assert shown(at)["Input"]["x"]["texts"][0] == ["−1", "−1", "1", "1", "−1", "−1"]
    act(at, "step-walk", "stop", [14])
    assert at.query_params["example_stop"] == "14"
    assert told(at, "step-walk")["at"] == 14


def test_the_kernel_is_the_threads():
    at = visit("training_step", {"step-more": True})
    choose_kernel(at, "step", "emboss")
    assert_sound(at)
    assert shown(at)["Convolution"]["kernel"]["texts"] == [
        ["−2", "−1", "0"],
        ["−1", "1", "1"],
        ["0", "1", "2"],
    ]
    turn(at, "convolution")
    assert chosen_kernels(at, "conv") == ["emboss"]


def test_a_kernel_that_is_not_3_by_3_is_said():
    at = visit("training_step", rounds="max 2 2 gaussian blur 5x5")
    assert_sound(at)
    assert "gaussian blur 5x5 is not, so Sobel x takes its place." in " ".join(said(at))
    assert np.shape(shown(at)["Convolution"]["kernel"]["texts"]) == (3, 3)


@pytest.mark.parametrize("rate", ["0.01", "1000"])
def test_huge_weights_give_no_nan(rate):
    at = visit("training_step", rounds="max 2 2 1e6 1e6 1e6;1 1 1;1 1 1 / 1e-6", example_rate=rate)
    assert_sound(at)
    assert not at.error
    text = f"{told(at, 'step-walk')} {said(at)}".lower()
    assert "nan" not in text
    assert not any(word in text for word in ("inf'", "inf ", "= inf"))


def test_numbers_that_grow_too_large_are_one_sentence(monkeypatch):
    x = np.full((6, 6, 1), 3e38)
    huge = backprop.start(x.shape, 3, np.ones((3, 3, 1, 1)))
    monkeypatch.setattr(pipeline, "example_step", lambda *_: backprop.training_step(x, 0, huge, 1.0))
    at = visit("training_step")
    assert_sound(at)
    assert at.error[0].value.startswith("The numbers grow too large to go on. Choose a smaller learning rate")
