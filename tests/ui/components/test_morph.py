"""The message about two digits, and the browser's pictures and doubt beside Python's."""

import json

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.lessons import ambiguity
from cnnviz.ui.components import morph
from cnnviz.ui.components.morph import End
from tests.node import called

DIGITS, _ = mnist.bundled()
PAIRS = [(2130, 4545), (530, 30), (4030, 1535), (2560, 3030)]
STEPS = [0, 1, 37, 133, 200, 217, 399, 400]


def message(**changed):
    """Return the message as the browser receives it."""
    network = models.read(models.pretrained_bytes("lecture"))[0]
    given = {
        "first": End("A 4", DIGITS[2130]),
        "second": End("A 9", DIGITS[4545]),
        "way": "outlines",
        "step": None,
    }
    return json.loads(json.dumps(morph.message(network, "/media/weights", **(given | changed))))


def test_the_message_has_both_digits_and_the_network():
    told = message()
    assert told["first"] == {"name": "A 4", "levels": DIGITS[2130].ravel().tolist()}
    assert told["second"]["levels"] == DIGITS[4545].ravel().tolist()
    assert (told["weights"], told["network"]["n_weights"]) == ("/media/weights", 693962)
    assert (told["way"], told["step"]) == ("outlines", None)


def test_the_digest_tells_pictures_apart_but_not_steps():
    digests = {
        message(**one)["digest"] for one in ({}, {"way": "pixels"}, {"second": End("A 9", DIGITS[4546])})
    }
    assert len(digests) == 3
    assert message(step=7)["digest"] in digests


def test_an_unknown_way_is_an_error():
    with pytest.raises(KeyError, match="by magic"):
        message(way="by magic")


@pytest.mark.parametrize("way", ambiguity.WAYS)
def test_the_browser_makes_the_same_pictures(way):
    made = called(
        "morph/morphing.js",
        "a[0].map(([one, other]) => { const ends = [one, other].map(m.preparedDigit); "
        "return a[1].map((step) => [...m.morphed(...ends, step, a[2])]) })",
        [[DIGITS[one].ravel().tolist(), DIGITS[other].ravel().tolist()] for one, other in PAIRS],
        STEPS,
        way,
    )
    for (one, other), pictures in zip(PAIRS, made, strict=True):
        for step, picture in zip(STEPS, pictures, strict=True):
            expected = ambiguity.morph(DIGITS[one], DIGITS[other], step, way)
            np.testing.assert_array_equal(picture, expected.ravel(), err_msg=f"{one} {other} {step}")


@pytest.mark.parametrize("at", [3, 10, 211, 398])
def test_the_browser_finds_the_same_doubt(at):
    """Three classes: the second one is first only for a while before the third."""

    def read(step):
        scores = np.array([0.0, (step - at / 2) / 40, (step - at) / 10])
        exponentials = np.exp(scores - scores.max())
        return exponentials / exponentials.sum()

    answers = [read(step).tolist() for step in range(ambiguity.STEPS + 1)]
    found = called(
        "morph/doubt.js",
        "await m.readCurve(async (step) => a[0][step])",
        answers,
    )
    assert found["doubt"] == ambiguity.greatest_doubt(lambda step: answers[step])
    steps = [step for step, _ in found["points"]]
    assert steps == sorted(set(steps))
    assert set(range(0, ambiguity.STEPS + 1, ambiguity.EVERY)) <= set(steps)


def test_a_search_that_is_called_off_finds_nothing():
    assert (
        called("morph/doubt.js", "await m.readCurve(async (step) => (step < 90 ? [0.5, 0.5] : null))") is None
    )
