"""Whether a picture is a digit at all: digits are kept, what is none is refused, and the reason is said."""

import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.digits import doubt, from_drawing
from cnnviz.drawing import Drawing
from cnnviz.errors import ImageError
from tests.digits.drawn import DRAWN

BLANK = np.zeros((28, 28))
LETTER_A = ((20, 200), (100, 20), (180, 200)), ((50, 130), (150, 130))
DOT = (((100, 100),),)


def prepared(strokes):
    return from_drawing(Drawing(strokes)).digit


@pytest.mark.parametrize("digit", DRAWN)
def test_a_drawn_digit_is_one(digit):
    assert doubt.probability(prepared(DRAWN[digit])) >= doubt.SURE
    assert doubt.reason(prepared(DRAWN[digit])) is None


@pytest.mark.parametrize(
    ("picture", "sentence"),
    {
        "nothing": (BLANK, "It is empty."),
        "white": (BLANK + 1, "Almost all of it is ink."),
        "noise": (np.random.default_rng(1).random((28, 28)) > 0.9, "separate parts"),
        "a letter": (prepared(LETTER_A), "unlikely to be a digit"),
        "a dot": (prepared(DOT), "only a dot"),
    }.values(),
)
def test_what_is_no_digit_is_refused_with_the_reason(picture, sentence):
    assert doubt.probability(picture) < doubt.DOUBTFUL
    assert sentence in (doubt.reason(picture) or "")


def test_many_pictures_at_once_get_the_same_probabilities_as_one_by_one_and_as_in_keras():
    pictures = mnist.bundled()[0][::500] / np.float32(255)
    together = doubt.probabilities(pictures)
    np.testing.assert_array_equal(together, [doubt.probability(picture) for picture in pictures])
    keras = models.load_pretrained(doubt.NAME).predict(pictures[..., None], verbose=0)[:, 0]
    np.testing.assert_allclose(together, keras, rtol=1e-4, atol=1e-5)
    assert doubt.probabilities(np.zeros((0, 28, 28))).shape == (0,)


@pytest.mark.parametrize("wrong", [np.zeros((28, 27)), np.zeros(784), np.full((28, 28), np.nan), BLANK - 1])
def test_what_is_no_prepared_picture_is_refused(wrong):
    with pytest.raises(ImageError, match="repared picture"):
        doubt.probability(wrong)


def test_the_thresholds_stand_in_order():
    assert 0 < doubt.DOUBTFUL < doubt.SURE < 1


def test_percent():
    assert [doubt.percent(p) for p in (0, 0.0099, 0.01, 0.5, 1)] == [
        "below 1 %",
        "below 1 %",
        "1 %",
        "50 %",
        "100 %",
    ]
