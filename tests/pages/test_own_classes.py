"""Your own classes: what is learned from frames and photos, what cannot be, and the network as a file."""

import base64
import io
import time
from typing import Any

import keras
import numpy as np
import pytest
from PIL import Image

from cnnviz import export, images, layer_outputs, models, photos, reading
from cnnviz.errors import WorkerError
from cnnviz.lessons.own_classes import MOST_PICTURES, learned
from cnnviz.ui.chapters.own_classes.example_classes import SAMPLES, pieces_of
from cnnviz.ui.session import photo_features, worker_processes
from tests.pages.dashboard import OPENING, PATIENCE, act, assert_sound, said, told, visit

KEY = "own-classes"
RNG = np.random.default_rng(8)
#: Two kinds of frames: noise, and stripes, each a little different.
NOISE = RNG.integers(0, 256, (4, 224, 224, 3), np.uint8)
STRIPES = np.stack(
    [np.roll(np.tile(np.array([[[0], [255]]], np.uint8).repeat(8, 1), (224, 14, 3)), n, 1) for n in range(4)]
)
OWN = {"own_view": "own", "own_names": "noise,stripes,"}


@pytest.fixture(scope="module")
def model():
    return models.load_pretrained(reading.PHOTOS)


@pytest.fixture(scope="module")
def preparation():
    return reading.pretrained(reading.PHOTOS)[0].preparation


def sent(pixels):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def answered(at, part=lambda message: message["read"]):
    """Run the page until the network has answered all that was asked, and return a part of the message."""
    end = time.monotonic() + PATIENCE
    while part(told(at, KEY)) is None or any(one.seen is not None for one in pictures(at)):
        assert time.monotonic() < end, "The network has not answered."
        time.sleep(0.1)
        at.run()
    assert_sound(at)
    return part(told(at, KEY))


def frame_of(number):
    """Return a function that finds the answer to a frame in a message, or None."""

    def found(message):
        camera = message["camera"]
        return camera if camera and camera["frame"] == number else None

    return found


def pictures(at):
    return (
        [one for some in at.session_state["own classes pictures"] for one in some] if has_pictures(at) else []
    )


def has_pictures(at):
    return "own classes pictures" in at.session_state


def counts(at):
    return [row["count"] for row in told(at, KEY)["rows"]]


def taught(at=None):
    """Return a visit in which three frames of each kind have been recorded."""
    at = at or visit("own_classes", **OWN)
    for number in range(3):
        act(at, KEY, "frame", [2 * number, sent(NOISE[number]), 0])
        act(at, KEY, "frame", [2 * number + 1, sent(STRIPES[number]), 1])
    return at


def features_of(model, preparation, frames):
    return np.stack([layer_outputs.features(model, preparation.scaled(frame)) for frame in frames])


def test_the_example_is_learned_from_pieces_and_reads_the_whole_photo(model, preparation):
    at = visit("own_classes")
    read = answered(at)
    given = []
    for sample in SAMPLES.values():
        pieces = pieces_of(images.sample_images()[sample]())
        given.append(
            np.stack([layer_outputs.features(model, photos.prepared(one, preparation).x) for one in pieces])
        )
    network, weights = reading.pretrained(reading.PHOTOS)
    from cnnviz.lessons.own_classes import with_head

    whole = models.build(*with_head(network, weights, learned(list(SAMPLES), given)))
    x = photos.prepared(images.sample_images()["cat"](), preparation).x
    np.testing.assert_allclose(
        read["shares"], whole.predict(x[np.newaxis], verbose=0)[0], rtol=1e-3, atol=1e-4
    )
    assert [row["name"] for row in told(at, KEY)["rows"]] == list(SAMPLES)
    assert 0.8 < read["shares"][0] < 0.99
    assert told(at, KEY)["teaching"] is False
    assert at.query_params == OPENING


def test_frames_are_recorded_learned_and_read(model, preparation):
    at = taught()
    answered(at)
    assert counts(at) == [3, 3]
    given = [features_of(model, preparation, frames[:3]) for frames in (NOISE, STRIPES)]
    head = learned(["noise", "stripes"], given)
    for number, frame in ((10, NOISE[3]), (11, STRIPES[3])):
        act(at, KEY, "frame", [number, sent(frame), -1])
        read = answered(at, frame_of(number))
        wanted = head.probabilities(features_of(model, preparation, [frame])[0])
        np.testing.assert_allclose(read["read"]["shares"], wanted, rtol=1e-3, atol=1e-4)
        assert np.argmax(wanted) == number - 10
    assert counts(at) == [3, 3]
    assert all(one.seen is None and one.thumbnail.nbytes < 13_000 for one in pictures(at))
    assert "own_view" in at.query_params


def test_a_class_has_no_more_pictures_than_it_can_hold_and_can_be_cleared():
    at = visit("own_classes", **OWN)
    for number in range(MOST_PICTURES + 1):
        frame = NOISE[0].copy()
        frame[0, 0] = number
        act(at, KEY, "frame", [number, sent(frame), 0])
    assert counts(at) == [MOST_PICTURES, 0]
    assert_sound(act(at, KEY, "cleared", [0]))
    assert counts(at) == [0, 0]


def test_a_class_without_a_picture_is_one_sentence():
    at = visit("own_classes", **OWN)
    assert answered(at)["said"].startswith("There are no pictures yet.")
    act(at, KEY, "frame", [0, sent(NOISE[0]), 0])
    read = answered(at)
    assert read["said"].startswith("“stripes” has no picture yet.")
    assert read["shares"] == []


def test_two_classes_with_the_same_pictures_are_one_sentence():
    at = visit("own_classes", **OWN)
    for index in (0, 1):
        act(at, KEY, "frame", [index, sent(NOISE[0]), index])
    assert "the same pictures" in answered(at)["said"]


def test_fewer_than_two_classes_are_one_sentence():
    at = visit("own_classes", own_view="own", own_names="noise,,")
    assert answered(at)["said"].startswith("Two classes are needed.")
    assert len(told(at, KEY)["rows"]) == 1
    at.text_input(key="own-name-2").set_value("<b>moss</b>, and more").run()
    assert [row["name"] for row in told(at, KEY)["rows"]] == ["noise", "b moss b and more"]
    assert at.query_params["own_names"] == "noise,,b moss b and more"


def test_photos_are_pictures_too_and_what_is_none_is_one_sentence():
    at = visit("own_classes", **OWN)
    files = [("a.png", base64.b64decode(sent(NOISE[0]))), ("b.png", base64.b64decode(sent(NOISE[1])))]
    at.file_uploader(key="own-photos-0-0").set_value(
        [(name, data, "image/png") for name, data in files]
    ).run()
    assert counts(at) == [2, 0]
    at.file_uploader(key="own-photos-1-1").upload("x.pdf", b"%PDF-1.4 " * 20).run()
    assert ["PDF" in one.value for one in at.error] == [True]
    assert counts(at) == [2, 0]


def test_a_worker_that_does_not_answer_is_one_sentence(monkeypatch):
    def lost(*_):
        raise WorkerError("The worker is gone.")

    monkeypatch.setattr(photo_features, "features", lost)
    at = visit("own_classes", **OWN)
    assert_sound(at)
    assert told(at, KEY)["read"] == {"shares": [], "said": "The worker is gone."}


@pytest.mark.parametrize(
    "given",
    [
        None,
        [1, sent(NOISE[0])],
        [1, sent(NOISE[0]), 2],
        [1, sent(NOISE[0]), -2],
        [1, "é", 0],
        [1, "A" * 400_000, 0],
        [-1, sent(NOISE[0]), 0],
    ],
    ids=lambda given: repr(given)[:12],
)
def test_a_message_that_is_no_frame_changes_nothing(given):
    at = act(visit("own_classes", **OWN), KEY, "frame", given)
    assert_sound(at)
    assert counts(at) == [0, 0]


def test_the_example_takes_no_pictures():
    at = act(visit("own_classes"), KEY, "frame", [1, sent(NOISE[0]), 0])
    assert_sound(at)
    assert counts(at) == [6, 6, 6]


@pytest.fixture(scope="module")
def saved(model, preparation):
    """A file of classes, and the layer in it."""
    given = [features_of(model, preparation, frames[:2]) for frames in (NOISE, STRIPES)]
    head = learned(["Rauschen?", "stripes"], given)
    return worker_processes.workers().save_own_classes(head), head


def test_keras_opens_the_file_and_answers_the_same(saved, model, preparation, tmp_path):
    data, head = saved
    (tmp_path / "own.keras").write_bytes(data)
    loaded = keras.models.load_model(tmp_path / "own.keras")
    x = preparation.scaled(NOISE[3])
    wanted = head.probabilities(layer_outputs.features(model, x))
    np.testing.assert_allclose(loaded.predict(x[np.newaxis], verbose=0)[0], wanted, rtol=1e-4, atol=1e-5)
    network, _ = models.read(data)
    assert network.classes == head.classes
    assert network.preparation == preparation


def test_the_page_loads_the_file_with_its_names(saved):
    data, _ = saved
    at = taught()
    at.file_uploader(key="own-load-0").upload("own.keras", data).run()
    read = answered(at)
    assert said(at).count("There are no pictures yet.") == 0
    assert read["said"].startswith("This comes from your file.")
    assert [row["name"] for row in told(at, KEY)["rows"]] == ["Rauschen", "stripes"]
    act(at, KEY, "frame", [0, sent(STRIPES[3]), -1])
    shares = answered(at, lambda message: message["camera"])["read"]["shares"]
    assert shares[1] > shares[0]
    act(at, KEY, "frame", [1, sent(NOISE[0]), 0])
    assert "has no picture yet" in answered(at)["said"]


def test_another_network_is_refused():
    at = visit("own_classes", **OWN)
    at.file_uploader(key="own-load-0").upload("lecture.keras", models.pretrained_bytes("lecture")).run()
    assert ["not a network with classes of your own" in one.value for one in at.error] == [True]
    at.file_uploader(key="own-load-1").upload("x.keras", b"nothing").run()
    assert len(at.error) == 1


def test_the_code_learns_the_same_from_folders(tmp_path, monkeypatch, model, preparation):
    for name, frames in (("noise", NOISE[:2]), ("stripes", STRIPES[:3])):
        (tmp_path / name).mkdir()
        for n, frame in enumerate(frames):
            Image.fromarray(frame).save(tmp_path / name / f"{n}.png")
    monkeypatch.chdir(tmp_path)
    there: dict[str, Any] = {}
    exec(export.own_classes_code(["noise", "stripes"]), there)
    given = []
    for frames in (NOISE[:2], STRIPES[:3]):
        seen = [
            photos.prepared(frame.astype(np.float32) / np.float32(255), preparation).x for frame in frames
        ]
        given.append(np.stack([layer_outputs.features(model, x) for x in seen]))
    head = learned(["noise", "stripes"], given)
    wanted = [head.probabilities(one) for one in np.concatenate(given)]
    np.testing.assert_allclose(there["probabilities"], wanted, rtol=1e-3, atol=1e-4)


def test_the_file_is_offered_once_something_is_learned():
    at = visit("own_classes", **OWN)
    answered(at)
    assert "own-save" not in {one.key for one in at.main}
    answered(taught(at))
