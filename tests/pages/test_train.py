"""Train, before a run and while it goes: what is set, watched, requested, and said of it."""

import time
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from cnnviz import mnist, models, network
from cnnviz.errors import WorkerError
from cnnviz.figures import captions
from cnnviz.network import READY, lecture_network
from cnnviz.runs import Run, RunSettings
from cnnviz.ui.chapters.train import run_view
from cnnviz.ui.session import worker_processes
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
)
from tests.pages.training_runs import (
    NOT_OWN,
    SHIPPED,
    SMALL,
    close,
    ended,
    event,
    in_use,
    line,
    lines,
    moment,
    newest,
    numbers,
    visit_with,
    watched,
)

# --- before


def test_before_a_run_the_page_says_what_will_be_trained():
    at = visit("train")
    assert_sound(at)
    assert "**The lecture's** network, 693,962 parameters" in said(at)
    assert in_use(at) == NOT_OWN
    line = (
        "This is a recorded example. Press Train for your own run: 4,000 training digits, 1,000 test digits."
    )
    assert newest(at)[:2] == (line, 1)
    assert list(lines(at)) == ["Run 0"]
    assert [button(at, name).disabled for name in ("Train", "Pause", "One batch", "Stop")] == [False] + [
        True
    ] * 3
    assert button(at, "Use the built-in networks").disabled
    assert numbers(at)["Test accuracy"] == "95.9 %"
    assert len(at.table) == 0


def test_the_code_on_the_page_makes_the_network_of_the_page():
    (code,) = [one.value for one in visit("train").code]
    names: dict[str, Any] = {}
    exec(code.split("model.fit")[0], names)
    built = models.build(lecture_network())
    assert names["model"].count_params() == built.count_params() == 693_962
    assert names["model"].output_shape == built.output_shape


def test_what_is_set_stands_in_the_link_and_makes_the_run():
    at = visit("train", epochs="3", train_rate="0.01", built=network.to_text(READY["LeNet-5"].layers))
    assert "**LeNet-5** network, 61,706 parameters" in said(at)
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
    assert settings == RunSettings(
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
    assert (row["network"], row["parameters"], row["state"]) == ("The lecture's", "693,962", "Finished")
    assert row["settings"] == "Adam 0.001 · 1 epoch · batch size 32 · seed 1"

    # what it sees is what Keras computes with the network that came out of it
    mine, digit = models.from_bytes(run.result.network), np.asarray(run.probe)
    expected = np.asarray(mine(digit.reshape(1, 28, 28, 1), training=False))[0]
    items = {item["label"]: item for item in stage(at, "train-moment")}
    np.testing.assert_allclose(items["answer"]["values"], expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(items["digit"]["pixels"][..., 0], mnist.bundled()[0][0])
    assert items["kernels"]["detail"].startswith("(3, 3, 32)")
    assert items["feature maps"]["detail"].startswith("(26, 26, 32)")
    off = items["Dropout 1: off in this batch"]
    assert off["detail"].startswith("(13, 13, 32)")
    dropped = run.moments[-1].dropped["dropout"]
    assert f"\n{int(dropped.sum()):,} of 5,408 off" in off["detail"]
    assert 0.2 < dropped.mean() < 0.3

    # back to the beginning
    act(at, "train-course", "moment", [0])
    assert_sound(at)
    first = run.moments[0]
    items = {item["label"]: item for item in stage(at, "train-moment")}
    np.testing.assert_allclose(items["answer"]["values"], first.probabilities)
    assert items["Dropout 1: off in this batch"]["kind"] == "empty"
    assert told(at, "train-course")["moment"] == 0
    act(at, "train-course", "moment", [None])
    assert told(at, "train-course")["moment"] is None

    assert in_use(at) == "The other pages use your run 1"
    assert not button(at, "Train").disabled
    assert button(at, "Stop").disabled
    turn(at, "network")
    assert_sound(at)
    chooser = at.selectbox(key="network-name")
    assert (chooser.options, chooser.value) == ([*SHIPPED, "Your run 1"], "Your run 1")
    at.selectbox(key="network-enlarged").set_value("dense_1").run()
    np.testing.assert_allclose(stage(at, "network-layer")[0]["values"], expected, rtol=1e-4, atol=1e-5)
    chooser = at.selectbox(key="network-name")
    chooser.set_value(SHIPPED[1]).run()  # it has a layer dense_1, too
    assert_sound(at)
    assert not np.allclose(stage(at, "network-layer")[0]["values"], expected, rtol=1e-4, atol=1e-5)

    # and back
    turn(at, "train")
    assert in_use(at) == NOT_OWN
    button(at, "Use this network").click().run()
    assert in_use(at) == "The other pages use your run 1"
    assert button(at, "Use this network").disabled
    button(at, "Look inside").click().run()
    assert at.header[0].value == "Inside a network"
    assert at.selectbox(key="network-name").value == "Your run 1"

    # another visitor has seen nothing of it
    other.run()
    assert list(lines(other)) == ["Run 0"]
    assert "network-name" not in [box.key for box in turn(other, "network").selectbox]


def test_a_run_that_ends_while_another_page_is_seen_is_in_use_there():
    at = visit("train", epochs="30")
    button(at, "Train").click().run()
    (run,) = runs_of(at)
    watched(at, lambda run: run.events)
    assert not run.ended
    turn(at, "network")
    worker_processes.workers().stop(run)
    end = time.monotonic() + 60
    while not run.ended:
        assert time.monotonic() < end
        time.sleep(0.05)
    at.run()
    assert_sound(at)
    assert at.selectbox(key="network-name").value == "Your run 1"
    turn(at, "train")
    assert line(at).startswith("Stopped · epoch ")
    assert run.result is not None
    assert numbers(at)["Test accuracy"] == captions.share(run.result.accuracy)  # within an epoch, too


def test_numbers_and_pictures_are_those_of_the_moment():
    run = Run(RunSettings(SMALL, epochs=2), np.zeros((28, 28), np.float32))
    for batch in range(1, 5):
        run.record(event(batch))
    run.record(event(4, kind="epoch", val_loss=0.75, val_accuracy=0.875))
    run.record(event(5, batch_loss=0.5, batch_accuracy=1.0))
    run.remember(0, [moment(step, 1.0 + step) for step in range(3)])
    at = visit_with(run)
    assert_sound(at)
    assert numbers(at) == {
        "Batch loss": "0.500",
        "Batch accuracy": "100 %",
        "Test accuracy": "87.5 %",
        "Digits per second": "2,346",
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
        assert np.argmax(items["answer"]["values"]) == step
        opacity = items["kernels"]["pixels"][2, 2, 3] / 255
        assert opacity * items["kernels"]["limit"] == pytest.approx(1 + step, abs=0.02)
        assert items["kernels"]["limit"] == 3  # of the newest, so that colours can be compared
    off = items["Dropout: off in this batch"]
    assert (off["kind"], off["detail"]) == ("empty", "none yet")
    act(at, "train-course", "moment", [1])
    (off,) = [item for item in stage(at, "train-moment") if item["label"].startswith("Dropout")]
    assert off["detail"] == "(2, 2, 2)\n1 of 8 off for the first digit"
    np.testing.assert_array_equal(off["pixels"][..., 3], [[255, 0, 90, 0, 0], [0, 0, 90, 0, 0]])


def test_what_was_told_in_the_last_seconds_comes_in_one_message():
    """The browser shows it bit by bit until the next; of a run that does not train the newest alone."""
    run = Run(RunSettings(SMALL, epochs=2))
    run.record(event(1, seconds=1.0))
    run.record(event(2, seconds=8.1, batch_loss=0.25))
    run.record(event(3, seconds=9.5, batch_loss=0.125))
    run.record(event(4, seconds=10.0))
    at = visit_with(run)
    sent = told(at, "train-standing")
    assert (sent["of"], sent["every"]) == (run.id, run_view.UPDATED_EVERY)
    assert [one["at"] for one in sent["updates"]] == [8.1, 9.5, 10.0]
    assert [one["progress"] for one in sent["updates"]] == [0.25, 0.375, 0.5]
    assert [one["numbers"][0] for one in sent["updates"]] == ["0.250", "0.125", "1.250"]
    assert [one["line"] for one in sent["updates"]] == [
        f"Training · epoch 1 of 2 · batch {batch} of 4" for batch in (2, 3, 4)
    ]
    left = [one["numbers"][4] for one in sent["updates"]]
    assert left == ["43 s", "21 s", "12 s"]  # 7.1 s for an eighth, ...
    run.request("pause")
    at.run()
    sent = told(at, "train-standing")
    assert (sent["every"], [one["at"] for one in sent["updates"]]) == (0, [10.0])


def test_until_its_first_batch_a_run_gets_ready():
    run = Run(RunSettings(SMALL))
    run.begin()
    assert newest(visit_with(run))[:2] == ("Getting ready: Keras is starting", 0)


@pytest.mark.parametrize("made_up", [5.5, "x", [-1], ["0"], [True], [[1]], [1, 2], {}, [None, None]])
def test_a_moment_that_a_browser_makes_up_changes_nothing(made_up):
    run = Run(RunSettings(SMALL), np.zeros((28, 28), np.float32))
    run.record(event(1))
    run.remember(0, [moment(0, 1.0), moment(1, 2.0)])
    at = visit_with(run)
    act(at, "train-course", "moment", made_up)
    assert_sound(at)
    assert told(at, "train-course")["moment"] is None


def test_what_is_wished_reaches_the_workers():
    run = Run(RunSettings(SMALL))
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
    run.put_aside("go")
    with patch.object(Workers, "ahead_of", return_value=1):
        assert line(at.run()).startswith("Waiting to go on · 1 before you · epoch 1 of 5 · batch 1 of 4")
    with patch.object(Workers, "stop", side_effect=lambda run: run.request("stop")) as stop:
        button(at.run(), "Stop").click().run()
    stop.assert_called_once_with(run)
    assert_sound(at)
    assert button(at, "Stop").disabled


def test_a_run_that_waits_says_who_is_before_it():
    with patch.object(Workers, "ahead_of", return_value=2):
        at = visit_with(Run(RunSettings(SMALL, epochs=4)))
    assert_sound(at)
    assert newest(at)[:2] == ("Waiting for a free place to train · 2 before you", 0)
    assert not button(at, "Stop").disabled


def test_a_run_that_fails_says_why_and_can_be_started_again():
    failed = Run(RunSettings(SMALL, seed=77))
    failed.fail("The training process ended before the run did: start the run once more.")
    at = visit_with(failed)
    assert_sound(at)
    assert [one.value for one in at.error] == [failed.error]
    assert in_use(at) == NOT_OWN
    with patch.object(Workers, "train", side_effect=Run):
        button(at, "Start again").click().run()
    assert_sound(at)
    assert [run.settings for run in runs_of(at)] == [failed.settings] * 2
    assert line(at) == "Waiting for a free place to train"


def test_workers_that_do_not_start_are_said_once():
    sentence = "The process that runs the networks did not start. Start the dashboard again."
    at = visit("train")
    with patch.object(Workers, "train", side_effect=WorkerError(sentence)):
        button(at, "Train").click().run()
    assert_sound(at)
    assert [one.value for one in at.error] == [sentence]
    assert not button(at, "Train").disabled
    assert len(at.run().error) == 0
