"""The ideas: what differs is counted, the gradients are Keras's, and what is said was measured."""

import re
import time
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.errors import WorkerError
from cnnviz.lessons.ideas import IDEAS, Options
from cnnviz.runs import Moment, Result, Run
from cnnviz.ui.chapters.ideas.gradient_view import first_layer
from cnnviz.with_keras.training import at_the_start
from cnnviz.workers import Workers
from tests.pages.dashboard import (
    PATIENCE,
    act,
    assert_sound,
    button,
    components,
    runs_of,
    said,
    told,
    visit,
    with_runs,
)

AFTER = "After 63 batches, each network reads 1,000 test digits."


def contenders(name, options=None):
    return IDEAS[name].contenders(options or Options())


def done(one, accuracy, loss=0.5, moments=(), network=b""):
    run = Run(one.settings)
    event: Any = {"kind": "epoch", "epoch": 0, "batch": 63, "n_batches": 63, "seconds": 4.0}
    event |= {"batch_loss": 1.0, "batch_accuracy": 0.5, "images_per_second": 1000.0}
    run.record(event | {"loss": 1.0, "accuracy": 0.5, "val_loss": loss, "val_accuracy": accuracy})
    run.remember(0, moments)
    run.finish(Result(network, 1, False, 4.0, accuracy))
    return run


def moment(one, step, size, *, skips=True):
    sizes = {name: size for name in one.network.names if name.startswith(("stem", "conv"))}
    sizes.pop("stem_pool", None)
    return Moment(step, None, None, np.zeros(10, np.float32), {}, sizes | {"dense": 1.0}, skips)


def measured(at):
    """Run the page until the worker has measured the first gradients."""
    end = time.monotonic() + 3 * PATIENCE
    while all(one.key != "ideas-bars" for one in components(at)):
        assert_sound(at)
        assert time.monotonic() < end, "The gradients were not measured."
        time.sleep(0.1)
        at.run()
    return at


def bar_sizes(at):
    """Return the layer and the size of each bar, from left to right."""
    (drawn,) = told(at, "ideas-bars")["drawings"]
    return re.findall(r"<title>(\w+): ([^<]+)</title>", drawn["svg"])


def test_each_networks_block_is_drawn_and_counted():
    at = visit("ideas", idea="inception")
    assert_sound(at)
    shown = told(at, "ideas-networks")["drawings"]
    assert [(one["title"], one["line"]) for one in shown] == [
        ("Inception", "7,604 parameters, 368,480 multiplications"),
        ("Without 1 × 1", "24,248 parameters, 1,185,408 multiplications"),
        ("One wide 5 × 5", "76,864 parameters, 3,763,200 multiplications"),
    ]
    assert [one["svg"].count("<rect") for one in shown] == [8, 5, 1]
    assert len({one["colour"] for one in shown}) == 3
    ratio = 3_763_200 / 368_480
    assert any(f"multiplies {ratio:.1f} times as often as **Inception**" in text for text in said(at))


def test_before_the_training_the_bars_are_the_gradients_of_keras():
    at = measured(visit("ideas", idea_depth="4"))
    digits = mnist.load("bundled")
    sizes = [at_the_start(one.settings, digits) for one in contenders("skips", Options(depth=4))]
    expected = [(layer, f"{one[layer]:.1e}") for layer in sizes[0] for one in sizes]
    assert bar_sizes(at) == expected
    assert any(text.startswith("Before the first batch:") for text in said(at))


def test_the_bars_and_the_sentence_are_of_the_watched_moment():
    with_skips, plain = contenders("skips", Options(depth=4))
    runs = [
        done(with_skips, 0.9, moments=[moment(with_skips, step, 0.5 / (step + 1)) for step in (0, 1, 4)]),
        done(plain, 0.1, moments=[moment(plain, step, 0.001) for step in (0, 1, 4)]),
    ]
    at = visit("ideas", with_runs(*runs, group="idea"), idea_depth="4")
    assert_sound(at)
    assert "After 4 batches: the first layer's gradient is 100 times larger with skips." in said(at)
    act(at, "ideas-course", "moment", [1])
    assert_sound(at)
    assert "After 1 batch: the first layer's gradient is 250 times larger with skips." in said(at)
    assert bar_sizes(at)[:2] == [("stem", "2.5e-01"), ("stem", "1.0e-03")]


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ((2.0, 1.0), "in the first layer, both gradients are about equal."),
        ((1.0, 40.0), "the first layer's gradient is 40 times larger without skips."),
        ((3.0, 1e-9), "the first layer's gradient is 10⁹ times larger with skips."),
        ((3.0, 0.0), "in the first layer, a gradient has vanished: it is as good as 0."),
    ],
)
def test_the_first_layers_gradients_are_compared(sizes, sentence):
    assert first_layer([{"stem": size, "dense": 1.0} for size in sizes]) == sentence


def test_what_is_said_afterwards_was_measured():
    runs = [done(one, *got) for one, got in zip(contenders("small"), ((0.95, 0.2), (0.9, 0.3)), strict=True)]
    at = visit("ideas", with_runs(*runs, group="idea"), idea="small")
    assert_sound(at)
    (text,) = [
        one for one in said(at) if one.startswith("After 63 batches, each network reads 1,000 test digits.")
    ]
    assert "**Two 3 × 3**: 95 % right, loss 0.200, 4 s." in text
    assert "**One 5 × 5**: 90 % right, loss 0.300, 4 s." in text
    assert "**Two 3 × 3** leads by 5.0 points, more than chance (±2.3)." in text


def test_a_small_lead_may_be_chance_and_a_switch_is_told():
    with_skips, plain = contenders("skips", Options(depth=4))
    moments = [moment(with_skips, 0, 1.0), moment(with_skips, 5, 1.0, skips=False)]
    runs = [done(with_skips, 0.9, moments=moments), done(plain, 0.895, moments=[moment(plain, 5, 1.0)])]
    at = visit("ideas", with_runs(*runs, group="idea"), idea_depth="4")
    assert_sound(at)
    (text,) = [
        one for one in said(at) if one.startswith("After 63 batches, each network reads 1,000 test digits.")
    ]
    assert "The lead of the best one may be chance." in text
    assert "You switched the skips off after 5 batches." in text
    assert any(
        one.startswith("After 5 batches:") and one.endswith("The skips are off now.") for one in said(at)
    )


def test_runs_of_other_settings_are_not_shown():
    runs = [done(one, 0.9) for one in contenders("small")]
    at = visit("ideas", with_runs(*runs, group="idea"), idea="depthwise")
    assert_sound(at)
    assert told(at, "ideas-course")["runs"] == []
    assert not any("each network reads" in text for text in said(at))


def test_all_networks_are_started_together():
    at = visit("ideas", idea="inception")
    with patch.object(Workers, "train", side_effect=lambda settings, *_: Run(settings)):
        button(at, "Train all three").click().run()
    assert_sound(at)
    assert [one.settings for one in runs_of(at, "idea")] == [one.settings for one in contenders("inception")]
    assert button(at, "Train all three").disabled
    for one in runs_of(at, "idea"):
        one.fail("The training process ended before the run did.")


def test_skips_are_switched_while_their_network_trains():
    with_skips, plain = contenders("skips", Options(depth=4))
    runs = [Run(with_skips.settings), Run(plain.settings)]
    runs[0].begin()
    for run, one in zip(runs, (with_skips, plain), strict=True):
        run.remember(0, [moment(one, 0, 1.0)])
    at = visit("ideas", with_runs(*runs, group="idea"), idea_depth="4")
    switch = at.toggle(key="ideas-skips")
    assert (switch.value, switch.disabled) == (True, False)
    with patch.object(Workers, "switch_skips") as asked:
        switch.set_value(False).run()
    assert [(call.args, call.kwargs) for call in asked.mock_calls] == [((runs[0],), {"on": False})]
    sentence = "This run is not training now, so its skips cannot be switched."
    with patch.object(Workers, "switch_skips", side_effect=WorkerError(sentence)):
        at.toggle(key="ideas-skips").set_value(False).run()
    assert [one.value for one in at.error] == [sentence]
    for run in runs:
        run.fail("The training process ended before the run did.")


def test_what_dense_connections_reuse_is_computed_from_the_trained_network():
    dense, row = contenders("dense")
    arrays = [np.full(shape, 0.25, np.float32) for shapes in dense.network.weight_shapes for shape in shapes]
    first = next(n for n, array in enumerate(arrays) if array.shape[2:] == (16, 8))
    arrays[first][:] = -0.5
    trained = models.to_bytes(dense.network, arrays)
    runs = [done(dense, 0.9, network=trained), done(row, 0.9)]
    at = visit("ideas", with_runs(*runs, group="idea"), idea="dense")
    assert_sound(at)
    assert any("The largest number joins layer 1 to the first maps." in text for text in said(at))


def test_the_time_is_measured_on_request():
    at = visit("ideas", idea="small")
    with patch.object(Workers, "pass_seconds", return_value=[0.004, 0.006]) as asked:
        button(at, "Measure the time").click().run()
    assert_sound(at)
    assert [list(call.args[0]) for call in asked.mock_calls] == [[one.network for one in contenders("small")]]
    (text,) = [one for one in said(at) if one.startswith("Measured on this machine")]
    assert "- **Two 3 × 3**: 4.0 ms, 1.0 times the fastest" in text
    assert "- **One 5 × 5**: 6.0 ms, 1.5 times the fastest" in text


def test_the_settings_stand_in_the_link():
    at = visit("ideas", idea_depth="4")
    at.selectbox(key="ideas-idea").set_value("depthwise").run()
    assert_sound(at)
    assert at.query_params["idea"] == "depthwise"
    assert [one["title"] for one in told(at, "ideas-networks")["drawings"]] == [
        "Depthwise and 1 × 1, 2 such blocks",
        "Full convolution, 2 such blocks",
    ]
