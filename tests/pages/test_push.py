"""A push: the pictures and the numbers on the stage are the library's, on each network and by each method."""

import os
from contextlib import redirect_stdout
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnviz import images, mnist, models, photos, pushing, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.figures import captions
from cnnviz.lessons.pushes import PushAsked, to_levels
from cnnviz.ui.components.headed import HEAD
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import SENT, act, assert_sound, awaited, said, told, visit

NUMBER = 7 * mnist.BUNDLED_PER_CLASS + 12
DIGIT = mnist.bundled()[0][NUMBER] / np.float32(255)
#: Networks by their choice on the page; the visitor's own is one without a convolution here.
NAMES = {"photo": reading.PHOTOS, "pen": "pen", "lecture": "lecture", "own": "no-convolution"}
STAGE = "push-stage"


def opened(subject, **link):
    mine = {"networks": {"Mine": NetworkFile("Mine", reading.pretrained_bytes(NAMES["own"]))}}
    image = {"image": "cup"} if subject == "photo" else {"number": str(NUMBER)}
    return awaited(visit("push", mine if subject == "own" else {}, push_network=subject, **image, **link))


@cache
def network(subject):
    return models.load_pretrained(NAMES[subject])


def picture(subject):
    if subject != "photo":
        return DIGIT
    return photos.prepared(images.sample_images()["cup"](), ARCHITECTURES[reading.PHOTOS]().preparation).seen


def classes(subject):
    return ARCHITECTURES[reading.PHOTOS]().classes if subject == "photo" else mnist.CLASS_NAMES


@cache
def expected(subject, method, toward=None):
    return pushing.push(network(subject), picture(subject), PushAsked(method, toward))


def assert_shows(at, subject, push):
    """Assert that the stage has these pushes: its numbers, its names and its curves."""
    message = told(at, STAGE)
    levels = to_levels(picture(subject))
    data = np.frombuffer(SENT[message["address"]][HEAD:], np.uint8)
    assert data[: levels.size].tobytes() == levels.tobytes()
    changes = data[2 * levels.size :].view(np.int8).reshape(push.changes.shape)
    assert np.mean(changes != push.changes) < 1e-3  # where a gradient is nearly 0, its sign is rounding
    assert message["turned"] == push.turned_at
    names = classes(subject)
    for n, one in enumerate(message["said"]):
        best = int(push.probabilities[n].argmax())
        assert one["name"].startswith(names[best])
        share = float(one["share"].strip("<> %"))
        assert share == pytest.approx(100 * push.probabilities[n][best], abs=1)
    assert len(message["said"]) == push.n_steps + 1
    for curve, wanted in zip(
        message["curves"],
        [
            push.probabilities[:, push.first],
            push.probabilities[:, push.other],
            push.at_random[:, push.first],
        ],
        strict=True,
    ):
        np.testing.assert_allclose(curve["values"], wanted, atol=5e-3)


@pytest.mark.parametrize("subject", list(NAMES))
@pytest.mark.parametrize("method", ["fgsm", "iterated_fgsm"])
def test_the_pushes_are_those_of_the_library(subject, method):
    at = opened(subject, push_method=method)
    push = expected(subject, method)
    assert_shows(at, subject, push)
    headline = told(at, STAGE)["headline"]
    assert f"{push.turned_at} of 255" in headline or push.turned_at is None
    assert f"“{classes(subject)[push.first]}" in headline


def test_a_class_can_be_wanted():
    at = opened("lecture", push_method="iterated_fgsm", push_steps="2")
    box = at.selectbox(key="push-toward")
    assert box.options[0] == "Anything else"
    assert len(box.options) == 10  # the present class is not among them
    box.set_value(3).run()
    awaited(at)
    assert at.query_params["push_toward"] == "3"
    assert "push_steps" not in at.query_params
    assert_shows(at, "lecture", expected("lecture", "iterated_fgsm", 3))
    assert told(at, STAGE)["curves"][1]["name"] == "3"
    at.selectbox(key="push-toward").set_value(-1).run()
    awaited(at)
    assert "push_toward" not in at.query_params


def test_a_wanted_class_that_is_there_already_is_any_other():
    at = opened("lecture", push_toward="7")
    assert at.selectbox(key="push-toward").value == -1
    assert_shows(at, "lecture", expected("lecture", "fgsm"))


def test_another_network_forgets_class_and_size():
    at = opened("lecture", push_toward="3", push_steps="2")
    at.segmented_control(key="push-subject").set_value("pen").run()
    awaited(at)
    assert not {"push_toward", "push_steps"} & set(at.query_params)
    assert_shows(at, "pen", expected("pen", "fgsm"))


def test_where_the_slider_rests_and_how_the_change_is_shown_stand_in_the_link():
    at = opened("lecture")
    act(at, STAGE, "settled", [9])
    act(at, STAGE, "enlarged", [False])
    assert (at.query_params["push_steps"], at.query_params["push_true_size"]) == ("9", "yes")
    for made_up in ([65], ["3"], [True], [1, 2]):
        act(at, STAGE, "settled", made_up)
        assert_sound(at)
        assert told(at, STAGE)["steps"] == 9
    act(at, STAGE, "settled", [None])
    assert "push_steps" not in at.query_params


def test_one_pixel_has_a_push_or_one_sentence():
    at = awaited(visit("push", image="cat", crop="0-1-0-1"))
    assert len(at.error) <= 1
    assert told(at, STAGE)["channels"] == 3


def test_without_a_network_of_their_own_a_visitor_reads_how_to_get_one():
    at = visit("push", push_network="own")
    assert_sound(at)
    assert [one.value for one in at.error] == [
        "You have no network yet. Train one on the page Train, or load one on Inside a network."
    ]


def test_an_empty_pad_asks_for_a_digit_and_a_refused_one_says_why():
    at = visit("push", push_network="pen", digit="drawing")
    assert_sound(at)
    assert "Draw a digit." in said(at)
    at = visit("push", push_network="pen", digit="image", image="flower", crop="0-1-0-1")
    assert_sound(at)
    assert len(at.error) == 1


@pytest.mark.parametrize(("subject", "steps"), [("photo", None), ("lecture", "3")])
def test_the_program_makes_the_same_push(subject, steps, tmp_path):
    at = opened(subject, **({} if steps is None else {"push_steps": steps}))
    (code,) = [one.value for one in at.code if "pushing" in one.value]
    names: dict[str, Any] = {}
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        with redirect_stdout(StringIO()):
            exec(code, names)
    finally:
        os.chdir(before)
    push = expected(subject, "fgsm")
    assert names["found"].turned_at == push.turned_at
    size = push.turned_at if steps is None else int(steps)
    with Image.open(tmp_path / "pushed.png") as saved:
        levels = np.asarray(saved).reshape(to_levels(picture(subject)).shape)
    np.testing.assert_array_equal(levels, names["found"].pushed(to_levels(picture(subject)), size))


@pytest.mark.parametrize("subject", ["photo", "pen"])
def test_the_picture_to_take_home_is_the_pushed_one_and_still_turns_the_answer(subject):
    """It is saved without loss: a JPEG would undo the push."""
    image = {"image": "cup"} if subject == "photo" else {"number": str(NUMBER)}
    method = {"push_method": "iterated_fgsm"}
    at = awaited(visit("push", {"take-home": True}, push_network=subject, **image, **method))
    at.run()
    offer = at.session_state["take home offer"]
    assert offer.picture.mime == "image/png"
    with Image.open(BytesIO(offer.picture.data)) as saved:
        levels = np.asarray(saved).reshape(to_levels(picture(subject)).shape)
    push = expected(subject, "iterated_fgsm")
    assert push.turned_at is not None
    numbers = np.load(BytesIO(offer.numbers))
    np.testing.assert_array_equal(numbers["after"], levels)
    moved = numbers["before"].astype(int) + numbers["change"]
    np.testing.assert_array_equal(np.clip(moved, 0, 255), levels)
    assert np.abs(numbers["change"]).max() == push.turned_at
    np.testing.assert_allclose(numbers["probabilities"], push.probabilities, atol=5e-3)
    assert numbers["probabilities_random"].shape == push.at_random.shape
    scaled = np.asarray(levels / 255, np.float32)
    if subject == "photo":
        scaled = ARCHITECTURES[reading.PHOTOS]().preparation.scaled(levels)
    probabilities = network(subject)(scaled[np.newaxis], training=False).numpy()[0]
    best = int(probabilities.argmax())
    assert best != push.first
    (shown,) = [told(at, STAGE)["said"][push.turned_at]]
    assert shown["name"].startswith(classes(subject)[best])
    assert (
        shown["share"] == captions.share_among(probabilities, best)
        or abs(float(shown["share"].strip("<> %")) - 100 * probabilities[best]) < 1
    )
