"""Whose runs are whose: by the hash of a secret, bounded, stopped and freed after their visitor."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Moment, Result, Run, RunSettings, owners
from cnnviz.runs.owners import GRACE, MAX_ACTIVE, MAX_KEPT, RunOwners, n_bytes

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))
SECRET, OTHER = "0123456789abcdef" * 2, "f" * 32


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def every(clock):
    return RunOwners(clock)


def going():
    return Run(RunSettings(SMALL))


def ended(n_bytes=10):
    run = going()
    run.finish(Result(b"x" * n_bytes, epochs=5, stopped=False, seconds=1.0, accuracy=0.9))
    return run


def moment(step):
    array = np.zeros((3, 3, 1, 2), np.float32)
    return Moment(step, array, array[..., 0, :], np.zeros(10, np.float32), {"dropout": np.zeros(8, np.bool_)})


def numbers(every, key):
    return [one.number for one in every.runs_of(key)]


class Host:
    """What the dashboard tells the visitors: which sessions are connected; and who is to be stopped."""

    def __init__(self, *active):
        self.active, self.stopped = set(active), []

    def is_active(self, session):
        return session in self.active

    def stop(self, run):
        self.stopped.append(run)
        run.request("stop")


# --- secrets


def test_a_secret_leads_to_one_key_that_does_not_show_it(every):
    key = every.key_of(SECRET)
    assert key == every.key_of(SECRET)
    assert len(key) == 64
    assert SECRET not in key
    assert key != every.key_of(OTHER)
    assert key != RunOwners().key_of(SECRET)  # another start of the program


@given(st.none() | st.integers() | st.text() | st.binary() | st.lists(st.text()) | st.just(SECRET + "\n"))
def test_what_is_no_secret_leads_nowhere(made_up):
    assert RunOwners().key_of(made_up) is None


@pytest.mark.parametrize("text", ["", "f" * 31, "f" * 33, "F" * 32, "g" * 32, "é" * 32, "٣" * 32])
def test_a_secret_has_just_128_bits_in_hexadecimal(every, text):
    assert every.key_of(text) is None


# --- whose is what


def test_a_visitor_has_their_own_runs_newest_last_with_numbers_that_stay(every):
    first, second, third = (every.add("me", "tab", run) for run in (ended(), ended(), going()))
    assert every.runs_of("me") == [first, second, third]
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert every.runs_of("you") == []
    every.forget("me", first.run)
    assert numbers(every, "me") == [2, 3]
    assert every.add("me", "tab", going()).number == 4
    every.forget("you", second.run)
    assert numbers(every, "me") == [2, 3, 4]


def test_runs_that_were_started_together_stand_in_no_list(every):
    four = [every.add("me", "tab", going(), "contest") for _ in range(4)]
    mine = every.add("me", "tab", going())
    assert every.runs_of("me") == [mine]
    assert mine.number == 1
    assert every.runs_of("me", "contest") == four


def test_what_a_session_has_begun_is_its_browsers_when_that_is_known(every):
    known, session = every.key_of(SECRET), "session 1"
    before = every.add(known, "tab 1", ended())
    mine = every.add(session, "tab 2", going())
    every.merge(session, known)
    assert [one.run for one in every.runs_of(known)] == [before.run, mine.run]
    assert numbers(every, known) == [1, 2]
    assert every.runs_of(session) == []
    every.merge(known, known)
    every.merge("nobody", known)
    assert numbers(every, known) == [1, 2]


@pytest.mark.parametrize(
    ("there", "comes", "stays"),
    [
        ((going, going), (going, going), "there"),  # two tabs before either has told who it is
        ((ended, going), (going, going), "there"),
        ((ended, ended), (going, going), "comes"),
        ((ended, ended), (ended, ended), "comes"),
        ((going, going), (ended, ended), "there"),
        ((going, going), (), "there"),
        ((), (going, going), "comes"),
    ],
)
def test_of_two_tabs_runs_that_were_started_together_one_set_stays(every, there, comes, stays):
    known, session, host = every.key_of(SECRET), "session 1", Host("tab 1", "tab 2")
    runs = {
        "there": [every.add(known, "tab 1", make(), "contest").run for make in there],
        "comes": [every.add(session, "tab 2", make(), "contest").run for make in comes],
    }
    other = every.add(session, "tab 2", going(), "another group").run
    every.merge(session, known)
    assert [one.run for one in every.runs_of(known, "contest")] == runs[stays]
    assert [one.run for one in every.runs_of(known, "another group")] == [other]
    every.stop_abandoned(host.is_active, host.stop)
    surplus = runs["comes" if stays == "there" else "there"]
    assert host.stopped == [run for run in reversed(surplus) if run.state == "stopping"]
    assert not any(run.state == "waiting" for run in surplus)
    assert [one.run for one in every.runs_of(known, "contest")] == runs[stays]


def test_a_browser_without_runs_leaves_no_trace(every):
    for n in range(1000):
        key = every.key_of(f"{n:032x}")
        every.connected(key, f"session {n}")
        every.merge(f"session {n}", key)
        assert every.runs_of(key) == []
        assert every.n_removed(key) == 0
    assert every.keys() == []


def test_the_network_of_a_run_is_known_by_its_number(every):
    one = every.add("me", "tab", ended())
    assert (one.network.label, one.network.data) == ("Your run 1", b"x" * 10)
    assert one.network is one.network
    later = every.add("me", "tab", going())
    assert later.network is None
    later.run.finish(one.run.result)
    assert every.runs_of("me")[-1].network.label == "Your run 2"


# --- bounds


def test_the_oldest_that_has_ended_leaves_for_the_thirteenth(every):
    first = every.add("me", "tab", going())
    for _ in range(MAX_KEPT):
        every.add("me", "tab", ended())
    assert len(every.runs_of("me")) == MAX_KEPT
    assert every.runs_of("me")[0] == first  # it still goes
    assert numbers(every, "me") == [1, *range(3, MAX_KEPT + 2)]
    assert every.n_removed("me") == 1
    assert every.n_removed("you") == 0


def test_of_one_visitor_four_go_and_a_fifth_is_refused(every):
    for _ in range(MAX_ACTIVE):
        every.check("me")
        every.add("me", "tab", going())
    with pytest.raises(NetworkError, match="You already have 4 runs"):
        every.check("me")
    every.check("you")
    every.check("me", MAX_ACTIVE, "contest")  # they have a bound of their own
    every.runs_of("me")[0].run.fail("It ended.")
    every.check("me")


def test_of_all_visitors_so_many_go(every, monkeypatch):
    monkeypatch.setattr(owners, "MAX_ALL_ACTIVE", 3)
    for n in range(3):
        every.add(f"visitor {n}", "tab", going())
    with pytest.raises(NetworkError, match="Too many runs"):
        every.check("one more")


def test_the_memory_of_all_is_bounded_and_those_who_are_gone_give_first(every, clock, monkeypatch):
    monkeypatch.setattr(owners, "MAX_BYTES", 100)
    here = every.add("here", "a", ended(40))
    every.add("gone", "b", ended(40))
    every.stop_abandoned(Host("a").is_active, lambda _run: None)
    clock.now += 1
    late = every.add("late", "c", ended(40))
    assert every.runs_of("gone") == []
    assert every.n_removed("gone") == 1
    assert (every.runs_of("here"), every.runs_of("late")) == ([here], [late])


def test_the_size_of_a_run_is_that_of_its_network_its_moments_and_its_events():
    run = ended(1000)
    assert n_bytes(run) == 1000
    run.remember(0, [moment(0), moment(1)])
    run.events = [{}] * 3
    assert n_bytes(run) == 3 * owners.EVENT_BYTES + 1000 + 2 * (18 * 4 + 18 * 4 + 10 * 4 + 8)


# --- without their visitor


def test_a_run_outlives_a_reload_and_is_stopped_after_the_grace_and_freed_after_another(every, clock):
    host = Host("tab")
    run = every.add("me", "tab", going()).run
    clock.now += 10 * GRACE
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == []  # its visitor is there
    host.active.clear()
    clock.now += GRACE - 1
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == []
    clock.now += 1
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == [run]
    run.finish(Result(b"x", 1, stopped=True, seconds=1.0, accuracy=0.5))
    clock.now += GRACE - 1
    every.stop_abandoned(host.is_active, host.stop)
    assert [one.run for one in every.runs_of("me")] == [run]
    clock.now += 1
    every.stop_abandoned(host.is_active, host.stop)
    assert every.runs_of("me") == []
    assert every.keys() == []


def test_whoever_comes_back_in_time_finds_all_as_it_was(every, clock):
    host = Host("tab")
    run = every.add("me", "tab", going()).run
    every.stop_abandoned(host.is_active, host.stop)
    host.active = {"new tab"}
    clock.now += GRACE - 1
    every.stop_abandoned(host.is_active, host.stop)
    every.connected("me", "new tab")
    clock.now += 5 * GRACE
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == []
    assert [one.run for one in every.runs_of("me")] == [run]


def test_one_tab_of_two_is_enough(every, clock):
    host = Host("first", "second")
    every.add("me", "first", going())
    every.connected("me", "second")
    host.active.remove("first")
    clock.now += 3 * GRACE
    every.stop_abandoned(host.is_active, host.stop)
    clock.now += 3 * GRACE
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == []


def test_those_that_wait_are_stopped_before_the_one_that_goes(every, clock):
    host = Host()
    runs = [every.add("me", "tab", going()).run for _ in range(3)]
    clock.now += GRACE
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == runs[::-1]


def test_workers_that_give_no_answer_are_asked_again(every, clock):
    run = every.add("me", "tab", going()).run
    clock.now += GRACE

    def silent(run):
        run.request("stop")
        raise WorkerError("No answer.")

    every.stop_abandoned(Host().is_active, silent)
    host = Host()
    every.stop_abandoned(host.is_active, host.stop)
    every.stop_abandoned(host.is_active, host.stop)
    assert host.stopped == [run, run]  # it goes still, so it may not have heard


def test_a_run_that_goes_is_stopped_however_long_its_visitor_has_gone(every, clock):
    run, other = (every.add("me", "tab", going()).run for _ in range(2))
    clock.now += 5 * GRACE  # the first look comes late

    def broken(one):
        if one is other:
            raise ZeroDivisionError
        host.stop(one)

    host = Host()
    every.stop_abandoned(host.is_active, broken)
    assert host.stopped == [run]
    run.fail("It ended.")
    other.fail("It ended.")
    every.stop_abandoned(host.is_active, broken)
    assert every.keys() == []


def test_what_is_forgotten_leaves_no_visitor_behind(every):
    run = every.add("me", "tab", ended()).run
    every.forget("me", run)
    every.stop_abandoned(Host().is_active, lambda _run: None)
    assert every.keys() == []
