"""The figure of refusal: where 95 % of the digits are kept, at least 90 % of what is none are refused.

The network has learned neither from these digits of MNIST nor from these kinds of things. The drawn digits
are of styles that it knows, drawn anew.
"""

from functools import cache

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.digits import doubt, from_picture
from cnnviz.errors import ImageError
from cnnviz.handwriting import SKELETONS, as_drawn, by_pen, skeleton
from cnnviz.images import sample_images
from cnnviz.no_digits import kinds_of_things
from cnnviz.no_digits.mixed_things import Material, made, makers
from tests.digits import things

#: Of each letter and shape by hand, and of each other kind of things.
DRAWN, OF_A_KIND = 4, 60


def probabilities(pictures):
    return doubt.probabilities(np.asarray(pictures, np.float32) / np.float32(255))


def as_drawn_by_others(strokes, seed):
    rng = np.random.default_rng([seed, *strokes[0][0]])
    return by_pen(as_drawn([np.array(stroke, float) for stroke in strokes], rng))


@cache
def of_digits():
    """Return the probabilities of digits, by where they come from."""
    rng = np.random.default_rng(4)
    styles = [(label, style) for label, every in SKELETONS.items() for style in every]
    return {
        "of MNIST": probabilities(mnist.bundled()[0][::10]),
        "drawn": probabilities([by_pen(as_drawn(skeleton(*one, rng), rng)) for one in styles * 5]),
    }


@cache
def of_things():
    """Return the probabilities of things, by their kind."""
    material = Material(kinds_of_things.found()[1], *mnist.bundled())
    photographs = [things.portrait(), sample_images()["flower"]()]
    found = [
        piece for picture in photographs for side in (64, 160) for piece in things.pieces(picture, side, 96)
    ]
    return {
        "another hand's letters": probabilities(
            [as_drawn_by_others(one, n) for one in things.LETTERS.values() for n in range(DRAWN)]
        ),
        "another hand's shapes": probabilities(
            [as_drawn_by_others(one, n) for one in things.SHAPES.values() for n in range(DRAWN)]
        ),
        "pieces of other photographs": probabilities(np.stack(found)),
        **{name: probabilities(made(material, name, OF_A_KIND, (9,))) for name in makers(material)},
    }


def test_where_95_percent_of_the_digits_are_kept_90_percent_of_the_things_are_refused():
    threshold = np.quantile(np.concatenate(list(of_digits().values())), 0.05)
    refused = {kind: float((some < threshold).mean()) for kind, some in of_things().items()}
    assert np.mean(list(refused.values())) >= 0.9, refused
    assert min(refused.values()) >= 0.75, refused


@pytest.mark.parametrize(("kind", "sure", "not_refused"), [("of MNIST", 0.93, 0.98), ("drawn", 0.9, 0.96)])
def test_the_thresholds_keep_the_digits_that_they_promise_to_keep(kind, sure, not_refused):
    assert (of_digits()[kind] >= doubt.SURE).mean() >= sure
    assert (of_digits()[kind] >= doubt.DOUBTFUL).mean() >= not_refused


def test_what_is_refused_at_once_is_most_of_what_is_no_digit():
    refused = {kind: float((some < doubt.DOUBTFUL).mean()) for kind, some in of_things().items()}
    assert np.mean(list(refused.values())) >= 0.75, refused


@pytest.mark.parametrize("name", ["A", "A, pointed", "E", "H", "K", "e", "m", "star", "smiley", "scribble"])
def test_what_is_plainly_no_digit_is_refused_with_a_reason(name):
    picture = by_pen([np.array(stroke, float) for stroke in (things.LETTERS | things.SHAPES)[name]])
    assert doubt.reason(picture / np.float32(255)), probabilities([picture])


@pytest.mark.parametrize("picture", [things.portrait(), things.noise(1), things.noise(2)])
def test_a_face_and_noise_are_refused(picture):
    try:
        digit = from_picture(picture).digit
    except ImageError:
        return
    assert doubt.reason(digit)
