"""Train: start, watch, stop, keep, load; what was trained can be looked into, by its visitor alone."""

import io
import json
import time
import zipfile
from importlib.resources import files
from unittest.mock import MagicMock, patch

import numpy as np
import plotly.io
import pytest

from cnnviz import mnist, models
from cnnviz.errors import WorkerError
from cnnviz.network import Dense, Flatten, Network, lecture_network
from cnnviz.runs import Run, Settings
from cnnviz.ui import networks
from cnnviz.workers import Workers
from tests.pages.dashboard import assert_sound, button, said, stage, turn, visit

SHIPPED, TRAINED, LOADED = "The network that ships", "The network you trained", "The network you loaded"
SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


def in_use(at):
    (text,) = [one.value for one in at.subheader]
    return text


def watched(at, until, seconds=120):
    """Look at the page again and again until something holds; return all that its progress said."""
    texts = []
    end = time.monotonic() + seconds
    run = at.session_state["run"]
    while not (run.events or run.ended) and time.monotonic() < end:
        time.sleep(0.05)  # until the worker has TensorFlow there is nothing to be seen
    while not until(at):
        assert time.monotonic() < end, texts
        at.run()
        assert_sound(at)
        texts += [(one.value, one.text) for one in at.progress]
        time.sleep(0.1)
    return texts


def ended(at):
    return at.session_state["run"].ended


def drawn(at):
    """Return the traces of the figure as (x, y)."""
    figure = plotly.io.from_json(at.get("plotly_chart")[0].proto.spec, skip_invalid=True)
    return [(list(trace.x or ()), list(trace.y or ())) for trace in figure.data]


def small_file(digit):
    """Return the file of a network that answers this digit, whatever it sees."""
    return models.to_bytes(SMALL, [np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit] * 9])


def load(at, data, name="network.keras"):
    at.file_uploader(key="train-file").upload(name, data).run()
    return at


# --- before


def test_before_a_run_the_page_says_what_will_happen():
    at = visit("train")
    assert_sound(at)
    assert any(text.startswith("4,000 digits to learn from, 1,000 others to judge by") for text in said(at))
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    assert len(at.progress) == 0
    assert button(at, "Stop").disabled
    assert not button(at, "Train").disabled
    assert button(at, "Back to the shipped one").disabled
    assert drawn(at) == [([], [])] * 4


def test_the_code_on_the_page_makes_the_network_of_the_page():
    (code,) = [one.value for one in visit("train").code]
    names = {}
    exec(code.split("model.fit")[0], names)
    built = models.build(lecture_network())
    assert names["model"].count_params() == built.count_params() == 693_962
    assert names["model"].output_shape == built.output_shape


def test_epochs_are_in_the_link():
    at = visit("train", epochs="3")
    assert at.slider(key="train-epochs").value == 3
    at.slider(key="train-epochs").set_value(9).run()
    assert at.query_params["epochs"] == "9"
    assert (at.slider(key="train-epochs").min, at.slider(key="train-epochs").max) == (1, 30)


# --- a run


def test_a_run_is_watched_to_its_end_and_its_network_can_be_looked_into():
    at = visit("train", epochs="1")
    other = visit("train")
    button(at, "Train").click().run()
    assert_sound(at)
    assert button(at, "Train").disabled
    assert at.slider(key="train-epochs").disabled
    assert not button(at, "Stop").disabled
    seen = watched(at, ended)
    at.run()
    run = at.session_state["run"]
    assert run.state == "finished"

    shares = [share for share, _ in seen]
    assert shares == sorted(shares)
    assert any(0 < share < 100 for share in shares)
    assert any(text.startswith("Training · epoch 1 of 1 · batch ") for _, text in seen)
    assert at.progress[0].value == 100
    assert at.progress[0].text.startswith("Finished · epoch 1 of 1 · batch 125 of 125 · ")
    assert f"{run.result.accuracy:.1%}"[:2] in at.progress[0].text
    assert run.result.accuracy > 0.8

    during = [one for one in run.events if one["kind"] == "batch"]
    after = [one for one in run.events if one["kind"] == "epoch"]
    assert [one["epoch"] for one in after] == [0]
    loss, val_loss, accuracy, val_accuracy = drawn(at)
    assert loss == (
        [one["epoch"] + one["batch"] / one["n_batches"] for one in during],
        [one["loss"] for one in during],
    )
    assert accuracy[1] == [one["accuracy"] for one in during]
    assert val_loss == ([1], [one["val_loss"] for one in after])
    assert val_accuracy == ([1], [one["val_accuracy"] for one in after])

    assert in_use(at) == f"In use: t{TRAINED[1:]}"
    assert not button(at, "Train").disabled
    assert button(at, "Stop").disabled

    # inside it, as Keras sees it here
    turn(at, "network")
    assert_sound(at)
    chooser = at.selectbox(key="network-name")
    assert (chooser.options, chooser.value) == ([SHIPPED, TRAINED], TRAINED)
    mine = models.from_bytes(run.result.network)
    digit = mnist.bundled()[0][0].astype(np.float32) / np.float32(255)
    expected = np.asarray(mine(digit.reshape(1, 28, 28, 1), training=False))[0]
    np.testing.assert_allclose(stage(at, "network-layers")[-1]["values"], expected, rtol=1e-4, atol=1e-5)
    chooser.set_value(SHIPPED).run()
    assert_sound(at)
    assert not np.allclose(stage(at, "network-layers")[-1]["values"], expected, rtol=1e-4, atol=1e-5)
    at.selectbox(key="network-name").set_value(TRAINED).run()
    np.testing.assert_allclose(stage(at, "network-layers")[-1]["values"], expected, rtol=1e-4, atol=1e-5)

    # and back
    turn(at, "train")
    assert at.progress[0].value == 100
    button(at, "Back to the shipped one").click().run()
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"
    assert button(at, "Back to the shipped one").disabled
    button(at, "Look inside").click().run()
    assert at.header[0].value == "Inside a network"
    assert at.selectbox(key="network-name").value == SHIPPED

    # another visitor has seen nothing of it
    other.run()
    assert len(other.progress) == 0
    assert turn(other, "network").selectbox(key="network-name").options == [SHIPPED]


def test_a_run_that_is_stopped_keeps_what_it_has_learned():
    at = visit("train", epochs="30")
    button(at, "Train").click().run()
    watched(at, lambda at: at.session_state["run"].events)
    turn(at, "filters")  # other pages go on meanwhile
    assert_sound(at)
    assert not ended(at)
    turn(at, "train")
    button(at, "Stop").click().run()
    assert_sound(at)
    watched(at, ended)
    at.run()
    assert at.session_state["run"].state == "stopped"
    assert at.progress[0].text.startswith("Stopped · epoch ")
    assert in_use(at) == f"In use: t{TRAINED[1:]}"
    assert not button(at, "Train").disabled


def test_a_run_that_waits_says_who_is_before_it():
    waiting = Run(Settings(SMALL, epochs=4))
    with patch.object(Workers, "ahead_of", return_value=2):
        at = visit("train", session={"run": waiting})
    assert_sound(at)
    assert (at.progress[0].value, at.progress[0].text) == (
        0,
        "Waiting for the training process · 2 before you",
    )
    assert button(at, "Train").disabled
    assert not button(at, "Stop").disabled


def test_a_run_that_fails_says_why_and_another_can_be_started():
    failed = Run(Settings(SMALL))
    failed.fail("The training process ended before the run did: start the run once more.")
    at = visit("train", session={"run": failed})
    assert_sound(at)
    assert [one.value for one in at.error] == [failed.error]
    assert len(at.progress) == 0
    assert not button(at, "Train").disabled
    assert in_use(at) == f"In use: t{SHIPPED[1:]}"


def test_workers_that_do_not_start_are_said_once():
    sentence = "The process that runs the networks did not start. Start the dashboard again."
    at = visit("train")
    with patch.object(Workers, "train", side_effect=WorkerError(sentence)):
        button(at, "Train").click().run()
    assert_sound(at)
    assert [one.value for one in at.error] == [sentence]
    assert not button(at, "Train").disabled
    assert len(at.run().error) == 0


def test_a_run_may_be_the_first_that_is_asked_of_the_workers():
    """Their start ends what ran on those before them, and nothing else."""
    cold = Workers()

    def begin():
        cold.local._client, cold.local.host = MagicMock(), MagicMock(poll=lambda: None)

    with patch.object(cold.local, "_open", side_effect=begin):
        run = cold.train(Settings(SMALL))
        assert (run.state, run.error) == ("waiting", "")
        assert cold.ahead_of(run) == 0
        cold.close()
    assert run.state == "failed"


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
