"""What becomes of runs when workers do not hear, come late, or are gone: no process is started here."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from distributed.client import ClosedClientError

from cnnviz.errors import WorkerError
from cnnviz.runs import Settings
from cnnviz.workers import trainer as module
from cnnviz.workers.local import Local
from cnnviz.workers.trainer import Trainer
from cnnviz.workers.trouble import trouble
from tests.workers.waiting import SMALL, wait

PLACE = "tcp://worker:1"


class Future:
    """A task that has not ended."""

    def __init__(self):
        self.cancelled, self.callback = False, None

    def add_done_callback(self, callback):
        self.callback = callback

    def done(self):
        return self.cancelled

    def cancel(self):
        self.cancelled = True


class Client:
    """Some workers that train: what they are sent, and whether they hear it."""

    def __init__(self, *places):
        self.places, self.hears, self.sent, self.futures = places, True, [], []
        self.loop = SimpleNamespace(add_callback=self.later)

    def __call__(self):
        if self.hears is None:
            raise WorkerError("Nobody is there.")
        return self

    def later(self, function, *arguments):
        with suppress(Exception):  # Dask's own loop logs what a callback raises
            function(*arguments)

    def scheduler_info(self, n_workers):
        about = {"resources": {"trains": 1}, "metrics": {}}
        return {"workers": dict.fromkeys(self.places, about)}

    def subscribe_topic(self, topic, heard):
        self.heard = heard

    def submit(self, function, run_id, topic, settings, probe, wish, **where):
        self.sent.append(wish)
        self.futures.append(Future())
        return self.futures[-1]

    def run(self, function, run_id, wish, workers, on_error):
        if self.hears is OSError:
            raise OSError
        self.sent.append(wish)
        return dict.fromkeys(workers) if self.hears else {}


@pytest.fixture
def client():
    return Client(PLACE)


@pytest.fixture
def trainer(client):
    return Trainer(client)


def begun(trainer):
    """Return a run that goes."""
    run = trainer.train(Settings(SMALL))
    run.begin()
    return run


def test_a_run_stopped_before_its_turn_has_not_failed_however_soon_its_end_is_heard_of(trainer, client):
    run = trainer.train(Settings(SMALL))
    client.futures[0].cancel = lambda: run.fail("The process gives no answer.")
    trainer.wish(run, "stop")
    assert (run.state, run.error) == ("stopped", "")


@pytest.mark.parametrize("deaf", [False, OSError, None])
@pytest.mark.parametrize("wish", ["stop", "pause"])
def test_what_did_not_reach_the_worker_is_not_said_and_may_be_wished_again(trainer, client, deaf, wish):
    run = begun(trainer)
    client.hears = deaf
    with pytest.raises(WorkerError):
        trainer.wish(run, wish)
    assert (run.state, run.wish) == ("running", "go")
    client.hears = True
    for _ in range(2):  # a second stop is sent as well, should the first have been lost
        trainer.wish(run, wish)
    assert client.sent[-2:] == [wish, wish]
    assert run.state == {"stop": "stopping", "pause": "paused"}[wish]


def test_workers_that_do_not_answer_once_fail_the_runs_that_wait_and_no_other(trainer, client):
    run, waiting = begun(trainer), trainer.train(Settings(SMALL))
    client.hears = None
    trainer._go_on()
    assert (run.state, waiting.state) == ("running", "failed")
    assert waiting.error == "Nobody is there."
    client.hears = True
    trainer.wish(run, "stop")
    assert client.sent[-1] == "stop"


def test_a_lost_run_is_not_trained_on_by_a_worker_that_is_there_after_all(trainer, client):
    run, waiting = begun(trainer), trainer.train(Settings(SMALL))
    trainer.lose("They are gone.")
    assert [one.error for one in (run, waiting)] == ["They are gone."] * 2
    assert [one.cancelled for one in client.futures] == [True]
    again = begun(trainer)
    assert again.state == "running"


def test_a_forgotten_run_whose_worker_does_not_hear_is_taken_from_it(trainer, client):
    run = begun(trainer)
    client.hears = OSError
    trainer.forget(run)
    assert run.ended
    assert client.futures[0].cancelled
    assert trainer._errands == {}


def test_a_future_that_cannot_be_cancelled_any_more_stops_nobody(trainer, client):
    run = trainer.train(Settings(SMALL))
    cancel = client.futures[0].cancel = MagicMock(side_effect=ClosedClientError)
    trainer.wish(run, "stop")
    assert run.state == "stopped"
    cancel.assert_called_once()


def test_a_client_that_is_closed_is_said_as_no_answer():
    with pytest.raises(WorkerError, match="does not answer"), trouble():
        raise ClosedClientError


def test_workers_whose_client_is_closed_are_started_again():
    lost, fresh = [], object()
    local = Local(("answers",), lambda: lost.append(None))
    local.host = MagicMock(poll=lambda: None)
    local._client = MagicMock(status="closed", close=MagicMock(side_effect=ClosedClientError))
    local._open = lambda: fresh
    assert local.client() is fresh
    assert len(lost) == 1


def test_a_run_paused_before_its_turn_takes_no_worker(trainer, client):
    run, paused, third = begun(trainer), trainer.train(Settings(SMALL)), trainer.train(Settings(SMALL))
    trainer.wish(paused, "pause")
    assert [trainer.ahead_of(one) for one in (run, paused, third)] == [0, 0, 1]
    run.fail("It ended.")
    trainer._leave(trainer._errands[run.id])
    assert trainer._errands[third.id].future
    third.fail("It ended.")
    trainer._leave(trainer._errands[third.id])
    assert (paused.state, trainer._errands[paused.id].future) == ("paused", None)
    trainer.wish(paused, "batch")
    assert client.sent == ["go", "go", "batch"]


def test_a_pause_lasts_only_so_long_as_others_wait(trainer, client, monkeypatch):
    monkeypatch.setattr(module, "SELDOM", 0.01)
    monkeypatch.setattr(module, "MAX_PAUSE", 0.3)
    run = begun(trainer)
    trainer.wish(run, "pause")
    trainer._hurry(paused := {run.id: time.monotonic() - 1})
    assert (run.state, paused.keys()) == ("paused", {run.id})  # nobody waits
    client.hears = False
    began = time.monotonic()
    waiting = trainer.train(Settings(SMALL))
    wait(lambda: time.monotonic() - began > 0.5)
    assert (run.state, run.hurried, waiting.state) == ("paused", False, "waiting")  # its worker does not hear
    client.hears = True
    wait(lambda: run.hurried)
    assert (run.state, client.sent[-1]) == ("running", "go")
    trainer.wish(run, "pause")
    assert not run.hurried
    assert time.monotonic() - began > 0.3
    trainer.wish(waiting, "stop")
    wait(lambda: trainer._looking is None)


def test_a_run_that_begins_to_wait_when_a_look_ends_is_looked_after(trainer, monkeypatch):
    monkeypatch.setattr(module, "SELDOM", 0.01)
    begun(trainer)
    for _ in range(50):
        waiting = trainer.train(Settings(SMALL))
        assert trainer._looking.is_alive()
        trainer.wish(waiting, "stop")


def test_of_a_forgotten_run_no_moments_are_asked_for(trainer):
    run = begun(trainer)
    errand = trainer._errands[run.id]
    errand.n_moments = 3
    run.forget()
    trainer._ask = MagicMock(side_effect=AssertionError)
    with ThreadPoolExecutor(1) as thread:  # this one may have a loop already, of a browser's
        thread.submit(asyncio.run, trainer._fetch(errand)).result()
    assert not errand.fetching


def test_a_run_stopped_while_it_is_handed_on_is_not_trained(trainer, client):
    stopped = []

    def submit(*arguments, **where):
        (run,) = [one.run for one in trainer._errands.values()]
        trainer.wish(run, "stop")
        stopped.append(run)
        return Client.submit(client, *arguments, **where)

    client.submit = submit
    trainer.train(Settings(SMALL))
    assert stopped[0].state == "stopped"
    assert client.futures[0].cancelled
