"""What becomes of runs when workers do not hear, come late, or are gone: no process is started here."""

import asyncio
import inspect
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import distributed
import pytest
from distributed.client import ClosedClientError

from cnnviz.errors import WorkerError
from cnnviz.runs import Run, RunSettings
from cnnviz.workers import running
from cnnviz.workers import trainer as module
from cnnviz.workers.local import Local
from cnnviz.workers.running import Ended
from cnnviz.workers.trainer import Trainer
from cnnviz.workers.trouble import trouble
from tests.workers.waiting import SMALL, wait

PLACE = "tcp://worker:1"
EVENT = {
    "kind": "batch",
    "epoch": 0,
    "batch": 1,
    "n_batches": 4,
    "loss": 1.0,
    "accuracy": 0.5,
    "seconds": 1.0,
}


class Future:
    """A task that has not ended."""

    def __init__(self):
        self.cancelled, self.ended, self.callback = False, False, None

    def add_done_callback(self, callback):
        self.callback = callback

    def done(self):
        return self.cancelled or self.ended

    def cancel(self):
        self.cancelled = True

    def result(self):
        return Ended(None, "It ended.", 0, [])

    def end(self):
        """End as Dask has it: whoever waits for it is called."""
        self.ended = True
        self.callback(self)


class Client:
    """Some workers that train: what they are sent, which runs they train, and whether they hear it."""

    def __init__(self, *places):
        self.places = places
        self.hears: Any = True  # or False, or how it fails: OSError, None
        self.sent, self.trained, self.futures, self.asked = [], [], [], []
        self.loop = SimpleNamespace(add_callback=self.later)
        self.heard = {}

    def __call__(self):
        if self.hears is None:
            raise WorkerError("Nobody is there.")
        return self

    def later(self, function, *arguments):
        with suppress(Exception):  # Dask's own loop logs what a callback raises
            result = function(*arguments)
            if inspect.iscoroutine(result):
                with ThreadPoolExecutor(1) as thread:  # this one may have a loop already, of a browser's
                    thread.submit(asyncio.run, result).result()

    def scheduler_info(self, n_workers):
        about = {"resources": {"trains": 1}, "metrics": {}}
        return {"workers": dict.fromkeys(self.places, about)}

    def subscribe_topic(self, topic, heard):
        self.heard[topic] = heard

    def submit(self, function, run_id, topic, settings, probe, command, **where):
        self.sent.append(command)
        self.trained.append(run_id)
        self.topic = topic
        self.futures.append(Future())
        return self.futures[-1]

    def run(self, function, run_id, *arguments, workers, on_error):
        if function is running.moments:
            return self.moments(arguments[0], workers)
        if self.hears is OSError:
            raise OSError
        self.sent.append(*arguments)
        return dict.fromkeys(workers) if self.hears else {}

    async def moments(self, start, workers):
        self.asked.append(start)
        return dict.fromkeys(workers, (start, ["a moment"]))

    def tell(self, run, **message):
        """Have the worker of a run tell this of it."""
        self.heard[self.topic]((time.time(), {"run": run.id, **message}))


@pytest.fixture
def client():
    return Client(PLACE)


@pytest.fixture
def trainer(client):
    return Trainer(client)


@pytest.fixture
def quick(monkeypatch):
    """Have the trainer look for workers all the time while something waits."""
    monkeypatch.setattr(module, "SELDOM", 0.01)
    monkeypatch.setattr(module, "SOON", 0.01)


def begun(trainer, client):
    """Return a run that goes."""
    run = trainer.train(RunSettings(SMALL))
    client.tell(run, begun=True)
    assert run.state == "running"
    return run


def looking():
    """Whether any thread looks for workers."""
    return any(one.name == "runs wait" for one in threading.enumerate())


def test_a_run_stopped_before_its_turn_has_not_failed_however_soon_its_end_is_heard_of(trainer, client):
    run = trainer.train(RunSettings(SMALL))
    client.futures[0].cancel = lambda: run.fail("The process gives no answer.")
    trainer.request(run, "stop")
    assert (run.state, run.error) == ("stopped", "")


@pytest.mark.parametrize("deaf", [False, OSError, None])
@pytest.mark.parametrize("command", ["stop", "pause"])
def test_what_did_not_reach_the_worker_is_not_said_and_may_be_wished_again(trainer, client, deaf, command):
    run = begun(trainer, client)
    client.hears = deaf
    with pytest.raises(WorkerError):
        trainer.request(run, command)
    assert (run.state, run.command) == ("running", "go")
    client.hears = True
    for _ in range(2):  # a second stop is sent as well, should the first have been lost
        trainer.request(run, command)
    assert client.sent[-2:] == [command, command]
    assert run.state == {"stop": "stopping", "pause": "paused"}[command]


def test_workers_that_do_not_answer_once_fail_the_runs_that_wait_and_no_other(trainer, client, quick):
    run, waiting = begun(trainer, client), trainer.train(RunSettings(SMALL))
    client.hears = None
    wait(lambda: waiting.ended)
    assert (run.state, waiting.state) == ("running", "failed")
    assert waiting.error == "Nobody is there."
    client.hears = True
    trainer.request(run, "stop")
    assert client.sent[-1] == "stop"


def test_a_lost_run_is_not_trained_on_by_a_worker_that_is_there_after_all(trainer, client):
    run, waiting = begun(trainer, client), trainer.train(RunSettings(SMALL))
    trainer.lose("They are gone.")
    assert [one.error for one in (run, waiting)] == ["They are gone."] * 2
    assert [one.cancelled for one in client.futures] == [True]
    again = begun(trainer, client)
    assert again.state == "running"


def test_a_forgotten_run_whose_worker_does_not_hear_is_taken_from_it(trainer, client):
    run = begun(trainer, client)
    client.hears = OSError
    trainer.forget(run)
    assert run.ended
    assert client.futures[0].cancelled
    client.hears = True
    following = begun(trainer, client)  # the worker is free
    assert client.trained == [run.id, following.id]


def test_a_future_that_cannot_be_cancelled_any_more_stops_nobody(trainer, client):
    run, asked = trainer.train(RunSettings(SMALL)), []

    def cancel():
        asked.append(run)
        raise ClosedClientError

    client.futures[0].cancel = cancel
    trainer.request(run, "stop")
    assert run.state == "stopped"
    assert asked == [run]


def test_a_client_that_is_closed_is_said_as_no_answer():
    with pytest.raises(WorkerError, match="does not answer"), trouble():
        raise ClosedClientError


def test_workers_whose_client_is_closed_are_started_again(monkeypatch):
    """Each start is a process and a client of its own; here, what only looks like them."""
    started, lost = [], []

    class Host:
        def __init__(self, *_, **__):
            self.stdout = SimpleNamespace(readline=lambda: "tcp://127.0.0.1:1\n")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            started.remove(self)

        def poll(self):
            return None

    class Connected:
        status = "running"

        def __init__(self, *_, **__):
            pass

        def close(self, timeout):
            raise ClosedClientError

    def start(*command, **options):
        started.append(Host())
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(distributed, "Client", Connected)
    local = Local(("answers",), lambda: lost.append(len(started)))
    first = local.client()
    assert local.client() is first
    lost.clear()
    first.status = "closed"
    fresh = local.client()
    assert fresh is not first
    assert local.client() is fresh
    assert lost == [1]  # once, while the old process was still there
    assert len(started) == 1  # and that has ended


def test_a_run_paused_before_its_turn_takes_no_worker(trainer, client):
    run = begun(trainer, client)
    paused, third = trainer.train(RunSettings(SMALL)), trainer.train(RunSettings(SMALL))
    trainer.request(paused, "pause")
    assert [trainer.ahead_of(one) for one in (run, paused, third)] == [0, 0, 1]
    client.futures[0].end()
    assert client.trained == [run.id, third.id]
    client.futures[1].end()
    assert (paused.state, client.trained) == ("paused", [run.id, third.id])
    trainer.request(paused, "batch")
    assert client.trained == [run.id, third.id, paused.id]
    assert client.sent == ["go", "go", "batch"]


def test_a_pause_lasts_only_so_long_as_others_wait(trainer, client, quick, monkeypatch):
    monkeypatch.setattr(module, "MAX_PAUSE", 0.3)
    run = begun(trainer, client)
    trainer.request(run, "pause")
    time.sleep(0.5)
    assert run.state == "paused"  # nobody waits
    began = time.monotonic()
    waiting = trainer.train(RunSettings(SMALL))
    wait(lambda: run.auto_resumed)
    assert time.monotonic() - began >= 0.3
    assert (run.state, client.sent[-1], waiting.state) == ("running", "go", "waiting")

    trainer.request(run, "pause")
    assert not run.auto_resumed
    client.hears = False
    time.sleep(0.5)
    assert (run.state, run.auto_resumed) == ("paused", False)  # its worker does not hear
    client.hears = True
    wait(lambda: run.auto_resumed)
    trainer.request(waiting, "stop")
    wait(lambda: not looking())


def test_a_run_that_begins_to_wait_when_a_look_ends_is_looked_after(trainer, client, quick):
    begun(trainer, client)
    for n in range(2, 22):
        trainer.request(trainer.train(RunSettings(SMALL)), "stop")  # with it ends a look for workers
        waiting = trainer.train(RunSettings(SMALL))
        client.places = (PLACE, f"tcp://worker:{n}")
        wait(lambda run=waiting: run.id in client.trained, seconds=20)
        client.futures[-1].end()
        client.places = (PLACE,)


def test_the_moments_of_a_run_are_asked_for_until_it_is_forgotten(trainer, client):
    run = begun(trainer, client)
    client.tell(run, moments=3, worker=PLACE, **EVENT)
    assert client.asked == [0, 1, 2]
    assert run.moments == ["a moment"] * 3
    run.forget()
    client.tell(run, moments=6, worker=PLACE, **EVENT)
    assert client.asked == [0, 1, 2]
    assert run.moments == []


def test_a_run_stopped_while_it_is_handed_on_is_not_trained(trainer, client, monkeypatch):
    made = []

    def make(*arguments):
        made.append(Run(*arguments))
        return made[-1]

    def submit(*arguments, **where):
        trainer.request(made[0], "stop")
        return Client.submit(client, *arguments, **where)

    monkeypatch.setattr(module, "Run", make)
    client.submit = submit
    run = trainer.train(RunSettings(SMALL))
    assert run is made[0]
    assert run.state == "stopped"
    assert client.futures[0].cancelled
