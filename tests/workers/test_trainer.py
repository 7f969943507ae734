"""What becomes of runs when workers do not hear, come late, or are gone: no process is started here."""

from types import SimpleNamespace

import pytest

from cnnviz.errors import WorkerError
from cnnviz.runs import Settings
from cnnviz.workers.trainer import Trainer
from tests.workers.waiting import SMALL

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
        self.loop = SimpleNamespace(add_callback=lambda function, *arguments: function(*arguments))

    def __call__(self):
        if self.hears is None:
            raise WorkerError("Nobody is there.")
        return self

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
    trainer._courses[run.id].begun = True
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
