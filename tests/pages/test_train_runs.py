"""Train, with several runs: laid over each other, forgotten, and found again by their visitor alone."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from cnnviz import network
from cnnviz.network import lecture_network
from cnnviz.runs import Run, RunSettings
from cnnviz.runs.owners import MAX_ACTIVE, MAX_KEPT, KeptRun
from cnnviz.ui.chapters.train import run_list
from cnnviz.ui.session import visitor_runs
from cnnviz.workers import Workers
from tests.pages.dashboard import (
    act,
    assert_sound,
    button,
    runs_of,
    said,
    told,
    turn,
    visit,
)
from tests.pages.training_runs import (
    NOT_OWN,
    SECRET,
    SHIPPED,
    SMALL,
    finished,
    in_use,
    line,
    lines,
    visit_with,
)

# --- several runs


def test_runs_lie_over_each_other_in_their_own_colours():
    at = visit_with(finished(seed=1), finished(seed=2), finished(seed=3))
    assert_sound(at)
    assert list(lines(at)) == ["Run 3"]
    at.pills(key="train-beside").set_value([1]).run()
    assert list(lines(at)) == ["Run 3", "Run 1"]
    at.pills(key="train-looked").set_value(2).run()
    assert list(lines(at)) == ["Run 2", "Run 1"]
    colours = [run["colour"] for run in told(at, "train-course")["runs"]]
    assert len(set(colours)) == 2
    at.pills(key="train-looked").set_value(1).run()
    assert list(lines(at)) == ["Run 1"]
    assert told(at, "train-course")["runs"][0]["colour"] == colours[1]
    assert_sound(at)
    assert at.table[0].value["run"].tolist() == ["3", "2", "1"]
    assert at.table[0].value["settings"].tolist()[0] == "Adam 0.001 · 5 epochs · batch size 32 · seed 3"
    assert at.table[0].value["time"].tolist()[0] == "1 min 1 s"


def test_the_same_without_dropout_is_trained_beside_it():
    run = Run(RunSettings(lecture_network(), epochs=7, seed=4))
    run.fail("It ended.")
    at = visit_with(run)
    with patch.object(Workers, "train", side_effect=Run):
        button(at, "The same without dropout").click().run()
    assert_sound(at)
    first, second = runs_of(at)
    assert second.settings == replace(first.settings, network=network.without_dropout(lecture_network()))
    assert list(lines(at)) == ["Run 2", "Run 1"]
    assert at.table[0].value["network"].tolist() == ["The lecture's, without dropout", "The lecture's"]
    assert "The same without dropout" not in [one.label for one in at.button]


def test_a_run_is_forgotten_with_its_network():
    at = visit_with(finished(seed=1), finished(seed=2))
    button(at, "Use this network").click().run()
    assert in_use(at) == "The other pages use your run 2"
    button(at, "Delete run 2").click().run()
    assert_sound(at)
    assert at.table[0].value["run"].tolist() == ["1"]
    assert in_use(at) == NOT_OWN
    assert turn(at, "network").selectbox(key="network-name").options == [*SHIPPED, "Your run 1"]


def test_more_than_are_kept_leave_the_list_and_the_page_says_so():
    at = visit_with(*(finished(seed=n) for n in range(MAX_KEPT + 2)))
    assert_sound(at)
    assert at.table[0].value["run"].tolist() == [str(n) for n in range(MAX_KEPT + 2, 2, -1)]
    assert f"The list holds {MAX_KEPT} runs. Your 2 oldest runs were removed." in said(at)


def test_a_second_click_before_the_page_shows_the_first_starts_no_twin():
    run = Run(RunSettings(SMALL))
    with (
        patch.object(visitor_runs, "kept_runs", return_value=[KeptRun(run, 1)]),
        patch.object(visitor_runs, "start") as start,
        patch.object(run_list, "run_selection") as selection,
    ):
        run_list.start(RunSettings(SMALL))
    assert start.call_count == 0
    selection.select.assert_called_once_with(KeptRun(run, 1))


def test_a_fifth_run_at_a_time_is_refused_in_a_sentence():
    at = visit_with(*(Run(RunSettings(SMALL, seed=n)) for n in range(MAX_ACTIVE)))
    with patch.object(Workers, "train", side_effect=Run) as train:
        button(at, "Train").click().run()
    assert_sound(at)
    assert train.call_count == 0
    assert [one.value for one in at.error] == [
        "You already have 4 runs active or waiting. Stop one, or wait for one to end."
    ]


def test_a_browser_finds_its_runs_again_and_another_does_not():
    at = visit("train")
    with patch.object(Workers, "train", side_effect=Run):
        button(at, "Train").click().run()
    assert told(at, "visitor-secret")["needed"]
    act(at, "visitor-secret", "told", [SECRET])
    (run,) = runs_of(at)
    assert SECRET not in str(at.session_state["visitor key"])
    assert SECRET not in str(at.query_params)
    again = visit("train")
    assert not told(again, "visitor-secret")["needed"]
    act(again, "visitor-secret", "told", [SECRET])
    again.run()
    assert_sound(again)
    assert runs_of(again) == [run]
    assert line(again).startswith("Waiting")
    other = visit("train")
    act(other, "visitor-secret", "told", ["0" * 32])
    other.run()
    assert runs_of(other) == []
    visitor_runs.all_visitors().forget(at.session_state["visitor key"], run)


@pytest.mark.parametrize("made_up", [5, "x", [None], ["x"], ["f" * 31], [["f" * 32]], ["f" * 32, 1], {}])
def test_a_secret_that_is_none_is_not_taken(made_up):
    at = visit("train")
    before = at.session_state["visitor key"]
    act(at, "visitor-secret", "told", made_up)
    assert_sound(at)
    assert at.session_state["visitor key"] == before
