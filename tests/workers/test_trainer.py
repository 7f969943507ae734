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
from cnnviz.runs import PutAside, Result, Run, RunSettings, most_bytes
from cnnviz.workers import queue, running
from cnnviz.workers import trainer as module
from cnnviz.workers.local import Local
from cnnviz.workers.running import Ended
from cnnviz.workers.trainer import Trainer
from cnnviz.workers.trouble import trouble
from tests.workers.waiting import SMALL, wait

PLACE, OTHER = "tcp://worker:1", "tcp://worker:2"
EVENT = {
    "kind": "batch",
    "epoch": 0,
    "batch": 1,
    "n_batches": 4,
    "loss": 1.0,
    "accuracy": 0.5,
    "seconds": 1.0,
}


FAILED = Ended(None, "It ended.", 0, [])


def aside(n_bytes=10):
    return Ended(None, "", 0, [], PutAside(b"x" * n_bytes, 0))


class Future:
    """A task that has not ended."""

    def __init__(self):
        self.cancelled, self.ended, self.callback = False, False, None
        self.left = FAILED

    def add_done_callback(self, callback):
        self.callback = callback

    def done(self):
        return self.cancelled or self.ended

    def cancel(self):
        self.cancelled = True

    def result(self):
        if isinstance(self.left, Exception):
            raise self.left
        return self.left

    def end(self, left=FAILED):
        """End as Dask has it: whoever waits for it is called."""
        self.ended, self.left = True, left
        self.callback(self)


class Client:
    """Some workers that train: what they are sent, which runs they train, and whether they hear it."""

    def __init__(self, *places):
        self.places = places
        self.hears: Any = True  # or False, or how it fails: OSError, None
        self.late = False
        self.sent, self.trained, self.futures, self.asked = [], [], [], []
        self.given, self.places_taken, self.finished = [], [], []
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
        self.given.append(where["put_aside"])
        self.places_taken.extend(where["workers"])
        self.topic = topic
        self.futures.append(Future())
        return self.futures[-1]

    def finish(self, settings, probe, put_aside):
        if self.hears is None:
            raise WorkerError("Nobody is there.")
        self.finished.append(put_aside)
        self.futures.append(Future())
        return self.futures[-1]

    def run(self, function, run_id, *arguments, workers, on_error, **more):
        if function is running.moments:
            return self.moments(arguments[0], workers)
        if self.hears is OSError:
            raise OSError
        self.sent.append(*arguments)
        return dict.fromkeys(workers, self.late) if self.hears else {}

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
    return Trainer(client, client.finish)


@pytest.fixture
def quick(monkeypatch):
    """Have the trainer look for workers all the time while something waits."""
    monkeypatch.setattr(queue, "SELDOM", 0.01)
    monkeypatch.setattr(queue, "SOON", 0.01)


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


def test_a_run_that_failed_with_its_worker_is_not_ahead_of_others_while_its_task_is_cancelled(
    trainer, client
):
    run = begun(trainer, client)
    waiting = [trainer.train(RunSettings(SMALL)) for _ in range(2)]
    assert [trainer.ahead_of(one) for one in waiting] == [1, 2]
    lost(client, PLACE)
    assert run.state == "failed"
    assert [trainer.ahead_of(one) for one in waiting] == [0, 1]


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


def test_a_paused_run_takes_no_worker_and_goes_on_when_it_is_its_turn(trainer, client):
    run = begun(trainer, client)
    second, third = trainer.train(RunSettings(SMALL)), trainer.train(RunSettings(SMALL))
    client.tell(run, moments=0, worker=PLACE, **EVENT)
    trainer.request(run, "pause")
    assert client.trained == [run.id]  # its batch is in flight
    client.futures[0].end(aside())
    assert client.trained == [run.id, second.id]
    assert (run.state, second.state, trainer.ahead_of(third)) == ("paused", "waiting", 1)
    trainer.request(run, "go")
    assert (run.state, trainer.ahead_of(run)) == ("waiting", 2)  # behind the third
    trainer.request(run, "pause")
    assert (run.state, trainer.ahead_of(run), trainer.ahead_of(third)) == ("paused", 0, 1)
    trainer.request(run, "batch")
    client.futures[1].end()
    assert client.trained == [run.id, second.id, third.id]
    client.futures[2].end()
    assert client.trained == [run.id, second.id, third.id, run.id]
    assert client.given == [None, None, None, aside().put_aside]
    assert client.sent == ["go", "pause", "go", "go", "batch"]
    assert run.state == "paused"  # at once
    client.futures[3].end(aside(20))
    trainer.request(run, "go")
    assert client.given[-1] == aside(20).put_aside
    client.tell(run, begun=True)
    assert run.state == "running"


def paused(trainer, client):
    """Return a run that is put aside after a batch."""
    run = begun(trainer, client)
    client.tell(run, moments=0, worker=PLACE, **EVENT)
    trainer.request(run, "pause")
    client.futures[-1].end(aside())
    assert run.state == "paused"
    return run


def test_a_run_goes_on_where_it_was_if_that_is_free_or_else_on_another_worker(trainer, client):
    client.places = (PLACE, OTHER)
    run = paused(trainer, client)
    trainer.request(run, "batch")
    assert client.places_taken == [PLACE, PLACE]
    client.futures[-1].end(aside())
    client.places = (OTHER,)
    trainer.request(run, "go")
    assert client.places_taken == [PLACE, PLACE, OTHER]


@pytest.mark.parametrize(
    ("command", "state", "sent"),
    [("go", "waiting", "go"), ("batch", "paused", "batch"), ("pause", "paused", None)],
)
def test_a_command_that_comes_just_after_the_run_was_put_aside_is_obeyed(
    trainer, client, command, state, sent
):
    run = begun(trainer, client)
    client.tell(run, moments=0, worker=PLACE, **EVENT)
    trainer.request(run, "pause")
    client.late = True
    trainer.request(run, command)
    client.futures[0].end(aside())
    assert run.state == state
    assert client.sent == ["go", "pause", command, *([sent] if sent else [])]
    assert client.finished == []


def test_a_paused_run_is_stopped_without_a_training_worker(trainer, client):
    run, other = paused(trainer, client), begun(trainer, client)
    trainer.request(run, "stop")
    trainer.request(run, "stop")  # by an impatient visitor
    assert client.finished == [aside().put_aside]
    assert (run.state, other.state, len(client.trained)) == ("stopping", "running", 2)
    result = Result(b"network", epochs=0, stopped=True, seconds=1.0, accuracy=0.5)
    client.futures[-1].end(Ended(result, "", 0, []))
    assert (run.state, run.result, other.state) == ("stopped", result, "running")


def test_a_stop_that_comes_just_after_the_run_was_put_aside_is_obeyed(trainer, client):
    run = begun(trainer, client)
    client.tell(run, moments=0, worker=PLACE, **EVENT)
    trainer.request(run, "pause")
    client.late = True
    trainer.request(run, "stop")
    client.futures[0].end(aside())
    assert client.finished == [aside().put_aside]
    assert run.state == "stopping"


def test_a_paused_run_that_is_forgotten_just_ends(trainer, client):
    run = paused(trainer, client)
    trainer.forget(run)
    assert (run.state, client.finished) == ("stopped", [])
    late = begun(trainer, client)
    trainer.request(late, "pause")
    trainer.forget(late)
    client.futures[-1].end(aside())
    assert (late.state, client.finished) == ("stopped", [])


def test_a_run_paused_before_its_first_batch_is_stopped_with_the_network_as_drawn(trainer, client):
    run = begun(trainer, client)
    trainer.request(run, "pause")
    client.futures[-1].end(aside())
    trainer.request(run, "stop")
    assert (run.state, client.finished) == ("stopping", [aside().put_aside])


def test_a_paused_run_survives_whatever_is_lost(trainer, client):
    run = paused(trainer, client)
    trainer.lose("They are gone.")
    assert run.state == "paused"

    trainer.request(run, "stop")
    client.futures[-1].end(OSError())  # the process that would have ended it has died
    assert run.state == "paused"

    client.hears = None
    for command in ("go", "batch", "stop"):
        with pytest.raises(WorkerError, match="Nobody is there"):
            trainer.request(run, command)
        assert run.state == "paused"
    client.hears = True

    trainer.request(run, "go")
    lost(client, PLACE)  # before it has begun: it waits for another one
    assert run.state == "waiting"
    client.places = (OTHER,)
    trainer.request(run, "go")
    client.tell(run, begun=True)
    lost(client, OTHER)  # before it has reported a batch: nothing is lost
    assert run.state == "paused"

    client.places = (PLACE,)
    trainer.request(run, "go")
    client.tell(run, begun=True)
    client.tell(run, moments=0, worker=PLACE, **EVENT)
    lost(client, PLACE)
    assert run.state == "failed"
    assert client.given == [None] + [aside().put_aside] * 3


def lost(client, place):
    client.heard[place]((time.time(), {"action": "remove-worker"}))


def test_paused_runs_take_no_more_memory_than_they_may(trainer, client, monkeypatch):
    most = most_bytes(RunSettings(SMALL))
    monkeypatch.setattr(module, "PUT_ASIDE_BYTES", most + 10)
    first = paused(trainer, client)  # 10 bytes
    second, third = begun(trainer, client), trainer.train(RunSettings(SMALL))
    trainer.request(second, "pause")
    with pytest.raises(WorkerError, match="fill the memory"):
        trainer.request(third, "batch")
    with pytest.raises(WorkerError, match="fill the memory"):
        trainer.request(first, "batch")  # it may become larger
    assert (first.state, third.state, third.command) == ("paused", "waiting", "go")
    trainer.request(third, "pause")  # before its turn
    client.futures[-1].end(aside(most))
    trainer.request(second, "stop")
    client.futures[-1].end()
    trainer.request(first, "batch")
    trainer.request(third, "stop")


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
