"""What is it?: the names of a photo as Keras gives them, what the network sees, and the camera's frames."""

import base64
import io
import time

import numpy as np
import pytest
from PIL import Image

from cnnviz import images, models, photos, reading
from cnnviz.data_sets.imagenet import class_names
from cnnviz.errors import WorkerError
from cnnviz.figures import captions
from cnnviz.ui.chapters.what import camera_frames, unknowable
from cnnviz.ui.session import image_in_use, photo_answers, photo_in_use
from tests.pages.dashboard import OPENING, PATIENCE, SENT, act, assert_sound, said, told, turn, visit

KEY = "what-photo"
FRAME = np.random.default_rng(3).integers(0, 256, (224, 224, 3), np.uint8)


@pytest.fixture(scope="module")
def model():
    return models.load_pretrained(reading.PHOTOS)


def best_of(model, x):
    """Return Keras's five best names and their probabilities."""
    probabilities = model.predict(x[np.newaxis], verbose=0)[0]
    return photos.best(probabilities, class_names())


def seen_of(pixels):
    network, _ = reading.pretrained(reading.PHOTOS)
    return photos.prepared(pixels, network.preparation)


def answered(at, part=lambda message: message["answer"]):
    """Run the page until the network has answered, and return the answer."""
    end = time.monotonic() + PATIENCE
    while part(told(at, KEY)) is None:
        assert time.monotonic() < end, "The network has not answered."
        time.sleep(0.1)
        at.run()
    assert_sound(at)
    return part(told(at, KEY))


def assert_names(answer, guesses):
    assert answer["said"] == ""
    assert [one["name"] for one in answer["names"]] == [one.name for one in guesses]
    shares = [one["share"] for one in answer["names"]]
    np.testing.assert_allclose(shares, [one.probability for one in guesses], rtol=1e-3, atol=1e-5)


def pixels_at(address):
    with Image.open(io.BytesIO(SENT[address])) as opened:
        return np.asarray(opened.convert("RGB"))


def sent(pixels, kind="PNG"):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def test_the_page_begins_with_a_photo_that_the_network_can_name_and_changes_no_other_page(model):
    at = visit("what")
    prepared = seen_of(images.sample_images()["cat"]())
    assert_names(answered(at), best_of(model, prepared.x))
    message = told(at, KEY)
    assert message["label"] == "Cat"
    assert message["range"] == captions.extent(prepared.x)
    assert message["range"].startswith("−0.9")
    top, left, bottom, right = prepared.box
    assert message["picture"]["mark"] == [top, left, bottom - top, right - left]
    shown = pixels_at(message["seen"]["src"]).astype(int)
    assert np.abs(shown - np.rint(prepared.seen * 255)).mean() < 3  # it is a JPEG
    assert at.query_params == OPENING


@pytest.mark.parametrize("sample", photo_in_use.PHOTOGRAPHS)
def test_the_names_of_a_sample_are_keras_own(sample, model):
    at = visit("what", image=sample, bits="image")
    guesses = best_of(model, seen_of(images.sample_images()[sample]()).x)
    assert_names(answered(at), guesses)


@pytest.mark.parametrize(
    "link", [{"image": "smiley"}, {"image": "digit"}, {"crop": "0-1-0-90"}, {"grey": "yes"}]
)
def test_any_image_has_five_names(link):
    assert len(answered(visit("what", **link))["names"]) == 5


def test_a_sample_that_is_chosen_is_the_image_of_all_pages():
    at = visit("what", image="smiley")
    at.segmented_control(key="what-sample").set_value("cup").run()
    assert_sound(at)
    assert at.query_params["image"] == "cup"
    assert told(at, KEY)["label"] == image_in_use.LABELS["cup"]
    at.segmented_control(key="what-sample").set_value(None).run()
    assert at.query_params["image"] == "cup"
    assert at.segmented_control(key="what-sample").value == "cup"


def test_the_first_image_of_other_pages_can_be_chosen_too():
    at = visit("what")
    at.segmented_control(key="what-sample").set_value("china").run()
    assert told(at, KEY)["label"] == image_in_use.LABELS["china"]


def test_an_upload_is_named(model):
    at = visit("what")
    at.session_state["what-own"] = True
    at.run()
    buffer = io.BytesIO()
    Image.fromarray(FRAME).save(buffer, "PNG")
    at.file_uploader(key="what-file").upload("noise.png", buffer.getvalue()).run()
    pixels = FRAME.astype(np.float32) / np.float32(255)
    assert_names(answered(at), best_of(model, seen_of(pixels).x))
    assert told(at, KEY)["limit"] == unknowable.GENERAL


def test_a_file_that_is_no_picture_leaves_the_photo_before():
    at = visit("what")
    at.session_state["what-own"] = True
    at.run()
    at.file_uploader(key="what-file").upload("x.pdf", b"%PDF-1.4 " * 20).run()
    assert ["PDF" in one.value for one in at.error] == [True]
    assert told(at, KEY)["label"] == "Cat"


def test_a_worker_that_does_not_answer_is_one_sentence(monkeypatch):
    def lost(*_):
        raise WorkerError("The worker is gone.")

    monkeypatch.setattr(photo_answers, "guesses", lost)
    at = visit("what", image="flower")
    assert_sound(at)
    assert told(at, KEY)["answer"] == {"names": [], "said": "The worker is gone."}


@pytest.mark.parametrize("word", ["dahlia", "Persian CAT", "<b>[x](y)</b> `dahlia`"])
def test_a_word_is_looked_for_among_the_names(word):
    at = visit("what")
    at.text_input(key="what-sought").set_value(word).run()
    assert_sound(at)
    (sentence,) = [text for text in said(at) if "1,000 names" in text and text.startswith("“")]
    kept = at.query_params["sought_name"]
    assert sentence.startswith(f"“{kept}” is in {'1 of' if 'cat' in word.lower() else 'none of'} the")
    assert set(kept) <= set("abcdefghijklmnopqrstuvwxyzPCAT ")
    assert said(turn(turn(at, "numbers"), "what")).count(sentence) == 1


def test_a_frame_of_the_camera_is_named_and_none_is_kept(model):
    at = act(visit("what"), KEY, "frame", [1, sent(FRAME)])
    frame = answered(at, lambda message: message["camera"])
    assert frame["frame"] == 1
    pixels = FRAME.astype(np.float32) / np.float32(255)
    x = reading.pretrained(reading.PHOTOS)[0].preparation.scaled(pixels * 255)
    assert_names(frame["answer"], best_of(model, x))
    assert at.session_state["camera frame awaited"] is None
    assert at.query_params == OPENING
    assert told(at, KEY)["label"] == "Cat"


def test_a_frame_is_held_while_it_is_awaited(monkeypatch):
    monkeypatch.setattr(camera_frames, "_answer", lambda _: None)
    monkeypatch.setattr(camera_frames, "is_ready", lambda: False)
    at = act(visit("what"), KEY, "frame", [1, sent(FRAME)])
    assert at.session_state["camera frame awaited"].x.shape == (224, 224, 3)
    assert told(at, KEY)["camera"] is None


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        [1],
        [1, None],
        [-1, sent(FRAME)],
        [1.5, sent(FRAME)],
        [1, "no base64!"],
        [1, "é"],
        [1, sent(FRAME, "GIF")],
        [1, sent(FRAME[:100])],
        [1, sent(FRAME)[:4000]],
        [1, base64.b64encode(b"%PDF-1.4").decode()],
        [1, "A" * 4_000_000],
    ],
    ids=lambda given: repr(given)[:20],
)
def test_a_message_that_is_no_frame_changes_nothing(given):
    at = act(visit("what", image="smiley"), KEY, "frame", given)
    assert_sound(at)
    assert told(at, KEY)["camera"] is None


def test_the_code_names_the_same(capsys):
    at = visit("what", image="photographer")
    answer = answered(at)
    exec(at.code[-1].value, {})
    printed = capsys.readouterr().out
    for one in answer["names"]:
        assert f"{one['share']:6.1%} {one['name']}" in printed
