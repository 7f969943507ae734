"""Softmax and loss: the digit's logits to begin with, what a hand has set, and what is said without them."""

import threading
from unittest.mock import patch

import numpy as np
import pytest

from cnnviz import digits, drawing, layer_outputs, mnist, models
from cnnviz.drawing import Drawing
from cnnviz.errors import NetworkError, WorkerError
from cnnviz.network import Dense, Flatten, Network
from cnnviz.pipeline.settings.pipeline import OPENING_DIGIT
from cnnviz.ui.session import background_answers, worker_processes
from cnnviz.ui.session.networks import _CHOSEN, _LOADED
from cnnviz.workers import NetworkFile, Workers
from tests.pages.dashboard import act, assert_sound, said, told, visit

SEVEN = Drawing((((80, 55), (200, 55), (130, 230)), ((95, 150), (185, 150))))
START = [0, 0, 2, 1, 0, 0, 0, 4, 0, 1]
KEY = "loss-softmax"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Wait for the network, however busy the machine is."""
    monkeypatch.setattr(background_answers, "PATIENCE", 90)


def logits_of(digit, name="lecture"):
    return layer_outputs.logits(models.load_pretrained(name), digit)


def bundled(number):
    return digits.from_mnist(mnist.bundled()[0][number]).digit


@pytest.mark.parametrize("number", [12, 3600])
def test_the_logits_are_those_of_the_networks_last_layer(number):
    at = visit("loss", number=str(number))
    assert_sound(at)
    message = told(at, KEY)
    np.testing.assert_allclose(message["start"], logits_of(bundled(number)), rtol=1e-4, atol=1e-5)
    assert (message["view"], message["logits"], message["temperature"]) == ("loss", None, 1)
    assert (message["label"], message["truth"]) == (number // 500, None)
    np.testing.assert_array_equal(message["digit"], mnist.bundled()[0][number].ravel())
    assert any(
        f"scores for a handwritten {number // 500} (sample {number % 500})." in text for text in said(at)
    )


def test_the_scores_of_lenet5_are_its_distances_and_the_page_says_so():
    at = visit("loss", number="3630", reader="lenet5")
    assert_sound(at)
    message = told(at, KEY)
    np.testing.assert_allclose(message["start"], logits_of(bundled(3630), "lenet5"), rtol=1e-4, atol=1e-5)
    assert max(message["start"]) < 0
    (sentence,) = [text for text in said(at) if text.startswith("LeNet-5's scores for a handwritten 7")]
    assert sentence.endswith(
        "Each score is minus the squared distance to a printed digit. The nearest one wins."
    )
    lecture = visit("loss", number="3630", reader="lecture")
    assert not any("printed digit" in text for text in said(lecture))


def test_of_a_drawing_the_true_class_begins_as_what_the_network_reads():
    at = visit("loss", digit="drawing", drawing=drawing.to_text(SEVEN))
    digit = digits.from_drawing(SEVEN).digit
    message = told(at, KEY)
    np.testing.assert_allclose(message["start"], logits_of(digit), rtol=1e-4, atol=1e-5)
    assert message["label"] == 7
    assert any("for your drawing." in text for text in said(at))


def test_of_the_image_of_all_pages_it_is_what_the_digit_is():
    message = told(visit("loss", digit="image", image="digit", number="1234"), KEY)
    assert message["label"] == 2


def test_a_new_visitor_begins_with_a_doubtful_mistake_and_a_press_brings_the_digits_logits():
    at = visit("loss")
    assert_sound(at)
    message = told(at, KEY)
    logits = logits_of(bundled(OPENING_DIGIT), "pen")
    rival = int(np.argsort(logits)[-2])
    assert message["logits"] == [2 if n == 3 else 2.5 if n == rival else -1 for n in range(10)]
    np.testing.assert_allclose(message["start"], logits, rtol=1e-4, atol=1e-5)
    assert any("a wrong digit is slightly ahead" in text for text in said(at))
    act(at, KEY, "settled", [None, 1, None])
    assert told(at, KEY)["logits"] is None
    assert "loss_begins" not in at.query_params
    assert told(visit("loss", image="china"), KEY)["logits"] is None


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"digit": "drawing"}, "Draw a digit."),
        ({"digit": "image", "image": "china", "crop": "0-1-0-1"}, "No digit that I know"),
    ],
)
def test_without_a_digit_there_is_a_sentence_and_something_to_begin_with(link, sentence):
    at = visit("loss", **link)
    assert_sound(at)
    assert any(sentence in text for text in said(at))
    assert told(at, KEY)["start"] == START
    assert told(at, KEY)["digit"] is None


def test_while_the_network_is_started_the_page_stands_and_then_it_has_the_logits(monkeypatch):
    monkeypatch.setattr(background_answers, "PATIENCE", 0.1)
    begun, may_answer = threading.Event(), threading.Event()
    answer = Workers.logits

    def late(self, network, x):
        begun.set()
        assert may_answer.wait(60)
        return answer(self, network, x)

    with patch.object(Workers, "logits", late):
        at = visit("loss", number="4001")
        assert_sound(at)
        assert begun.wait(60)
        assert any("The network is starting." in text for text in said(at))
        assert told(at, KEY)["start"] == START
        may_answer.set()
        monkeypatch.setattr(background_answers, "PATIENCE", 90)
        at.run()
    np.testing.assert_allclose(told(at, KEY)["start"], logits_of(bundled(4001)), rtol=1e-4, atol=1e-5)
    assert not any("The network is starting." in text for text in said(at))


def test_a_worker_that_gives_no_answer_is_said_and_asked_again():
    sentence = "The process that runs the networks gave no answer. Please try again in a moment."
    with patch.object(Workers, "logits", side_effect=WorkerError(sentence)):
        at = visit("loss", number="4002")
        assert_sound(at)
        assert sentence in said(at)
        assert told(at, KEY)["start"] == START
    at.run()
    np.testing.assert_allclose(told(at, KEY)["start"], logits_of(bundled(4002)), rtol=1e-4, atol=1e-5)


def test_for_one_digit_the_worker_is_asked_once():
    with patch.object(Workers, "logits", autospec=True, side_effect=Workers.logits) as asked:
        at = visit("loss", number="4003")
        act(at, KEY, "settled", [None, 2, None])
        visit("loss", number="4003")
        assert asked.call_count == 1


def test_a_network_without_a_softmax_has_no_logits():
    plain = Network((28, 28, 1), (Flatten(), Dense(10, "sigmoid")))
    weights = [np.zeros((784, 10), np.float32), np.zeros(10, np.float32)]
    mine = NetworkFile("Mine", models.to_bytes(plain, weights))
    at = visit("loss", {_CHOSEN: mine, _LOADED: {mine.label: mine}})
    assert_sound(at)
    assert any("does not end in a softmax" in text for text in said(at))
    assert told(at, KEY)["start"] == START
    with pytest.raises(NetworkError):
        worker_processes.workers().logits(mine, bundled(OPENING_DIGIT))


def test_where_the_hand_has_come_to_rest_stands_in_the_link():
    at = visit("loss", number="3600")
    mine = [0.5, -1000000, 0, 0, 0, 0, 0, 2.5, 0, 1000000]
    act(at, KEY, "settled", [mine, 0.5, 3])
    assert_sound(at)
    assert at.query_params["logits"] == "0.5 -1000000 0 0 0 0 0 2.5 0 1000000"
    assert (at.query_params["temperature"], at.query_params["true_class"]) == ("0.5", "3")
    message = told(at, KEY)
    assert (message["logits"], message["temperature"], message["truth"]) == (mine, 0.5, 3)
    again = told(visit("loss", **at.query_params), KEY)
    assert again == message
    act(at, KEY, "settled", [None, 1, None])
    assert at.query_params == {
        "image": "china",
        "number": "3600",
        "reader": "lecture",
        "explained": "lecture",
    }


@pytest.mark.parametrize(
    "values",
    [
        [[1e7] * 10, 1, 3],
        [[0] * 9, 0, 3],
        [["x"] * 10, -1, "7"],
        [["nan"] * 10, "inf", 99],
    ],
)
def test_what_a_strange_browser_sends_is_left_out(values):
    at = visit("loss", number="3600")
    act(at, KEY, "settled", values)
    assert_sound(at)
    message = told(at, KEY)
    assert (message["logits"], message["temperature"]) == (None, 1)


def test_the_view_stands_in_the_link_and_brings_its_code():
    at = visit("loss", {"take-home": True}, number="3600", true_class="1")
    (code,) = [one.value for one in at.code if "import keras" in one.value][-1:]
    assert "true_class = 1" in code
    assert "def steps" not in code
    at.segmented_control(key="loss-loss_view").set_value("why").run()
    assert_sound(at)
    assert at.query_params["loss_view"] == "why"
    assert told(at, KEY)["view"] == "why"
    assert any("def steps" in one.value for one in at.code)
