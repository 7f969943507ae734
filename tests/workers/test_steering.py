"""Runs in a worker process are paused, stepped, resumed and forgotten; their reports arrive complete."""

import os
import random
import signal
from dataclasses import replace
from typing import Any

import dask.sizeof
import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Run, RunSettings, moment_steps
from cnnviz.runs.owners import GRACE, RunOwners
from cnnviz.training import train
from cnnviz.workers import Workers
from cnnviz.workers.running import Ongoing
from tests.workers.waiting import DIGIT, SEEING, SMALL, step, wait


@pytest.fixture(scope="module")
def workers():
    started = Workers()
    yield started
    started.close()


def test_a_run_that_was_paused_and_stepped_is_the_same_run(workers):
    settings = RunSettings(SEEING, epochs=4, batch_size=50, share=0.5)
    run = workers.train(settings, DIGIT)
    other = workers.train(RunSettings(SMALL, epochs=1))
    workers.pause(run)  # before its first batch
    workers.pause(other)
    wait(lambda: run.state == "paused")
    for n in (1, 2, 3):
        workers.one_batch(run)
        wait(lambda n=n: len(run.moments) == n + 1)  # as in all short runs, one for every batch at first
        assert (len(run.events), step(run), run.state) == (n, n, "paused")
    assert (other.state, other.begun, workers.ahead_of(other)) == ("paused", False, 0)
    workers.resume(run)
    wait(lambda: step(run) > 10)
    workers.one_batch(other)
    assert (other.state, workers.ahead_of(other), workers.ahead_of(run)) == ("waiting", 1, 0)
    workers.pause(other)
    wait(lambda: run.ended)
    assert (run.state, run.result.epochs, run.error) == ("finished", 4, "")

    moments, events = [], []
    alone = train(settings, mnist.load(), events.append, probe=DIGIT, remember=moments.append)
    assert run.result.network == alone.network or [
        np.testing.assert_array_equal(one, two)
        for one, two in zip(models.read(run.result.network)[1], models.read(alone.network)[1], strict=True)
    ]
    assert [one.step for one in run.moments] == [one.step for one in moments] == list(moment_steps(4 * 40))
    for mine, theirs in zip(run.moments, moments, strict=True):
        np.testing.assert_array_equal(mine.maps, theirs.maps)
        np.testing.assert_array_equal(mine.dropped.get("dropout"), theirs.dropped.get("dropout"))
    assert set(run.events[-1]) == set(events[-1])

    assert (other.state, other.events, other.moments) == ("paused", [], [])  # it has not taken the worker
    workers.one_batch(other)
    wait(lambda: other.events)
    assert (other.state, step(other)) == ("paused", 1)
    workers.stop(other)
    wait(lambda: other.ended)
    assert (other.state, other.result.epochs) == ("stopped", 0)


def test_while_one_run_is_paused_another_trains_and_the_first_goes_on_in_another_process(workers):
    settings = RunSettings(SEEING, epochs=3, batch_size=50, share=0.5, keep_best=True, patience=2)
    run = workers.train(settings, DIGIT)
    wait(lambda: run.events)
    workers.pause(run)
    other = workers.train(RunSettings(SMALL, epochs=2))
    wait(lambda: other.ended)
    assert (run.state, other.state) == ("paused", "finished")

    kill_the_trainer(workers)
    workers.one_batch(run)
    before = step(run)
    wait(lambda: step(run) == before + 1 and not run.begun)
    kill_the_trainer(workers)
    assert run.state == "paused"
    workers.resume(run)
    wait(lambda: run.ended)
    moments, events = [], []
    alone = train(settings, mnist.load(), events.append, probe=DIGIT, remember=moments.append)
    assert run.state == "finished"
    for one, other in zip(models.read(run.result.network)[1], models.read(alone.network)[1], strict=True):
        np.testing.assert_array_equal(one, other)
    assert replace(run.result, network=b"", seconds=0) == replace(alone, network=b"", seconds=0)
    assert [one.step for one in run.moments] == [one.step for one in moments]
    for mine, theirs in zip(run.moments, moments, strict=True):
        np.testing.assert_equal(vars(mine), vars(theirs))
    means = [
        [(one["loss"], one["val_loss"]) for one in each if one["kind"] == "epoch"]
        for each in (run.events, events)
    ]
    assert means[0] == means[1]


def kill_the_trainer(workers):
    """Kill the process that trains, and wait until it has gone."""
    client = workers.local.client()
    trains = {address for address, about in workers_of(client).items() if about["name"] == "trains"}
    for pid in client.run(os.getpid, workers=list(trains)).values():
        os.kill(pid, signal.SIGKILL)
    wait(lambda: not trains & workers_of(client).keys())


def workers_of(client):
    return client.scheduler_info(n_workers=-1)["workers"]


def test_a_run_is_stopped_while_it_is_paused_and_another_trains(workers):
    run = workers.train(RunSettings(SEEING, epochs=1000), DIGIT)
    wait(lambda: run.events)
    workers.pause(run)
    other = workers.train(RunSettings(SMALL, epochs=1000))
    wait(lambda: other.events)
    workers.stop(run)
    wait(lambda: run.ended)
    assert (run.state, run.result.stopped, other.state) == ("stopped", True, "running")
    assert models.read(run.result.network)[0] == SEEING
    assert run.moments[-1].step == step(run)
    workers.stop(other)
    wait(lambda: other.ended)


def test_the_paused_run_of_a_closed_tab_holds_nobody_up_and_ends_with_its_grace(workers):
    now = [0.0]
    owners = RunOwners(lambda: now[0])
    run = workers.train(RunSettings(SEEING, epochs=1000), DIGIT)
    owners.add("visitor", "tab", run)
    wait(lambda: run.events)
    workers.pause(run)
    other = workers.train(RunSettings(SMALL, epochs=1))
    owners.stop_abandoned(lambda session: False, workers.stop)
    wait(lambda: other.ended)
    assert run.state == "paused"  # the visitor may come back
    now[0] = GRACE
    owners.stop_abandoned(lambda session: False, workers.stop)
    wait(lambda: run.ended)
    assert run.result.stopped
    now[0] = 2 * GRACE
    owners.stop_abandoned(lambda session: False, workers.stop)
    assert owners.keys() == []


def test_a_run_that_is_forgotten_ends_and_its_moments_are_freed(workers):
    run, waiting = (workers.train(RunSettings(SEEING, epochs=1000), DIGIT) for _ in range(2))
    wait(lambda: run.moments)
    workers.forget(waiting)
    workers.forget(run)
    wait(lambda: run.ended)
    assert (run.state, waiting.state, run.moments) == ("stopped", "stopped", [])


def test_a_run_that_fails_by_its_settings_says_so_and_keeps_what_it_told(workers, tmp_path):
    deep = Network((28, 28, 1), (Flatten(), *[Dense(32)] * 4, Dense(10, "softmax")))
    wild = workers.train(RunSettings(deep, optimizer="momentum", learning_rate=10.0), DIGIT)
    lost = workers.train(RunSettings(SMALL, data=str(tmp_path / "none.npz")))
    wait(lambda: wild.ended and lost.ended)
    assert (wild.state, lost.state) == ("failed", "failed")
    assert wild.error.endswith("Choose a smaller learning rate.")
    assert wild.moments
    assert "There is no file 'none.npz'" in lost.error

    digits = mnist.load()
    path = tmp_path / "mine.npz"
    for n in (30, 20):  # the file that is there now is read, not the one before
        np.savez(path, **{name: array[::n] for name, array in digits.arrays.items()})
        mine = workers.train(RunSettings(SMALL, epochs=1, batch_size=10, data=str(path)))
        wait(lambda run=mine: run.ended)
        assert mine.events[-1]["n_batches"] == -(-len(digits.x_train[::n]) // 10)


def test_an_ongoing_run_lets_go_of_the_moments_that_have_arrived():
    ongoing: Any = Ongoing()  # of numbers in the place of moments
    for n in range(5):
        ongoing.remember(n)
    assert ongoing.since(0) == (0, [0, 1, 2, 3, 4])
    assert ongoing.since(3) == (3, [3, 4])
    assert (ongoing.n_moments, len(ongoing.moments)) == (5, 2)
    assert ongoing.since(1) == (3, [3, 4])  # those before are gone
    assert ongoing.since(9) == (5, [])


def test_dask_draws_nothing_from_the_generator_that_keras_draws_from():
    random.seed(5)
    before = random.getstate()
    assert dask.sizeof.sizeof(list(range(1000))) > 1000
    assert random.getstate() == before


def test_a_run_nobody_knows_is_steered_without_harm(workers):
    run = Run(RunSettings(SMALL))
    workers.pause(run)
    workers.forget(run)
    assert workers.ahead_of(run) == 0
