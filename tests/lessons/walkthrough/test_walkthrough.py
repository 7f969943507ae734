"""The walk through a training step: every line computes, and marks the cells that it uses."""

import json
import math
import re
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.figures import rates
from cnnviz.kernels import KERNELS
from cnnviz.lessons import walkthrough
from cnnviz.lessons.backprop import start, training_step
from cnnviz.lessons.walkthrough import in_cell, number, remarks, stops
from cnnviz.pipeline.example_input import CLASSES, LAST_STOP, drawn
from cnnviz.ui.components.backprop_walk import message

X = np.array(drawn("vertical"))[..., np.newaxis]
KERNEL = KERNELS["sobel x"].array[..., np.newaxis, np.newaxis]
FIRST = start(X.shape, 3, KERNEL, seed=4)
STEP = training_step(X, 0, FIRST, 0.01)
NAMES = [
    *("Input", "Convolution", "ReLU", "Max pooling", "Flatten", "Dense", "Softmax", "Loss"),
    *("q − p", "∂ dense weights", "∂ flat", "Unflatten", "∂ through max", "ReLU's gate", "∂ kernel"),
    *("New kernel", "New weights", "New map", "New scores", "New answer", "New loss"),
]


@st.composite
def steps(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    x = rng.uniform(-1, 1, (6, 6, 1)).round(2)
    kernel, bias = rng.uniform(-1, 1, (3, 3, 1, 1)), rng.uniform(-0.5, 0.5, 1)
    rate = draw(st.sampled_from([0.001, 0.05, 0.5]))
    return training_step(
        x, int(rng.integers(3)), start(x.shape, 3, kernel, bias, seed=draw(st.integers(0, 99))), rate
    )


def worked_out(line):
    """Return a line's stated result, and the computed value of the part before it."""
    *_, sums, result = line.replace("−", "-").replace("·", "*").split(" = ")
    names = {"exp": math.exp, "log": math.log, "max": max}
    return float(result), eval(sums, {"__builtins__": {}}, names)


def new_tables(step):
    return [(stop, table) for stop in stops(step, CLASSES) for table in stop.tables if table.made]


def test_the_stops_in_their_order():
    walk = stops(STEP, CLASSES)
    assert [stop.name for stop in walk] == NAMES
    assert [walk[n].phase for n in (0, 7, 8, 14, 15, 16, 17, 20)] == [
        *("forward", "forward", "backward", "backward"),
        *("update", "update", "after", "after"),
    ]
    assert len(walk) - 1 <= LAST_STOP


@settings(max_examples=20, deadline=None)
@given(steps())
def test_every_line_can_be_worked_out(step):
    words = ("pixel", "row", "number", "in no", "not the", "the winner", "z =")
    for stop, table in new_tables(step):
        assert len(table.made) == table.values.size
        for value, cell in zip(table.values.ravel(), table.made, strict=True):
            if not cell.line.startswith(words):
                said, comes = worked_out(cell.line)
                assert said == pytest.approx(comes, rel=5e-3, abs=5e-3), (stop.name, cell.line)
            assert float(cell.line.split(" ")[-1].replace("−", "-")) == pytest.approx(value, rel=1e-3), (
                cell.line
            )


@settings(max_examples=20, deadline=None)
@given(steps())
def test_the_values_are_the_steps_own(step):
    shown = {(stop.name, table.name): table.values for stop, table in new_tables(step)}
    before, slopes, new, after = step.before, step.gradients, step.new, step.after
    expected = {
        ("Convolution", "z"): before.z,
        ("ReLU", "a"): before.a,
        ("Max pooling", "pooled"): before.pooled,
        ("Flatten", "flat"): before.flat,
        ("Dense", "logits"): before.logits,
        ("Softmax", "q"): before.probabilities,
        ("Loss", "loss"): before.loss,
        ("q − p", "∂logits"): slopes.logits,
        ("∂ dense weights", "∂weights"): slopes.weights,
        ("∂ dense weights", "∂bias"): slopes.bias,
        ("∂ flat", "∂flat"): slopes.flat,
        ("Unflatten", "∂pooled"): slopes.pooled,
        ("∂ through max", "∂a"): slopes.a,
        ("ReLU's gate", "∂z"): slopes.z,
        ("∂ kernel", "∂kernel"): slopes.kernel,
        ("∂ kernel", "∂bias"): slopes.kernel_bias,
        ("New kernel", "kernel′"): new.kernel,
        ("New kernel", "bias′"): new.kernel_bias,
        ("New weights", "weights′"): new.weights,
        ("New weights", "bias′"): new.bias,
        ("New map", "z′"): after.z,
        ("New map", "flat′"): after.flat,
        ("New scores", "logits′"): after.logits,
        ("New answer", "q′"): after.probabilities,
        ("New loss", "loss′"): after.loss,
    }
    assert set(shown) == {*expected, ("Input", "x")}
    for name, values in expected.items():
        np.testing.assert_array_equal(shown[name].ravel(), np.ravel(np.float32(values)), err_msg=str(name))


def test_what_is_lit_up_went_into_the_cell():
    walk = {stop.name: stop for stop in stops(STEP, CLASSES)}
    for stop in walk.values():
        for table in stop.tables:
            for cell in table.made:
                for n, row, column, rows, columns in cell.frames:
                    height, width = stop.tables[n].values.shape
                    assert 0 <= row <= row + rows <= height
                    assert 0 <= column <= column + columns <= width
                    assert stop.tables[n] is not table
    x, _, _, z = walk["Convolution"].tables
    assert z.made[6].frames == ((0, 1, 2, 3, 3), (1, 0, 0, 3, 3), (2, 0, 0, 1, 1))
    assert x.colours == "pixels"
    assert walk["Max pooling"].tables[1].made[2].frames == ((0, 2, 0, 2, 2),)
    assert walk["∂ dense weights"].tables[2].made[4].frames == ((0, 1, 0, 1, 1), (1, 0, 1, 1, 1))


def test_lines_by_hand():
    lines = {(stop.name, table.name): [cell.line for cell in table.made] for stop, table in new_tables(STEP)}
    assert lines["Convolution", "z"][0] == "(−1)·(−1) + 1·1 + (−2)·(−1) + 2·1 + (−1)·(−1) + 1·1 = 8"
    assert lines["ReLU", "a"][2] == "max(0, −8) = 0"
    assert lines["Max pooling", "pooled"][0] == "max(8, 8, 8, 8) = 8"
    assert lines["Flatten", "flat"][3] == "row 1, column 1 → number 1·2 + 1 = 3: 0"
    assert lines["∂ through max", "∂a"][1] == "not the largest of its window: 0"
    assert lines["ReLU's gate", "∂z"][2] == "z = −8 ≤ 0, shut: 0"
    assert lines["ReLU's gate", "∂z"][0].startswith("z = 8 > 0, open: 0.0492")
    assert lines["New kernel", "kernel′"][0] == "−1 − 0.01·(−0.1559) = −0.99844"


def test_where_the_probability_is_0_the_loss_is_worked_out_from_the_logits():
    huge = replace(FIRST, weights=np.float32(100) * FIRST.weights)
    (table,) = [table for stop, table in new_tables(training_step(X, 1, huge, 1e-6)) if stop.name == "Loss"]
    assert table.made[0].line.startswith("−log q = log(exp(")
    assert "nan" not in table.made[0].line
    assert float(table.values[0, 0]) > 100


@pytest.mark.parametrize(
    ("value", "line", "cell"),
    [
        (0, "0", "0"),
        (-0.0, "0", "0"),
        (1e-9, "1e−09", "1e−9"),
        (-0.00012, "−0.00012", "−1e−4"),
        (0.04921, "0.04921", "0.049"),
        (-0.15649, "−0.1565", "−0.156"),
        (12.563, "12.56", "12.6"),
        (99999, "100000", "100000"),
        (1234567, "1.235e+06", "1.23e+06"),
    ],
)
def test_numbers_are_short_and_not_0_unless_they_are(value, line, cell):
    assert number(value) == line
    assert in_cell(value) == cell


# --- what is said of the step


def test_a_step_that_helps():
    first, second = remarks(STEP)
    assert first == (
        f"**The loss fell: 1.718 → 0.4387.** The slope promised a fall of {number(promised(STEP))}; "
        "it holds for small steps only."
    )
    assert second.startswith("**Are filters also optimised during back-propagation?** Yes, ")
    assert "went from −1 to −0.9984" in second
    moved = {
        one.name: np.count_nonzero(getattr(STEP.old, one.name) != getattr(STEP.new, one.name))
        for one in fields(STEP.old)
    }
    total, of_filter = sum(moved.values()), moved["kernel"] + moved["kernel_bias"]
    assert f"Of {STEP.old.count} numbers this step moved {total}, {of_filter} of them the filter's" in second


def promised(step):
    slopes = [getattr(step.gradients, name) for name in ("kernel", "kernel_bias", "weights", "bias")]
    return step.learning_rate * sum(float((one.astype(np.float64) ** 2).sum()) for one in slopes)


def test_a_step_that_is_too_large():
    step = training_step(X, 0, FIRST, 100)
    first = remarks(step)[0]
    assert f"**The loss rose: 1.718 → {number(step.after.loss)}.** The step was too large" in first
    rate, loss = re.search(r"At a learning rate of (\S+) it falls to (\S+)\.$", first).groups()
    assert training_step(X, 0, FIRST, float(rate)).after.loss == pytest.approx(
        float(loss.replace("−", "-")), rel=1e-3
    )
    assert float(loss) < step.before.loss


def test_a_step_that_promises_more_than_there_is():
    assert "more than there is" in remarks(training_step(X, 0, FIRST, 0.1))[0]


def test_where_relu_lets_nothing_through():
    shut = training_step(X, 0, replace(FIRST, kernel_bias=np.array([-99], np.float32)), 0.1)
    assert "Here none does: ReLU let nothing through." in remarks(shut)[1]
    bright = np.ones_like(X), np.ones_like(KERNEL) / 9
    after = [training_step(bright[0], label, start(X.shape, 3, bright[1]), 9) for label in range(3)]
    dead = [step for step in after if not step.after.a.any()]
    assert dead
    for step in dead:
        assert remarks(step)[-1].startswith("After this step ReLU lets nothing of this picture through")
    assert not any("nothing of this" in one for step in after if step.after.a.any() for one in remarks(step))


def test_what_hardly_moves_is_told_with_as_many_digits_as_it_takes():
    first, second = remarks(training_step(X, 0, FIRST, 1e-5))
    assert first.startswith("**The loss fell: 1.718 → 1.716.**")
    assert "from −1 to −0.999998." in second


def test_a_constant_input_is_said():
    step = training_step(np.ones((6, 6, 1)), 0, FIRST, 0.1)
    assert remarks(step)[-1].startswith("The input is the same everywhere")


@settings(max_examples=20, deadline=None)
@given(steps())
def test_the_curve_goes_through_the_step(step):
    xs, losses = rates.curve(step)
    assert len(xs) == len(losses) == rates.COUNT
    assert losses[0] <= step.before.loss
    for n in (0, 30, 56):
        label = int(step.before.target.argmax())
        assert training_step(step.before.x, label, step.old, xs[n]).after.loss == losses[n]


def test_the_figure_marks_the_rate_that_is_set():
    figure = rates.losses(STEP)
    assert (figure.data[1].x, figure.data[1].y) == ((0.01,), (STEP.after.loss,))
    assert figure.layout.shapes[0].y0 == STEP.before.loss


# --- what the browser gets


def test_the_message_is_all_texts_and_colours():
    told = message(stops(STEP, CLASSES), at=3)
    assert json.loads(json.dumps(told)) == told
    assert told["at"] == 3
    assert message(stops(STEP, CLASSES), at=99)["at"] == len(NAMES) - 1
    assert told["digest"] != message(stops(STEP, CLASSES), at=4)["digest"]
    for stop in told["stops"]:
        for table in stop["tables"]:
            strengths = np.array(table["strengths"])
            assert np.shape(table["texts"]) == strengths.shape
            assert np.abs(strengths).max() <= 1
            assert len(table["lines"]) in {0, strengths.size}
            assert len(table["frames"]) == len(table["lines"])
    z = told["stops"][1]["tables"][3]
    assert z["texts"][0] == ["8", "8", "−8", "−8"]
    assert z["strengths"][0] == [1, 1, -1, -1]


def test_the_package_says_what_it_has():
    assert set(walkthrough.__all__) <= set(dir(walkthrough))
