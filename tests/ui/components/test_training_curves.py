"""The curves of runs as the browser receives them: true numbers, few points, one colour per run."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.colours import SEQUENCE, css
from cnnviz.figures.run_curves import MAX_POINTS, course, thinned
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Moment, Run, RunSettings
from cnnviz.ui.components.training_curves import ShownRun, message

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))
N_BATCHES = 10


def event(n, kind="batch", **values):
    """Return the event after n batches; each number says which it is."""
    epoch, place = divmod(n - 1, N_BATCHES)
    usual = {"kind": kind, "epoch": epoch, "batch": place + 1, "n_batches": N_BATCHES, "seconds": n / 100}
    losses = {"loss": 1 / n, "batch_loss": 2 / n, "val_loss": None}
    accuracies = {"accuracy": 1 - 1 / n, "batch_accuracy": 1 - 1 / (2 * n), "val_accuracy": None}
    return usual | losses | accuracies | {"images_per_second": 100.0} | values


def a_run(n_batches, **settings):
    run = Run(RunSettings(SMALL, **settings))
    for n in range(1, n_batches + 1):
        run.record(event(n))
        if n % N_BATCHES == 0:
            run.record(event(n, "epoch", val_loss=3 / n, val_accuracy=1 - 3 / n))
    return run


def line(told, name):
    return [np.frombuffer(base64.b64decode(told[name][part]), "<f4") for part in ("x", "loss", "accuracy")]


def test_the_lines_of_a_run_by_hand():
    (told,) = message([ShownRun(a_run(12), "Run 1")], epochs=1)["runs"]
    n = np.arange(1, 13)
    for found, expected in zip(line(told, "batches"), (n / 10, 2 / n, 1 - 1 / (2 * n)), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-6)
    x, loss, accuracy = line(told, "means")
    assert np.flatnonzero(np.isnan(x)).tolist() == [10]  # the mean begins anew with an epoch
    there = ~np.isnan(x)
    np.testing.assert_allclose(x[there], n / 10, rtol=1e-6)
    np.testing.assert_allclose(loss[there], 1 / n, rtol=1e-6)
    np.testing.assert_allclose(accuracy[there], 1 - 1 / n, rtol=1e-6)
    np.testing.assert_allclose(np.concatenate(line(told, "tests")), [1, 0.3, 0.7], rtol=1e-6)


def test_an_epochs_last_batch_is_on_the_line_whichever_event_reports_it():
    told = [event(8), event(9), event(10, "epoch"), event(11), event(20), event(20, "epoch")]
    batches = course(told).batches
    np.testing.assert_allclose(batches.x, [0.8, 0.9, 1.0, 1.1, 2.0], rtol=1e-6)
    np.testing.assert_allclose(batches.loss, [2 / 8, 2 / 9, 2 / 10, 2 / 11, 2 / 20], rtol=1e-6)


@given(st.integers(0, 5000))
def test_few_of_many_batches_are_drawn_including_the_first_and_the_last(count):
    events = [event(n) for n in range(1, count + 1)]
    kept = thinned(events)
    assert len(kept) <= MAX_POINTS
    if count:
        assert (kept[0], kept[-1]) == (events[0], events[-1])
        gaps = np.diff([one["seconds"] for one in kept])
        assert len(gaps) < 2 or gaps[:-1] == pytest.approx(gaps[0])
    if count < MAX_POINTS:
        assert kept == events


def test_what_has_been_drawn_stays_as_more_comes():
    events = [event(n) for n in range(1, 3000)]
    before, after = thinned(events[:1600]), thinned(events[:1700])
    assert before[:-1] == after[: len(before) - 1]


def test_before_the_first_batch_there_is_nothing():
    assert all(part.size == 0 for one in vars(course([])).values() for part in vars(one).values())
    told = message([ShownRun(Run(RunSettings(SMALL, epochs=7)), "Run 1")], epochs=3)
    assert (told["epochs"], told["moments"], told["going"]) == (7, {"steps": [], "epochs": []}, True)
    assert message([], epochs=3)["runs"] == []


def test_each_run_has_a_colour_of_its_own_and_after_six_it_is_dashed():
    run = Run(RunSettings(SMALL))
    told = message([ShownRun(run, f"Run {n}", n) for n in range(12)], epochs=1)["runs"]
    assert len({(one["colour"], one["dashed"]) for one in told}) == 12
    assert (told[0]["colour"], told[0]["dashed"]) == (css(SEQUENCE[0]), False)
    assert (told[7]["colour"], told[7]["dashed"]) == (css(SEQUENCE[1]), True)


def test_the_slider_is_over_the_moments_of_the_first_run():
    first, other = a_run(20, epochs=2), a_run(5, epochs=9)
    said = np.full(10, 0.1, np.float32)
    first.remember(0, [Moment(step, None, None, said, {}) for step in (0, 1, 5, 20)])
    shown = [ShownRun(first, "Run 1"), ShownRun(other, "Run 2", 1)]
    told = message(shown, epochs=1, moments=first.moments, moment=2)
    assert told["moments"] == {"steps": [0, 1, 5, 20], "epochs": [0, 0.1, 0.5, 2]}
    assert (told["run"], told["moment"], told["epochs"]) == (first.id, 2, 9)


def test_the_digest_changes_with_the_content():
    run = a_run(3)
    shown = [ShownRun(run, "Run 1")]
    digests = [message(shown, epochs=1)["digest"], message(shown, epochs=1, moment=0)["digest"]]
    assert message(shown, epochs=1)["digest"] == digests[0]
    run.record(event(4))
    digests.append(message(shown, epochs=1)["digest"])
    run.fail("It ended.")
    digests.append(message(shown, epochs=1)["digest"])
    assert len(set(digests)) == 4
