"""The message of the picture with its digits."""

import json

import numpy as np
import pytest

from cnnviz import digits, mnist
from cnnviz.digits import FoundDigit
from cnnviz.figures import pictures
from cnnviz.figures.step_sheet import step_sheet
from cnnviz.lessons.readings import reading
from cnnviz.ui.components import found_digits, stage
from cnnviz.ui.components.found_digits import ShownDigit

PICTURE = pictures.pixels(np.ones((40, 60, 3), np.float32))
PREPARED = digits.from_mnist(mnist.bundled()[0][3600])
SHARES = np.array([0, 0.4, 0, 0, 0, 0, 0, 0.6, 0, 0])


@pytest.fixture(autouse=True)
def _addresses(monkeypatch):
    monkeypatch.setattr(stage, "address", lambda encoded, place: f"/media/{place}")


def shown(**more):
    found = FoundDigit((1, 2, 30, 20), PREPARED, 0.9)
    return ShownDigit(found=found, reading=reading(SHARES, 0.9), probabilities=SHARES.tolist(), **more)


def test_a_digit_has_its_box_its_reading_and_its_steps():
    message = found_digits.message(
        PICTURE, "key", alt="A note", digits=[shown()], steps=step_sheet([PREPARED]), said="1 digit."
    )
    assert json.loads(json.dumps(message)) == message
    assert message["picture"] == {"src": "/media/key picture", "alt": "A note", "width": 60, "height": 40}
    (digit,) = message["digits"]
    assert (digit["box"], digit["label"], digit["doubt"]) == ([1, 2, 30, 20], "7", "or 1")
    assert digit["probabilities"] == SHARES.tolist()
    assert [(step["name"], step["height"], step["width"]) for step in digit["steps"]] == [
        ("0…255", 28, 28),
        ("0…1", 28, 28),
    ]
    assert message["sheet"]["src"] == "/media/key steps"


def test_another_choice_leaves_the_content():
    steps = step_sheet([PREPARED, PREPARED])
    one, other = (
        found_digits.message(PICTURE, "key", alt="", digits=[shown()] * 2, steps=steps, chosen=n)
        for n in (0, 1)
    )
    assert one["content"] == other["content"]
    assert one["digest"] != other["digest"]


def test_a_picture_without_digits_has_no_sheet():
    message = found_digits.message(PICTURE, "key", alt="", said="There is no digit.")
    assert (message["digits"], message["sheet"], message["said"]) == ([], None, "There is no digit.")


def test_digits_without_their_steps_are_refused():
    with pytest.raises(ValueError, match="Each digit needs its steps"):
        found_digits.message(PICTURE, "key", alt="", digits=[shown()])
