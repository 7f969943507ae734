"""A run as data: what is taken for its settings, which moments it has, what is requested of it."""

import dataclasses
import threading
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.network import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Network,
    lecture_network,
)
from cnnviz.runs import (
    MAX_MOMENTS,
    Control,
    Moment,
    Result,
    Run,
    RunSettings,
    moment_steps,
    most_moments,
    thinning,
)
from cnnviz.runs import run as run_module
from tests.data_sets.shapes import three_shapes

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))
RESULT = Result(b"", 1, False, 1.0, 0.5)


def event(epoch=0, batch=5, seconds=1.0):
    return {"kind": "batch", "epoch": epoch, "batch": batch, "n_batches": 10, "seconds": seconds}


def moment(step):
    return Moment(step, None, None, np.zeros(10, np.float32), {})


# --- settings


@pytest.mark.parametrize(
    "wrong",
    [
        {"epochs": 0},
        {"epochs": 2.0},
        {"epochs": True},
        {"seed": None},
        {"optimizer": "lion"},
        {"optimizer": ["adam"]},
        {"learning_rate": 0.0},
        {"learning_rate": -0.1},
        {"learning_rate": 11},
        {"learning_rate": float("nan")},
        {"learning_rate": float("inf")},
        {"learning_rate": "0.1"},
        {"loss": "hinge"},
        {"share": 0.0},
        {"share": 1.01},
        {"share": float("nan")},
        {"per_class": 0},
        {"per_class": 1.5},
        {"patience": 0},
        {"patience": 10**6},
        {"network": Network((28, 28, 1), (Conv2D(10, activation="softmax"),))},
        {"network": Network((28, 28, 1), (Flatten(), Dense(10)))},
    ],
)
def test_settings_that_cannot_be_are_refused_in_a_sentence(wrong):
    with pytest.raises(NetworkError, match=r"^\S.*\."):
        RunSettings(**{"network": SMALL, **wrong})


def test_a_network_that_does_not_fit_the_data_set_is_refused_in_a_sentence():
    shapes = three_shapes()
    RunSettings(Network((8, 10, 3), (Flatten(), Dense(3, "softmax")))).check_fits(shapes)
    with pytest.raises(NetworkError, match=r"^the three shapes need .* \(8, 10, 3\)\. .*\(8, 10, 1\)"):
        RunSettings(Network((8, 10, 1), (Flatten(), Dense(3, "softmax")))).check_fits(shapes)
    with pytest.raises(NetworkError, match=r"^The last layer must give 3 probabilities\. .*\(10,\)"):
        RunSettings(Network((8, 10, 3), (Flatten(), Dense(10, "softmax")))).check_fits(shapes)


def test_settings_compare_and_can_be_changed():
    one = RunSettings(SMALL, learning_rate=0.01)
    assert dataclasses.replace(one, seed=2) == RunSettings(SMALL, learning_rate=0.01, seed=2) != one
    assert len({one, RunSettings(SMALL, learning_rate=0.01)}) == 1


# --- moments


@given(st.integers(1, 10**7), st.integers(3, MAX_MOMENTS))
def test_moments_are_few_and_begin_and_end_with_the_run(n_steps, most):
    steps = moment_steps(n_steps, most)
    assert steps[0] == 0
    assert steps[-1] == n_steps
    assert len(steps) <= most - 1
    gaps = np.diff(steps)
    assert (gaps >= 1).all()
    assert gaps[: len(gaps) // 2].sum() <= gaps[len(gaps) // 2 :].sum()


def test_a_network_of_large_maps_has_fewer_moments():
    assert most_moments(lecture_network()) == most_moments(SMALL) == MAX_MOMENTS
    large = Network((28, 28, 1), (Conv2D(700, padding="same"), Dropout(0.5), Flatten(), Dense(10, "softmax")))
    n_bytes = 2 * 28 * 28 * 700 + 28 * 28 * 700 + 4 * 9 * 700 + 4 * 10
    assert most_moments(large) == 64 * 2**20 // n_bytes < 50


def test_the_size_of_a_moment_counts_colour_kernels_and_many_classes():
    conv = Conv2D(64, (5, 5), padding="same")
    layers = (Dropout(0.0), conv, Dropout(0.5), GlobalAveragePooling2D(), Dense(1000, "softmax"))
    kernels, maps, dropped, answers = 4 * 5 * 5 * 3 * 64, 2 * 64 * 96 * 64, 64 * 96 * 64, 4 * 1000
    expected = 64 * 2**20 // (kernels + maps + dropped + answers)
    assert most_moments(Network((64, 96, 3), layers)) == expected < MAX_MOMENTS


# --- a run


def test_a_run_waits_goes_pauses_and_ends():
    run = Run(RunSettings(SMALL, epochs=2))
    assert (run.state, run.ended, run.progress) == ("waiting", False, 0.0)
    run.begin()
    assert run.state == "running"
    run.record(event())
    assert run.progress == 0.25
    assert run.request("pause")
    assert run.state == "paused"
    run.record(event(batch=6))
    assert run.state == "paused"
    assert run.request("batch")
    assert (run.state, run.command) == ("paused", "pause")
    assert run.request("go")
    assert run.state == "running"
    assert run.request("stop")
    assert run.state == "stopping"
    assert not run.request("pause")
    assert run.state == "stopping"
    run.finish(dataclasses.replace(RESULT, stopped=True))
    assert (run.state, run.ended) == ("stopped", True)
    assert not run.request("go")
    run.fail("Too late.")
    assert (run.state, run.error) == ("stopped", "")


def test_a_run_paused_before_its_turn_begins_paused():
    run = Run(RunSettings(SMALL))
    assert run.request("pause")
    assert run.state == "paused"
    assert run.request("go")
    assert run.state == "waiting"
    assert run.request("batch")
    assert (run.state, run.command) == ("waiting", "batch")
    run.begin()
    assert (run.state, run.command) == ("paused", "pause")


def test_what_has_not_arrived_is_taken_back():
    run = Run(RunSettings(SMALL))
    assert run.request("stop")
    run.restore("go")
    assert run.state == "waiting"
    run.request("stop")
    run.begin()
    run.restore("go")
    assert run.state == "running"
    run.fail("It ended.")
    run.restore("go")
    assert run.state == "failed"


def test_seconds_left_follow_from_the_pace_between_events():
    run = Run(RunSettings(SMALL, epochs=2))
    slow = event(0, 5, seconds=9.0)  # a quarter, and a slow start
    half = event(0, 10, seconds=11.0)  # a quarter took 2 s
    end = event(1, 10, seconds=15.0)
    for one in (slow, half, end):
        run.record(one)
    assert [run.done(one) for one in (slow, half, end)] == [0.25, 0.5, 1.0]
    assert [run.seconds_left(one) for one in (slow, half, end)] == [None, pytest.approx(4.0), 0]
    run.finish(RESULT)
    assert run.seconds_left(half) is None


def test_moments_arrive_once_each_however_often_they_are_sent():
    run = Run(RunSettings(SMALL))
    run.remember(0, [moment(0), moment(1)])
    run.remember(1, [moment(1), moment(2)])
    run.remember(0, [moment(0)])
    run.remember(5, [moment(9)])  # those between are missing: it comes again
    assert [one.step for one in run.moments] == [0, 1, 2]
    run.forget()
    run.remember(0, [moment(0)])
    assert run.moments == []


def test_of_a_run_of_many_hours_few_events_are_kept_evenly_and_the_newest_all(monkeypatch):
    monkeypatch.setattr(run_module, "MAX_BATCHES", 64)
    monkeypatch.setattr(thinning, "MAX_BATCHES", 64)
    monkeypatch.setattr(thinning, "RECENT", 8)
    run = Run(RunSettings(SMALL, epochs=50))
    told: list[Any] = []
    for step in range(0, 5000, 3):
        epoch, batch = divmod(step, 100)
        told.append({"kind": "batch", "epoch": epoch, "batch": batch + 1, "n_batches": 100, "n": step})
        if batch + 3 >= 100:
            told.append({"kind": "epoch", "epoch": epoch, "batch": 100, "n_batches": 100, "n": step})
        for event in told[-2 if told[-1]["kind"] == "epoch" else -1 :]:
            run.record(event)
        batches = [one for one in told if one["kind"] == "batch"]
        kept = [one for one in run.events if one["kind"] == "batch"]
        assert len(kept) <= 64
        assert kept[-8:] == batches[-8:]
        assert kept[0] == batches[0]
    assert [one for one in run.events if one["kind"] == "epoch"] == [x for x in told if x["kind"] == "epoch"]
    assert [told.index(one) for one in run.events] == sorted(told.index(one) for one in run.events)
    gaps = np.diff([told[told.index(one)]["n"] for one in kept])
    old = gaps[gaps > 3][:-1]  # without what has come since it was last thinned
    assert len(old) >= 16
    assert old.max() <= old.min() + 4  # a power of two in batches, of which every third was told


# --- commands


def test_single_batches_are_counted_and_end_in_a_pause():
    control = Control()
    assert control() == "go"
    control.request("batch")
    control.request("batch")
    control.request("pause")
    assert [control() for _ in range(4)] == ["batch", "batch", "pause", "pause"]
    control.request("batch")
    control.request("go")
    assert [control() for _ in range(2)] == ["go", "go"]


def test_a_stop_stays_a_stop():
    control = Control("stop")
    control.request("go")
    assert control() == "stop"


def test_a_pause_is_woken_at_once_and_else_lasts():
    control = Control("pause")
    assert control.wait(0.01) == "pause"
    threading.Timer(0.05, control.request, ["batch"]).start()
    began = time.monotonic()
    assert control.wait(60) == "batch"
    assert time.monotonic() - began < 30
    assert control() == "pause"
