"""Work, such as t-SNE, goes on while it is watched, stops when nobody does, and is kept."""

import threading
import time

import numpy as np
import pytest

from cnnviz.errors import WorkerError
from cnnviz.lessons.digit_map import STEPS, Arrangement, DigitMap
from cnnviz.ui.session import watched_work
from cnnviz.ui.session.watched_work import WatchedWork

NOTHING = np.zeros((3, 2), np.float32)
MAP = DigitMap(NOTHING, NOTHING[0], NOTHING.astype(np.int32), NOTHING, 5)
STRETCH = STEPS // 5


def at_step(step):
    return Arrangement(np.full((3, 2), step, np.float64), step, None)


def until(condition):
    """Wait until a condition holds."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


class Stretches:
    """Stretches that wait until the test lets each of them end."""

    def __init__(self):
        self.free, self.begun = threading.Semaphore(0), 0

    def go_on(self, arrangement):
        self.begun += 1
        assert self.free.acquire(timeout=60)
        return at_step(arrangement.step + STRETCH)


def step_of(known, key="a"):
    found = known.seen(key)
    return None if found is None else found.step


def test_a_watched_arrangement_goes_on_to_its_end():
    known = WatchedWork(lambda _: at_step(0), lambda one: at_step(one.step + STRETCH), 16)
    assert known.watch("a", MAP) is None
    until(lambda: step_of(known) == STEPS)
    assert known.watch("a", MAP).done


def test_who_leaves_stops_it_after_the_present_stretch_and_may_come_back():
    stretches = Stretches()
    known = WatchedWork(lambda _: at_step(0), stretches.go_on, 16)
    known.watch("a", MAP)
    until(lambda: stretches.begun == 1)
    known.leave("a")
    stretches.free.release()
    until(lambda: step_of(known) == STRETCH and not known._at_work)
    assert stretches.begun == 1
    assert known.watch("a", MAP).step == STRETCH
    stretches.free.release(4)
    until(lambda: step_of(known) == STEPS)


def test_another_who_watches_keeps_it_going():
    stretches = Stretches()
    known = WatchedWork(lambda _: at_step(0), stretches.go_on, 16)
    known.watch("a", MAP)
    until(lambda: stretches.begun == 1)
    known.leave("a")
    known.watch("a", MAP)
    stretches.free.release(5)
    until(lambda: step_of(known) == STEPS)


def test_it_stops_when_nobody_asks_any_more(monkeypatch):
    monkeypatch.setattr(watched_work, "WATCHED", 0.0)
    known = WatchedWork(lambda _: at_step(0), lambda one: at_step(one.step + STRETCH), 16)
    known.watch("a", MAP)
    until(lambda: not known._at_work)
    assert step_of(known) in {None, 0}


@pytest.mark.parametrize("error", [WorkerError("Not now."), ValueError("a fault")])
def test_an_error_is_told_once_and_the_next_call_tries_again(error):
    fails = [True]

    def begin(_):
        if fails.pop() if fails else False:
            raise error
        return at_step(0)

    known = WatchedWork(begin, lambda one: at_step(one.step + STRETCH), 16)
    known.watch("a", MAP)
    until(lambda: not known._at_work)
    with pytest.raises(WorkerError):
        known.watch("a", MAP)
    known.watch("a", MAP)
    until(lambda: step_of(known) == STEPS)


def test_the_oldest_are_forgotten():
    known = WatchedWork(lambda _: at_step(STEPS), lambda one: one, kept=2)
    for key in "abc":
        known.watch(key, MAP)
        until(lambda key=key: step_of(known, key) == STEPS)
    assert [step_of(known, key) for key in "abc"] == [None, STEPS, STEPS]
