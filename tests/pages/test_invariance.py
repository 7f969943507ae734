"""Invariance: what the browser is told, the link, and the programs taken home."""

from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnviz import digits, drawing, mnist, models
from cnnviz.drawing import Drawing, to_text
from cnnviz.lessons import distorted_accuracy
from cnnviz.lessons.distorted_accuracy import COMPARED
from cnnviz.lessons.distortions import DISTORTIONS, distorted
from tests.pages.dashboard import SENT, act, assert_sound, said, told, visit

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
ONE = to_text(Drawing((((128, 40), (128, 210)),)))
NEUTRAL = [one.neutral for one in DISTORTIONS.values()]


def stage(at):
    return told(at, "invariance-stage")


def program(at):
    """Run the program that the page shows, and return its variables."""
    (code,) = [one.value for one in at.code if "models" in one.value]
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    return names


def test_it_begins_with_the_digit_as_it_is_and_turns_it_once():
    at = visit("invariance")
    assert_sound(at)
    message = stage(at)
    assert (message["chosen"], message["view"], message["sweeps"]) == ("turn", "digit", True)
    assert list(message["amounts"].values()) == NEUTRAL
    number = 3 * mnist.BUNDLED_PER_CLASS + 30
    np.testing.assert_array_equal(message["pixels"], mnist.bundled()[0][number].ravel())
    assert message["truth"] == 3


def test_the_browser_gets_the_networks_that_ship():
    message = stage(visit("invariance"))
    assert [one["name"] for one in message["readers"]] == list(COMPARED)
    for one in message["readers"]:
        expected = models.load_pretrained(one["name"]).get_weights()
        found = np.frombuffer(SENT[one["weights"]], "<f4", offset=16)
        np.testing.assert_array_equal(found, np.concatenate([array.ravel() for array in expected]))


def test_a_prepared_link_shows_its_amounts_at_once():
    message = stage(visit("invariance", distortion="blur", blurred="1.25", turned="-40"))
    assert (message["chosen"], message["sweeps"]) == ("blur", False)
    assert (message["amounts"]["blur"], message["amounts"]["turn"]) == (1.25, -40)


def test_what_the_hand_rests_on_stands_in_the_link():
    at = visit("invariance")
    amounts = [12, *NEUTRAL[1:-1], 30]
    act(at, "invariance-stage", "settled", ["noise", "digit", amounts])
    assert_sound(at)
    assert [at.query_params[name] for name in ("distortion", "turned", "noised")] == ["noise", "12", "30"]
    assert list(stage(at)["amounts"].values()) == amounts
    for made_up in (["spin", "digit", amounts], ["turn", "digit", [91, *amounts[1:]]], ["turn"], None):
        act(at, "invariance-stage", "settled", made_up)
        assert_sound(at)
        assert list(stage(at)["amounts"].values()) == amounts


def test_a_drawing_has_no_class_until_a_network_has_seen_it():
    message = stage(visit("invariance", digit="drawing", drawing=ONE))
    assert message["truth"] is None
    prepared = digits.from_drawing(drawing.parse(ONE)).digit
    np.testing.assert_array_equal(message["pixels"], np.rint(255 * prepared).ravel())


def test_without_a_digit_it_says_so():
    at = visit("invariance", digit="drawing")
    assert_sound(at)
    assert not [one for one in at.main if one.type == "bidi_component" and one.key == "invariance-stage"]
    assert "Draw a digit." in said(at)


@pytest.mark.parametrize(
    "link", [{"turned": "30", "blurred": "0.5"}, {"digit": "drawing", "drawing": ONE, "turned": "30"}]
)
def test_the_program_computes_the_curves_with_keras(link):
    at = visit("invariance", **link)
    names = program(at)
    digit = np.reshape(stage(at)["pixels"], (28, 28)) / np.float32(255)
    held = {"blur": 0.5} if "blurred" in link else {}
    truth = stage(at)["truth"]
    model = models.load_pretrained("pen")
    if truth is None:
        truth = int(model.predict(digit[np.newaxis, ..., np.newaxis], verbose=0).argmax())
    assert names["truth"] == truth
    pictures = [distorted(digit, {"turn": amount} | held) for amount in (*DISTORTIONS["turn"].amounts, 30)]
    expected = model.predict(np.stack(pictures)[..., np.newaxis], verbose=0)
    np.testing.assert_allclose(names["curves"]["pen"], expected[:-1, truth], **CLOSE)
    winner, probability = names["answers"]["pen"]
    assert winner == expected[-1].argmax()
    assert probability == pytest.approx(expected[-1].max(), rel=1e-4)


def test_the_averages_are_those_of_the_record():
    message = stage(visit("invariance", invariance_view="average"))
    assert (message["view"], message["judged"]) == ("average", 200)
    assert message["averages"] == distorted_accuracy.shares()


def test_the_program_of_the_averages_computes_them_with_keras(monkeypatch):
    recorded = distorted_accuracy.shares()["noise"]
    short = DISTORTIONS["noise"]._replace(most=8)
    monkeypatch.setitem(DISTORTIONS, "noise", short)
    at = visit("invariance", invariance_view="average", distortion="noise")
    shares = program(at)["shares"]
    assert list(shares) == list(COMPARED)
    for name, found in shares.items():
        np.testing.assert_allclose(found, recorded[name][: len(found)], atol=1 / 200)


def test_the_picture_to_take_home_is_the_distorted_digit():
    at = visit("invariance", {"take-home": True}, sheared="20")
    digit = np.reshape(stage(at)["pixels"], (28, 28)) / np.float32(255)
    offered = at.session_state["take home offer"].picture
    with Image.open(BytesIO(offered.data)) as picture:
        expected = np.rint(distorted(digit, {"shear": 20}) * 255)
        np.testing.assert_array_equal(np.asarray(picture.convert("L")), expected)


def test_it_names_networks_questions_and_sources():
    text = " ".join(said(visit("invariance")))
    for label in COMPARED.values():
        assert f"**{label}**:" in text
    for words in ("ICANN 2010", "standard deviation, in percent of white", "Turn a 6 by 90°"):
        assert words in text
