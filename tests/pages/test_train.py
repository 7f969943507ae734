"""Train: start, watch, pause, stop, keep, load; what was trained can be looked into, by its visitor alone."""

import base64
import io
import json
import time
import zipfile
from dataclasses import replace
from importlib.resources import files
from unittest.mock import patch

import numpy as np
import pytest

from cnnviz import mnist, network
from cnnviz.errors import WorkerError
from cnnviz.network import READY, Dense, Flatten, Network, lecture_network
from cnnviz.runs import Moment, Result, Run, Settings
from cnnviz.runs.owners import MAX_GOING, MAX_KEPT, Kept
from cnnviz.ui.chapters.train import run_list, run_view
from cnnviz.ui.session import networks, visitor_runs
from cnnviz.with_keras import models
from cnnviz.workers import Workers
from tests.pages.dashboard import (
    act,
    assert_sound,
    button,
    runs_of,
    said,
    stage,
    told,
    turn,
    visit,
    with_runs,
)

SHIPPED, LOADED = "The network that ships", "The network you loaded"
SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


def in_use(at):
    return next(one.value for one in at.subheader if one.value.startswith("In use"))


def visit_with(*mine, **link):
    """Open the page as a visitor with these runs."""
    return visit("train", with_runs(*mine), **link)


def watched(at, until, seconds=200):
    """Look at the page again and again until something holds; return how much was said to be done."""
    shares = []
    end = time.monotonic() + seconds
    (run,) = runs_of(at)[-1:]
    while not (run.events or run.ended) and time.monotonic() < end:
        time.sleep(0.05)  # until the worker has TensorFlow there is nothing to be seen
    while not until(run):
        assert time.monotonic() < end, line(at)
        at.run()
        assert_sound(at)
        shares += [one["progress"] for one in told(at, "train-standing")["told"]]
        time.sleep(0.1)
    at.run()
    return shares


def ended(run):
    return run.ended


def finished(**settings):
    run = Run(Settings(SMALL, **settings))
    run.finish(Result(small_file(3), run.settings.epochs, stopped=False, seconds=61.0, accuracy=0.912))
    return run


def event(batch, n_batches=4, kind="batch", **values):
    numbers = {
        "loss": 1.5,
        "accuracy": 0.5,
        "batch_loss": 1.25,
        "batch_accuracy": 0.625,
        "seconds": 1.0 * batch,
    }
    rest = {"images_per_second": 2345.6, "val_loss": None, "val_accuracy": None}
    epoch, batch = divmod(batch - 1, n_batches)
    return {
        "kind": kind,
        "epoch": epoch,
        "batch": batch + 1,
        "n_batches": n_batches,
        **numbers,
        **rest,
        **values,
    }


def moment(step, value):
    kernel = np.full((3, 3, 1, 2), value, np.float32)
    off = np.zeros((2, 2, 2), np.bool_)
    off[0, 0, 0] = True
    said = np.full(10, 0.05, np.float32)
    said[step % 10] = 0.55
    return Moment(step, kernel, kernel[..., 0, :].astype(np.float16), said, {"dropout": off} if step else {})


def newest(at):
    """Return what the browser is told of the run last: line, share that is done, numbers by name."""
    sent = told(at, "train-standing")
    last = sent["told"][-1]
    return last["line"], last["progress"], dict(zip(sent["names"], last["numbers"], strict=True))


def line(at):
    return newest(at)[0]


def numbers(at):
    return newest(at)[2]


def lines(at):
    """Return the lines that the browser gets, of each run: (x, loss, accuracy) by name."""
    names = ("x", "loss", "accuracy")
    return {
        run["name"]: {
            line: [np.frombuffer(base64.b64decode(run[line][name]), "<f4").tolist() for name in names]
            for line in ("batches", "means", "tests")
        }
        for run in told(at, "train-course")["runs"]
    }


def close(values, expected):
    np.testing.assert_allclose(values, expected, rtol=1e-6)


def small_file(digit):
    """Return the file of a network that answers this digit, whatever it sees."""
    return models.to_bytes(SMALL, [np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit] * 9])


def load(at, data, name="network.keras"):
    at.file_uploader(key="train-file").upload(name, data).run()
    return at


# --- before


def test_before_a_run_the_page_says_what_will_be_trained():
    at = visit("train")
    assert_sound(at)
    assert "**The lecture's** network, 693,962 weights" in said(at)
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    assert newest(at)[:2] == ("4,000 digits to learn from, 1,000 others to judge by", 0)
    assert [button(at, name).disabled for name in ("Train", "Pause", "One batch", "Stop")] == [False] + [
        True
    ] * 3
    assert button(at, "Back to the shipped one").disabled
    assert set(numbers(at).values()) == {"–"}
    assert lines(at) == {}
    assert len(at.table) == 0


def test_the_code_on_the_page_makes_the_network_of_the_page():
    (code,) = [one.value for one in visit("train").code]
    names = {}
    exec(code.split("model.fit")[0], names)
    built = models.build(lecture_network())
    assert names["model"].count_params() == built.count_params() == 693_962
    assert names["model"].output_shape == built.output_shape


def test_what_is_set_stands_in_the_link_and_makes_the_run():
    at = visit("train", epochs="3", train_rate="0.01", built=network.to_text(READY["LeNet-5"].layers))
    assert "**LeNet-5** network, 61,706 weights" in said(at)
    assert at.slider(key="train-epochs").value == 3
    at.slider(key="train-epochs").set_value(9).run()
    at.selectbox(key="train-train_optimizer").set_value("momentum").run()
    at.selectbox(key="train-train_loss").set_value("mean_squared_error").run()
    at.number_input(key="train-train_rate").set_value(0.05).run()
    at.number_input(key="train-batch_size").set_value(64).run()
    at.number_input(key="train-train_seed").set_value(5).run()
    at.number_input(key="train-patience").set_value(2).run()
    at.select_slider(key="train-share").set_value(0.3).run()
    at.checkbox(key="train-keep_best").check().run()
    assert_sound(at)
    wanted = {
        "epochs": "9",
        "train_optimizer": "momentum",
        "train_loss": "mean_squared_error",
        "train_rate": "0.05",
        "batch_size": "64",
        "train_seed": "5",
        "patience": "2",
        "share": "0.3",
        "keep_best": "yes",
    }
    assert {name: at.query_params[name] for name in wanted} == wanted
    with patch.object(Workers, "train", side_effect=Run) as train:
        button(at, "Train").click().run()
    (settings, probe), _ = train.call_args
    assert settings == Settings(
        READY["LeNet-5"],
        epochs=9,
        batch_size=64,
        seed=5,
        optimizer="momentum",
        learning_rate=0.05,
        loss="mean_squared_error",
        share=0.3,
        patience=2,
        keep_best=True,
    )
    np.testing.assert_array_equal(probe, mnist.bundled()[0][0].astype(np.float32) / np.float32(255))


def test_layers_that_do_not_fit_are_said_and_nothing_can_be_trained():
    at = visit("train", built="dense 10 softmax")
    assert_sound(at)
    assert len(at.error) == 1
    assert "Put a Flatten before it" in at.error[0].value
    assert button(at, "Train").disabled


def test_without_a_drawing_a_bundled_digit_is_watched():
    at = visit("train", digit="drawing", number="3600")
    with patch.object(Workers, "train", side_effect=Run):
        button(at, "Train").click().run()
    assert_sound(at)
    (run,) = runs_of(at)
    np.testing.assert_allclose(run.probe * 255, mnist.bundled()[0][3600], atol=1e-4)


# --- a run


def test_a_run_is_watched_to_its_end_and_its_network_can_be_looked_into():
    at = visit("train", epochs="1")
    other = visit("train")
    button(at, "Train").click().run()
    assert_sound(at)
    assert button(at, "Train").disabled  # this very run goes already
    assert not button(at, "Stop").disabled
    watched(at, ended)
    (run,) = runs_of(at)
    assert run.state == "finished"

    assert newest(at)[1] == 1
    assert line(at).startswith("Finished · epoch 1 of 1 · batch 125 of 125 · ")
    assert f"{run.result.accuracy:.1%}"[:2] in line(at)
    assert run.result.accuracy > 0.8
    during = [one for one in run.events if one["kind"] == "batch"]
    during += [one for one in run.events if one["kind"] == "epoch" and during[-1]["batch"] < one["batch"]]
    (after,) = [one for one in run.events if one["kind"] == "epoch"]
    mine = lines(at)["Run 1"]
    close(mine["batches"][0], [one["batch"] / one["n_batches"] for one in during])
    close(mine["batches"][1], [one["batch_loss"] for one in during])
    close(mine["means"][2], [one["accuracy"] for one in during])
    close(mine["tests"], [[1], [after["val_loss"]], [after["val_accuracy"]]])
    (row,) = at.table[0].value.to_dict("records")
    assert (row["network"], row["weights"], row["state"]) == ("The lecture's", "693,962", "Finished")
    assert row["settings"] == "Adam 0.001 · 1 epoch · 32 a batch · seed 1"

    # what it sees is what Keras computes with the network that came out of it
    mine, digit = models.from_bytes(run.result.network), np.asarray(run.probe)
    expected = np.asarray(mine(digit.reshape(1, 28, 28, 1), training=False))[0]
    items = {item["label"]: item for item in stage(at, "train-moment")}
    np.testing.assert_allclose(items["probabilities"]["values"], expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(items["the digit"]["pixels"][..., 0], mnist.bundled()[0][0])
    assert items["first kernels"]["detail"].startswith("(3, 3, 32)")
    assert items["their maps"]["detail"].startswith("(26, 26, 32)")
    off = items["dropout: off in this batch"]
    assert off["detail"].startswith("(13, 13, 32)")
    dropped = run.moments[-1].dropped["dropout"]
    assert f"\n{int(dropped.sum()):,} of 5,408 off" in off["detail"]
    assert 0.2 < dropped.mean() < 0.3

    # back to the beginning
    act(at, "train-course", "moment", [0])
    assert_sound(at)
    first = run.moments[0]
    items = {item["label"]: item for item in stage(at, "train-moment")}
    np.testing.assert_allclose(items["probabilities"]["values"], first.probabilities)
    assert items["dropout: off in this batch"]["kind"] == "empty"
    assert told(at, "train-course")["moment"] == 0
    act(at, "train-course", "moment", [None])
    assert told(at, "train-course")["moment"] is None

    assert in_use(at) == "In use: your run 1"
    assert not button(at, "Train").disabled
    assert button(at, "Stop").disabled
    turn(at, "network")
    assert_sound(at)
    chooser = at.selectbox(key="network-name")
    assert (chooser.options, chooser.value) == ([SHIPPED, "Your run 1"], "Your run 1")
    np.testing.assert_allclose(stage(at, "network-layers")[-1]["values"], expected, rtol=1e-4, atol=1e-5)
    chooser.set_value(SHIPPED).run()
    assert_sound(at)
    assert not np.allclose(stage(at, "network-layers")[-1]["values"], expected, rtol=1e-4, atol=1e-5)

    # and back
    turn(at, "train")
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    button(at, "Use this network").click().run()
    assert in_use(at) == "In use: your run 1"
    assert button(at, "Use this network").disabled
    button(at, "Look inside").click().run()
    assert at.header[0].value == "Inside a network"
    assert at.selectbox(key="network-name").value == "Your run 1"

    # another visitor has seen nothing of it
    other.run()
    assert lines(other) == {}
    assert turn(other, "network").selectbox(key="network-name").options == [SHIPPED]


def test_a_run_that_ends_while_another_page_is_seen_is_in_use_there():
    at = visit("train", epochs="30")
    button(at, "Train").click().run()
    (run,) = runs_of(at)
    watched(at, lambda run: run.events)
    assert not run.ended
    turn(at, "network")
    networks.workers().stop(run)
    end = time.monotonic() + 60
    while not run.ended:
        assert time.monotonic() < end
        time.sleep(0.05)
    at.run()
    assert_sound(at)
    assert at.selectbox(key="network-name").value == "Your run 1"
    turn(at, "train")
    assert line(at).startswith("Stopped · epoch ")


def test_numbers_and_pictures_are_those_of_the_moment():
    run = Run(Settings(SMALL, epochs=2), np.zeros((28, 28), np.float32))
    for batch in range(1, 5):
        run.record(event(batch))
    run.record(event(4, kind="epoch", val_loss=0.75, val_accuracy=0.875))
    run.record(event(5, batch_loss=0.5, batch_accuracy=1.0))
    run.remember(0, [moment(step, 1.0 + step) for step in range(3)])
    at = visit_with(run)
    assert_sound(at)
    assert numbers(at) == {
        "Loss, this batch": "0.500",
        "Right, this batch": "100 %",
        "Test digits right": "87.5 %",
        "Digits a second": "2,346",
        "Time left": "3 s",
    }
    assert lines(at)["Run 1"]["tests"] == [[1.0], [0.75], [0.875]]
    gap = lines(at)["Run 1"]["means"][0]
    assert [np.isnan(x) for x in gap] == [False] * 4 + [True, False]
    course = told(at, "train-course")
    assert course["moments"] == {"steps": [0, 1, 2], "epochs": [0, 0.25, 0.5]}
    assert (course["going"], course["epochs"]) == (True, 2)
    for place, step in ((None, 2), (1, 1), (99, 2), (0, 0)):
        act(at, "train-course", "moment", [place])
        items = {item["label"]: item for item in stage(at, "train-moment")}
        assert np.argmax(items["probabilities"]["values"]) == step
        opacity = items["first kernels"]["pixels"][2, 2, 3] / 255
        assert opacity * items["first kernels"]["limit"] == pytest.approx(1 + step, abs=0.02)
        assert items["first kernels"]["limit"] == 3  # of the newest, so that colours can be compared
    off = items["dropout: off in this batch"]
    assert (off["kind"], off["detail"]) == ("empty", "none yet")
    act(at, "train-course", "moment", [1])
    (off,) = [item for item in stage(at, "train-moment") if item["label"].startswith("dropout")]
    assert off["detail"] == "(2, 2, 2)\n1 of 8 off for its first digit"
    np.testing.assert_array_equal(off["pixels"][..., 3], [[255, 0, 90, 0, 0], [0, 0, 90, 0, 0]])


def test_what_was_told_in_the_last_seconds_comes_in_one_message():
    """The browser shows it bit by bit until the next; of a run that does not train the newest alone."""
    run = Run(Settings(SMALL, epochs=2))
    run.record(event(1, seconds=1.0))
    run.record(event(2, seconds=8.1, batch_loss=0.25))
    run.record(event(3, seconds=9.5, batch_loss=0.125))
    run.record(event(4, seconds=10.0))
    at = visit_with(run)
    sent = told(at, "train-standing")
    assert (sent["of"], sent["every"]) == (run.id, run_view.LOOKED_EVERY)
    assert [one["at"] for one in sent["told"]] == [8.1, 9.5, 10.0]
    assert [one["progress"] for one in sent["told"]] == [0.25, 0.375, 0.5]
    assert [one["numbers"][0] for one in sent["told"]] == ["0.250", "0.125", "1.250"]
    assert [one["line"] for one in sent["told"]] == [
        f"Training · epoch 1 of 2 · batch {batch} of 4" for batch in (2, 3, 4)
    ]
    assert [one["numbers"][4] for one in sent["told"]] == ["43 s", "21 s", "12 s"]  # 7.1 s for an eighth, ...
    run.request("pause")
    at.run()
    sent = told(at, "train-standing")
    assert (sent["every"], [one["at"] for one in sent["told"]]) == (0, [10.0])


def test_until_its_first_batch_a_run_gets_ready():
    run = Run(Settings(SMALL))
    run.begin()
    assert newest(visit_with(run))[:2] == ("Getting ready: Keras starts", 0)


@pytest.mark.parametrize("made_up", [5.5, "x", [-1], ["0"], [True], [[1]], [1, 2], {}, [None, None]])
def test_a_moment_that_a_browser_makes_up_changes_nothing(made_up):
    run = Run(Settings(SMALL), np.zeros((28, 28), np.float32))
    run.record(event(1))
    run.remember(0, [moment(0, 1.0), moment(1, 2.0)])
    at = visit_with(run)
    act(at, "train-course", "moment", made_up)
    assert_sound(at)
    assert told(at, "train-course")["moment"] is None


def test_what_is_wished_reaches_the_workers():
    run = Run(Settings(SMALL))
    run.record(event(1))
    at = visit_with(run)
    with patch.object(Workers, "pause", side_effect=lambda run: run.request("pause")) as pause:
        button(at.run(), "Pause").click().run()
    pause.assert_called_once_with(run)
    assert line(at).startswith("Paused · epoch 1 of 5 · batch 1 of 4")
    with patch.object(Workers, "one_batch") as step:
        button(at.run(), "One batch").click().run()
    step.assert_called_once_with(run)
    with patch.object(Workers, "resume", side_effect=lambda run: run.request("go")) as resume:
        button(at.run(), "Go on").click().run()
    resume.assert_called_once_with(run)
    run.hurried = True
    assert line(at.run()).startswith("Training · went on: others waited · epoch 1")
    with patch.object(Workers, "stop", side_effect=lambda run: run.request("stop")) as stop:
        button(at.run(), "Stop").click().run()
    stop.assert_called_once_with(run)
    assert_sound(at)
    assert button(at, "Stop").disabled


def test_a_run_that_waits_says_who_is_before_it():
    with patch.object(Workers, "ahead_of", return_value=2):
        at = visit_with(Run(Settings(SMALL, epochs=4)))
    assert_sound(at)
    assert newest(at)[:2] == ("Waiting for the training process · 2 before you", 0)
    assert not button(at, "Stop").disabled


def test_a_run_that_fails_says_why_and_can_be_started_again():
    failed = Run(Settings(SMALL, seed=77))
    failed.fail("The training process ended before the run did: start the run once more.")
    at = visit_with(failed)
    assert_sound(at)
    assert [one.value for one in at.error] == [failed.error]
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    with patch.object(Workers, "train", side_effect=Run):
        button(at, "Start again").click().run()
    assert_sound(at)
    assert [run.settings for run in runs_of(at)] == [failed.settings] * 2
    assert line(at) == "Waiting for the training process"


def test_workers_that_do_not_start_are_said_once():
    sentence = "The process that runs the networks did not start. Start the dashboard again."
    at = visit("train")
    with patch.object(Workers, "train", side_effect=WorkerError(sentence)):
        button(at, "Train").click().run()
    assert_sound(at)
    assert [one.value for one in at.error] == [sentence]
    assert not button(at, "Train").disabled
    assert len(at.run().error) == 0


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
    assert at.table[0].value["settings"].tolist()[0] == "Adam 0.001 · 5 epochs · 32 a batch · seed 3"
    assert at.table[0].value["time"].tolist()[0] == "1 min 1 s"


def test_the_same_without_dropout_is_trained_beside_it():
    run = Run(Settings(lecture_network(), epochs=7, seed=4))
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
    assert in_use(at) == "In use: your run 2"
    button(at, "Forget run 2").click().run()
    assert_sound(at)
    assert at.table[0].value["run"].tolist() == ["1"]
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    assert turn(at, "network").selectbox(key="network-name").options == [SHIPPED, "Your run 1"]


def test_more_than_are_kept_leave_the_list_and_the_page_says_so():
    at = visit_with(*(finished(seed=n) for n in range(MAX_KEPT + 2)))
    assert_sound(at)
    assert at.table[0].value["run"].tolist() == [str(n) for n in range(MAX_KEPT + 2, 2, -1)]
    assert f"{MAX_KEPT} are kept: your 2 oldest runs have left the list." in said(at)


def test_a_second_click_before_the_page_shows_the_first_starts_no_twin():
    run = Run(Settings(SMALL))
    with (
        patch.object(visitor_runs, "kept", return_value=[Kept(run, 1)]),
        patch.object(visitor_runs, "start") as start,
        patch.object(run_list, "looked") as looked,
    ):
        run_list.begin(Settings(SMALL))
    assert start.call_count == 0
    looked.look_at.assert_called_once_with(Kept(run, 1))


def test_a_fifth_run_at_a_time_is_refused_in_a_sentence():
    at = visit_with(*(Run(Settings(SMALL, seed=n)) for n in range(MAX_GOING)))
    with patch.object(Workers, "train", side_effect=Run) as train:
        button(at, "Train").click().run()
    assert_sound(at)
    assert train.call_count == 0
    assert [one.value for one in at.error] == [
        "Already 4 of your runs go or wait, the most. Stop one, or let it end."
    ]


# --- who it is


SECRET = "5eed" * 8


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
    visitor_runs._visitors().forget(at.session_state["visitor key"], run)


@pytest.mark.parametrize("made_up", [5, "x", [None], ["x"], ["f" * 31], [["f" * 32]], ["f" * 32, 1], {}])
def test_a_secret_that_is_none_is_not_taken(made_up):
    at = visit("train")
    before = at.session_state["visitor key"]
    act(at, "visitor-secret", "told", made_up)
    assert_sound(at)
    assert at.session_state["visitor key"] == before


# --- files


def test_a_network_from_a_file_is_looked_into():
    at = load(visit("train", number="3600"), small_file(4))
    assert_sound(at)
    assert len(at.error) == 0
    assert in_use(at) == f"In use: t{LOADED[1:]}"
    turn(at, "network")
    assert_sound(at)
    assert at.selectbox(key="network-name").options == [SHIPPED, LOADED]
    first, flat, dense = stage(at, "network-layers")
    assert (flat["label"], flat["detail"].split("\n")[0]) == ("flatten", "(784,)")
    expected = np.full(10, 1 / (np.exp(9) + 9))
    expected[4] = np.exp(9) / (np.exp(9) + 9)
    np.testing.assert_allclose(dense["values"], expected, rtol=1e-4)
    np.testing.assert_array_equal(first["pixels"][..., 0], mnist.bundled()[0][3600])


def test_the_file_that_is_loaded_last_is_the_one_in_use():
    at = visit("train")
    for digit in (4, 8):
        load(at, small_file(digit))
        turn(at, "network")
        assert np.argmax(stage(at, "network-layers")[-1]["values"]) == digit
        assert at.selectbox(key="network-name").options == [SHIPPED, LOADED]
        turn(at, "train")


def test_what_is_saved_can_be_loaded_again():
    shipped = networks.file(networks.SHIPPED)
    assert shipped == files("cnnviz.assets").joinpath("lecture.keras").read_bytes()
    at = load(visit("train"), shipped)
    assert len(at.error) == 0
    (network, weights), (again, same) = (
        models.read(data) for data in (shipped, networks.file(at.session_state["network"]))
    )
    assert again == network
    for one, other in zip(weights, same, strict=True):
        np.testing.assert_array_equal(one, other)
    (save,) = at.get("download_button")
    assert (save.label, save.disabled) == ("Save", False)


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def eight_by_eight():
    network = Network((8, 8, 1), (Flatten(), Dense(10, "softmax")))
    return models.to_bytes(network, [np.zeros((64, 10), np.float32), np.zeros(10, np.float32)])


def two_outputs():
    network = Network((28, 28, 1), (Flatten(), Dense(2, "softmax")))
    return models.to_bytes(network, [np.zeros((784, 2), np.float32), np.zeros(2, np.float32)])


def without_softmax():
    network = Network((28, 28, 1), (Flatten(), Dense(10)))
    return models.to_bytes(network, [np.zeros((784, 10), np.float32), np.zeros(10, np.float32)])


JUNK = {
    "nothing": lambda: b"",
    "junk": lambda: b"junk",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "an empty archive": archive,
    "an archive of something else": lambda: archive(readme_txt="hello"),
    "another class": lambda: archive(
        config_json=json.dumps({"module": "os", "class_name": "system", "config": {"command": "true"}})
    ),
    "a description that is none": lambda: archive(config_json="[1, 2"),
    "half a network": lambda: small_file(1)[:-500],
    "an input of another size": eight_by_eight,
    "another number of outputs": two_outputs,
    "no probabilities": without_softmax,
}


@pytest.mark.parametrize("data", JUNK.values(), ids=JUNK)
def test_a_file_that_is_no_network_for_digits_is_refused_in_a_sentence(data):
    at = load(visit("train"), data())
    assert_sound(at)
    assert len(at.error) == 1
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    assert turn(at, "network").selectbox(key="network-name").options == [SHIPPED]


def test_after_a_refused_file_a_good_one_is_taken_and_the_sentence_is_gone():
    at = load(visit("train"), small_file(4))
    load(at, b"junk")
    assert len(at.error) == 1
    assert in_use(at) == f"In use: t{LOADED[1:]}"  # the one before stays
    load(at, small_file(8))
    assert len(at.error) == 0


def test_after_a_reload_the_same_network_is_in_use():
    """So is that of a run that has ended while no page was there to see it."""
    first, second = finished(seed=1), Run(Settings(SMALL, seed=2))
    at = visit_with(first, second)
    act(at, "visitor-secret", "told", ["0123" * 8])
    at.run()
    at.pills(key="train-looked").set_value(1).run()
    button(at, "Use this network").click().run()
    assert in_use(at) == "In use: your run 1"

    def reloaded():
        again = visit("train")
        act(again, "visitor-secret", "told", ["0123" * 8])
        return again.run()

    assert in_use(reloaded()) == "In use: your run 1"
    second.finish(first.result)
    assert in_use(reloaded()) == "In use: your run 2"
    again = reloaded()
    button(again, "Back to the shipped one").click().run()
    assert in_use(reloaded()) == f"In use: t{SHIPPED[1:]}"
    for run in (first, second):
        visitor_runs._visitors().forget(at.session_state["visitor key"], run)
