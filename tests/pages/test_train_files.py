"""Train, with networks from files: looked into, saved, refused, and in use after a reload."""

import io
import json
import zipfile
from importlib.resources import files

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Run, RunSettings
from cnnviz.ui.session import networks, visitor_runs
from tests.pages.dashboard import (
    act,
    assert_sound,
    button,
    stage,
    told,
    turn,
    visit,
)
from tests.pages.training_runs import (
    LOADED,
    NOT_OWN,
    SHIPPED,
    SMALL,
    finished,
    in_use,
    load,
    small_file,
    visit_with,
)

# --- files


def test_a_network_from_a_file_is_looked_into():
    at = load(visit("train", number="3600"), small_file(4))
    assert_sound(at)
    assert len(at.error) == 0
    assert in_use(at) == f"The other pages use t{LOADED[1:]}"
    turn(at, "network")
    assert_sound(at)
    assert at.selectbox(key="network-name").options == [*SHIPPED, LOADED]
    assert told(at, "network")["pixels"] == mnist.bundled()[0][3600].ravel().tolist()
    (flat,) = stage(at, "network-layer")
    assert (flat["label"], flat["detail"].split(" · ")[0]) == ("Flatten", "(784,)")
    at.selectbox(key="network-enlarged").set_value("dense").run()
    (dense,) = stage(at, "network-layer")
    expected = np.full(10, 1 / (np.exp(9) + 9))
    expected[4] = np.exp(9) / (np.exp(9) + 9)
    np.testing.assert_allclose(dense["values"], expected, rtol=1e-4)


def test_the_file_that_is_loaded_last_is_the_one_in_use():
    at = visit("train")
    for digit in (4, 8):
        load(at, small_file(digit))
        turn(at, "network")
        at.selectbox(key="network-enlarged").set_value("dense").run()
        assert np.argmax(stage(at, "network-layer")[0]["values"]) == digit
        assert at.selectbox(key="network-name").options == [*SHIPPED, LOADED]
        turn(at, "train")


def test_what_is_saved_can_be_loaded_again():
    shipped = networks.file(networks.SHIPPED["lecture"])
    assert shipped == files("cnnviz.assets").joinpath("lecture.keras").read_bytes()
    at = load(visit("train"), shipped)
    assert len(at.error) == 0
    (network, weights), (again, same) = (
        models.read(data) for data in (shipped, networks.file(at.session_state["network in use"]))
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
    assert in_use(at) == NOT_OWN
    assert "network-name" not in [box.key for box in turn(at, "network").selectbox]


def test_after_a_refused_file_a_good_one_is_taken_and_the_sentence_is_gone():
    at = load(visit("train"), small_file(4))
    load(at, b"junk")
    assert len(at.error) == 1
    assert in_use(at) == f"The other pages use t{LOADED[1:]}"  # the one before stays
    load(at, small_file(8))
    assert len(at.error) == 0


def test_after_a_reload_the_same_network_is_in_use():
    """So is that of a run that has ended while no page was there to see it."""
    first, second = finished(seed=1), Run(RunSettings(SMALL, seed=2))
    at = visit_with(first, second)
    act(at, "visitor-secret", "told", ["0123" * 8])
    at.run()
    at.pills(key="train-looked").set_value(1).run()
    button(at, "Use this network").click().run()
    assert in_use(at) == "The other pages use your run 1"

    def reloaded():
        again = visit("train")
        act(again, "visitor-secret", "told", ["0123" * 8])
        return again.run()

    assert in_use(reloaded()) == "The other pages use your run 1"
    second.finish(first.result)
    assert in_use(reloaded()) == "The other pages use your run 2"
    again = reloaded()
    button(again, "Use the built-in networks").click().run()
    assert in_use(reloaded()) == NOT_OWN
    for run in (first, second):
        visitor_runs.all_visitors().forget(at.session_state["visitor key"], run)
