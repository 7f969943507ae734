"""Between two batches a run obeys its commands: pause, one batch, go on, stop; and it reports its speed."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from cnnviz import models
from cnnviz.errors import NetworkError
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Control, RunSettings
from cnnviz.with_keras.training import engine, train
from cnnviz.with_keras.training.progress import Score
from tests.with_keras.training.test_engine import some

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


def test_a_batchs_score_is_what_the_means_before_it_do_not_explain():
    before = Score(loss=2.0, accuracy=0.25, n_images=4)  # 8 in all, 1 right
    after = Score(loss=1.5, accuracy=0.5, n_images=6)  # 9 in all, 3 right
    assert after.since(before) == Score(loss=0.5, accuracy=1.0, n_images=2)
    assert before.since(Score()) == before
    assert Score(loss=0.99999, accuracy=0.5, n_images=2).since(Score(2.0, 0.0, 1)) == Score(0.0, 1.0, 1)


def test_wishes_are_heard_after_every_batch():
    commands: Iterator[Any] = iter(["pause", "batch", "batch", "pause", "pause", "batch", "stop"])
    events, moments = [], []
    result = train(
        RunSettings(SMALL, epochs=9),
        some(320),
        events.append,
        control=lambda: next(commands),
        remember=moments.append,
    )
    assert next(commands, None) is None
    assert [one.step for one in moments] == [0, 1, 2, 3]
    assert [one["batch"] for one in events if one["kind"] == "batch"] == [1, 2, 3]
    assert (result.stopped, result.early, result.epochs, result.best_epoch) == (True, False, 0, None)
    assert [one["kind"] for one in events] == ["batch"] * 3  # a broken epoch is not judged


class Asked:
    """A stop that is requested when it is asked for the n-th time: after a batch or a part of the judging."""

    def __init__(self, n):
        self.left = n

    def __call__(self):
        self.left -= 1
        return self.left <= 0


@pytest.mark.parametrize(
    ("asked", "epochs", "last"),
    [
        (1, 0, (0, 1, "batch")),
        (4, 1, (0, 4, "batch")),  # after the last batch, before any judging
        (6, 1, (0, 4, "batch")),  # in the judging, after the second of three parts
        (8, 1, (1, 1, "batch")),  # in the second epoch
    ],
)
def test_a_stop_ends_the_run_at_once_and_only_whole_epochs_count(asked, epochs, last, monkeypatch):
    monkeypatch.setattr(engine, "EVALUATION_BATCH_SIZE", 20)
    events, moments, stop = [], [], Asked(asked)
    settings = RunSettings(SMALL, epochs=9, batch_size=25, keep_best=True)
    result = train(settings, some(100, 60), events.append, stop=stop, remember=moments.append)
    assert (result.stopped, result.epochs, result.early) == (True, epochs, False)
    assert (events[-1]["epoch"], events[-1]["batch"], events[-1]["kind"]) == last
    assert stop.left == 0
    assert moments[-1].step == 4 * last[0] + last[1]
    judged = sum(one["kind"] == "epoch" for one in events)
    assert judged == last[0]
    assert result.best_epoch == (0 if judged else None)
    assert events[-1]["val_loss"] is None


def test_a_stop_is_heard_while_an_epoch_is_judged(monkeypatch):
    monkeypatch.setattr(engine, "EVALUATION_BATCH_SIZE", 1)
    control, events, judging = Control(), [], Asked(6)

    def stop():
        if judging():
            control.request("stop")
        return False

    result = train(RunSettings(SMALL, epochs=9), some(), events.append, stop=stop, control=control)
    assert (result.stopped, result.epochs, judging.left) == (True, 1, 0)
    assert {one["kind"] for one in events} == {"batch"}


def test_a_run_stopped_before_its_first_batch_is_the_network_as_drawn():
    events, moments = [], []
    result = train(
        RunSettings(SMALL, seed=7), some(), events.append, control=lambda: "stop", remember=moments.append
    )
    assert (events, len(moments)) == ([], 1)
    assert (result.stopped, result.epochs, result.best_epoch) == (True, 0, None)
    again = train(RunSettings(SMALL, seed=7), some(), control=Control("stop"))
    for one, other in zip(models.read(result.network)[1], models.read(again.network)[1], strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_pause_costs_no_work_counts_no_time_and_is_over_at_once():
    control, events, spent = Control(), [], []

    def emit(event):
        events.append(event)
        if len(events) == 2:
            control.request("pause")
            spent.append((time.process_time(), time.monotonic()))
            threading.Timer(1.0, control.request, ["batch"]).start()
            threading.Timer(1.5, control.request, ["stop"]).start()

    result = train(RunSettings(SMALL, epochs=1000), some(), emit, control=control)
    assert result.stopped
    steps = [one["epoch"] * 4 + one["batch"] for one in events]
    paused = next(n for n in range(2, len(events)) if events[n]["seconds"] - events[n - 1]["seconds"] > 0)
    assert steps[-1] - steps[1] <= 2 + 1  # the batch that went on, and the one that was requested
    work, wall = time.process_time() - spent[0][0], time.monotonic() - spent[0][1]
    assert wall > 1.4
    assert work < 0.7 * wall
    assert events[paused]["seconds"] < events[1]["seconds"] + wall - 0.9


def test_a_pause_ends_with_whoever_wants_the_run():
    asked = []

    def stop():
        asked.append(None)
        return len(asked) > 3

    assert train(RunSettings(SMALL), some(), stop=stop, control=Control("pause")).stopped


def test_images_per_second_are_those_of_the_batches():
    events = []
    train(RunSettings(SMALL, epochs=20), some(320, 50), events.append)
    paces = [one["images_per_second"] for one in events]
    assert min(paces) > 0
    seconds = [one["seconds"] for one in events]
    assert seconds == sorted(seconds)
    assert 20 * 320 / seconds[-1] < max(paces)


def test_a_probe_of_another_size_is_refused():
    with pytest.raises(NetworkError, match=r"\(28, 28, 1\)"):
        train(RunSettings(SMALL), some(), probe=np.zeros((8, 8)), remember=lambda one: None)
