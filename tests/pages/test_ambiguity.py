"""Ambiguity: the morph's message, the guess, what is none of the ten, and the programs taken home."""

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import plotly.io
import pytest

from cnnviz import digits, drawing, layer_outputs, mnist, models
from cnnviz.colours import POSITIVE, css
from cnnviz.digits import doubt
from cnnviz.figures import captions
from cnnviz.figures.scores import OPACITY
from cnnviz.lessons import ambiguity, none_of_the_ten
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import SENT, act, assert_sound, awaited, button, said, stage, told, visit

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
DIGITS, _ = mnist.bundled()
SEVEN = "AAM8PL48btI"


def by_keras(digit, name="pen"):
    """Return the probabilities that Keras computes for a digit (28, 28)."""
    model = models.load_pretrained(name)
    return list(layer_outputs.of(model, np.asarray(digit, np.float32)).values())[-1]


def program(at):
    """Run the program of the page, and return its names."""
    (code,) = [one.value for one in at.code if "load_pretrained" in one.value]
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    return names


def morph(at):
    return told(at, "ambiguity-morph")


def bars(at, key):
    return [item for item in stage(at, key) if item["kind"] == "bars"]


def test_it_begins_between_a_four_and_a_nine_at_the_greatest_doubt():
    at = visit("ambiguity")
    assert_sound(at)
    message = morph(at)
    assert [message[end]["name"] for end in ("first", "second")] == ["A 4", "A 9"]
    assert message["first"]["levels"] == DIGITS[4 * 500 + 130].ravel().tolist()
    assert (message["way"], message["step"]) == ("outlines", None)
    weights = np.frombuffer(SENT[message["weights"]], "<f4", offset=16)
    assert len(weights) == message["network"]["n_weights"] == models.load_pretrained("pen").count_params()


def test_a_prepared_link_shows_its_place_on_the_way():
    at = visit("ambiguity", morph_from="8", morph_to="3", morph_way="pixels", morph_step="123")
    message = morph(at)
    assert [message[end]["name"] for end in ("first", "second")] == ["An 8", "A 3"]
    assert (message["way"], message["step"]) == ("pixels", 123)


def test_what_the_hand_rests_on_stands_in_the_link():
    at = visit("ambiguity")
    act(at, "ambiguity-morph", "settled", [301])
    assert at.query_params["morph_step"] == "301"
    for made_up in ([401], [-1], [1.5], ["7"], [True], [], [1, 2], None):
        act(at, "ambiguity-morph", "settled", made_up)
        assert_sound(at)
        assert morph(at)["step"] == 301
    act(at, "ambiguity-morph", "settled", [None])
    assert "morph_step" not in at.query_params


def test_another_digit_begins_at_its_own_doubt():
    at = visit("ambiguity", morph_step="300")
    at.selectbox(key="ambiguity-first").set_value("1").run()
    assert_sound(at)
    assert (morph(at)["first"]["name"], morph(at)["step"]) == ("A 1", None)
    at.slider(key="ambiguity-second_sample").set_value(9).run()
    assert morph(at)["second"]["levels"] == DIGITS[9 * 500 + 9].ravel().tolist()


def test_a_drawing_is_one_end_once_it_is_drawn():
    at = visit("ambiguity", morph_to="drawing")
    assert [one.value for one in at.info] == ["Press Draw, and draw your digit."]
    at = visit("ambiguity", morph_to="drawing", drawing=SEVEN, reader="pen")
    expected = np.rint(digits.from_drawing(drawing.parse(SEVEN)).digit * 255)
    assert morph(at)["second"] == {"name": "My drawing", "levels": expected.ravel().tolist()}
    names = program(at)
    np.testing.assert_array_equal(names["second"], expected)


def test_the_program_reads_what_keras_reads_on_the_way():
    names = program(visit("ambiguity", reader="lecture", morph_from="5", morph_to="6"))
    first, second = DIGITS[5 * 500 + 130], DIGITS[6 * 500 + 45]
    for n, answer in enumerate(names["probabilities"]):
        picture = ambiguity.morph(first, second, n * ambiguity.EVERY) / np.float32(255)
        np.testing.assert_allclose(answer, by_keras(picture, "lecture"), **CLOSE)
    assert ambiguity.margin(by_keras(names["between"](names["doubt"]), "lecture")) < 0.2


def test_a_network_that_is_no_softmax_does_not_answer(monkeypatch):
    from cnnviz.ui.chapters.ambiguity import asked_network

    monkeypatch.setattr(asked_network, "probabilities", lambda *_: np.zeros(10, np.float32))
    own = NetworkFile("My network", models.pretrained_bytes("lecture"))
    at = visit("ambiguity", {"networks": {"My network": own}, "network in use": own})
    assert [one.value for one in at.info] == [
        "My network gives no probabilities. The pen network answers instead."
    ]


def test_the_visitor_guesses_before_the_network_answers():
    at = awaited(visit("ambiguity", ambiguity_view="guess", reader="lecture"))
    assert "Doubtful digit 1 of 12" in " ".join(said(at))
    (picture,) = stage(at, "ambiguity-doubtful")
    shown = picture["pixels"][..., 0]
    held = mnist.load("bundled")
    places = [n for n, digit in enumerate(held.x_test) if np.array_equal(digit, shown)]
    assert len(places) == 1
    assert not any("MNIST's label" in text for text in said(at))
    at.segmented_control(key="ambiguity-guess-0").set_value(7).run()
    assert_sound(at)
    answer = by_keras(shown / np.float32(255), "lecture")
    (shares,) = bars(at, "ambiguity-answer")
    np.testing.assert_allclose(shares["values"], answer, **CLOSE)
    (sentence,) = [text for text in said(at) if "MNIST's label" in text]
    assert sentence.startswith(f"You say **7**. The network says **{answer.argmax()}**, at ")
    assert sentence.endswith(f"MNIST's label says **{held.y_test[places[0]]}**.")
    button(at, "Next digit").click().run()
    assert "Doubtful digit 2 of 12" in " ".join(said(at))
    assert not any("MNIST's label" in text for text in said(at))
    assert at.query_params["guessed_digit"] == "1"


@pytest.mark.parametrize("thing", none_of_the_ten.THINGS)
def test_both_networks_answer_for_a_thing_that_is_none(thing):
    at = visit("ambiguity", ambiguity_view="none", no_digit=thing, reader="pen", noise_seed="5", letter="Q")
    assert_sound(at)
    digit = none_of_the_ten.seen(thing, letter="Q", seed=5).digit
    pen, lecture = bars(at, "ambiguity-none")
    assert (pen["label"], lecture["label"]) == ("The pen network", "The lecture network")
    np.testing.assert_allclose(pen["values"], by_keras(digit), **CLOSE)
    np.testing.assert_allclose(lecture["values"], by_keras(digit, "lecture"), **CLOSE)
    (headline,) = [text for text in said(at) if text.startswith("####")]
    assert re.search(rf" as an? {int(np.argmax(pen['values']))}, at ", headline)
    small = stage(at, "ambiguity-none")[1]
    np.testing.assert_array_equal(small["pixels"][..., 0], np.rint(digit * 255))
    np.testing.assert_allclose(program(at)["probabilities"], by_keras(digit), **CLOSE)


def test_beside_it_stands_how_often_such_answers_are_right():
    at = awaited(visit("ambiguity", ambiguity_view="none", reader="lecture"))
    held = mnist.load("bundled")
    model = models.load_pretrained("lecture")
    answers = model.predict(held.x_test[..., np.newaxis].astype(np.float32) / 255, verbose=0)
    letter = by_keras(none_of_the_ten.seen("letter").digit, "lecture").max()
    sure = answers.max(axis=1) >= letter
    assert 0 < sure.sum() < len(sure)
    text = " ".join(said(at))
    assert f"The lecture network was at least this sure of **{sure.sum():,} test digits**." in text
    assert f"**{captions.share((answers.argmax(axis=1) == held.y_test)[sure].mean())}** of these" in text
    assert "That holds for digits only. This picture is no digit." in text
    assert "A high probability is not knowledge." in text
    likely = doubt.percent(by_keras(none_of_the_ten.seen("letter").digit, "digit-or-not")[0])
    assert f"Is it a digit at all? A second network says: **{likely}**." in text
    chart = plotly.io.from_json(at.get("plotly_chart")[0].proto.spec).data[0]
    strong = [n for n, colour in enumerate(chart.marker.color) if colour == css(POSITIVE, OPACITY)]
    assert [abs(chart.x[n] - letter) <= 0.05 for n in strong] == [True]


def test_what_the_visitor_brings_may_be_a_digit():
    at = awaited(visit("ambiguity", ambiguity_view="none", no_digit="drawing", drawing=SEVEN, reader="pen"))
    text = " ".join(said(at))
    assert "That holds for digits only." in text
    assert "This picture is no digit." not in text


def test_new_noise_is_other_noise():
    at = visit("ambiguity", ambiguity_view="none", no_digit="noise")
    before = stage(at, "ambiguity-none")[1]["pixels"]
    button(at, "New noise").click().run()
    assert_sound(at)
    assert at.query_params["noise_seed"] == "1"
    assert (stage(at, "ambiguity-none")[1]["pixels"] != before).any()


def test_the_visitors_own_picture_and_drawing_are_read_as_they_are():
    at = visit("ambiguity", ambiguity_view="none", no_digit="image", image="flower", reader="pen")
    assert_sound(at)
    np.testing.assert_allclose(bars(at, "ambiguity-none")[0]["values"], program(at)["probabilities"], **CLOSE)
    at = visit("ambiguity", ambiguity_view="none", no_digit="drawing")
    assert "Press Draw, and draw a thing that is no digit." in [one.value for one in at.info]
    at = visit("ambiguity", ambiguity_view="none", no_digit="drawing", drawing=SEVEN, reader="pen")
    digit = digits.from_drawing(drawing.parse(SEVEN)).digit
    np.testing.assert_allclose(bars(at, "ambiguity-none")[0]["values"], by_keras(digit), **CLOSE)
