"""What A push says is true of the numbers."""

import numpy as np
import pytest

from cnnviz.lessons.pushes import MOST_STEPS, Push, random_directions
from cnnviz.ui.chapters.push import push_words

NAMES = ("cat", "dog", "cup")


def pushes(turns_at, to=1, *, by_chance=0, toward=None, n_steps=MOST_STEPS):
    """Return pushes whose answer becomes class `to` at a size, and at random always class `by_chance`."""
    said = np.tile(np.array([0.9, 0.06, 0.04], np.float32), (n_steps + 1, 1))
    chance = said.copy()
    said[turns_at:] = np.eye(3, dtype=np.float32)[to]
    chance[1:] = np.eye(3, dtype=np.float32)[by_chance]
    return Push(toward, np.ones((1, 1, 1, 1), np.int8), random_directions((1, 1, 1)), said, chance)


def test_the_headline_says_which_push_turns_the_answer():
    assert push_words.headline(pushes(3), NAMES) == "A push of 3 of 255 turns “cat” into “dog”."
    assert push_words.headline(pushes(99), NAMES) == "No push up to 64 of 255 turns “cat”."
    wanted = push_words.headline(pushes(3, toward=2), NAMES)
    assert wanted == "No push up to 64 of 255 turns “cat” into “cup”."


@pytest.mark.parametrize(
    ("push", "expected"),
    [
        (pushes(4), [push_words.UNSEEN, push_words.NOT_AT_RANDOM]),
        (pushes(5), [push_words.SEEN, push_words.NOT_AT_RANDOM]),
        (pushes(4, by_chance=2), [push_words.UNSEEN, push_words.ALSO_AT_RANDOM]),
        (pushes(4, toward=1), [push_words.UNSEEN, push_words.NOT_AT_RANDOM]),
        (pushes(4, toward=1, by_chance=1), [push_words.UNSEEN, push_words.ALSO_AT_RANDOM]),
    ],
)
def test_it_says_whether_it_is_seen_and_what_chance_does(push, expected):
    assert push_words.words(push, NAMES, "fgsm") == expected


def test_toward_a_class_chance_that_leads_elsewhere_is_said():
    told = push_words.words(pushes(4, toward=1, by_chance=2), NAMES, "fgsm")[1]
    assert told == "A random change of the same size gives “cup”. The direction counts."


def test_where_nothing_turns_the_other_method_is_named():
    assert push_words.TRY_MANY in push_words.words(pushes(99), NAMES, "fgsm")
    assert push_words.TRY_MANY not in push_words.words(pushes(99), NAMES, "iterated_fgsm")
