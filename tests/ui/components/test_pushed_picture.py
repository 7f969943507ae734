"""The message of a pushed picture."""

import numpy as np
import pytest

from cnnviz.lessons.pushes import Push, random_directions
from cnnviz.ui.components import pushed_picture
from cnnviz.ui.components.headed import HEAD

LEVELS = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
SIGNS = np.array([1, -1, 0] * 4, np.int8).reshape(1, 2, 2, 3)
SAYS = np.array([[0.9, 0.1, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]], np.float32)
CHANCE = np.array([[0.9, 0.1, 0], [0.8, 0.2, 0], [0.4, 0.6, 0]], np.float32)
NAMES = ("cat", "dog", "cup")


def push(toward=None):
    return Push(toward, SIGNS, random_directions(LEVELS.shape), SAYS, CHANCE)


def test_the_numbers_are_those_of_the_push():
    numbers = pushed_picture.packed_push(LEVELS, push())[HEAD:]
    assert numbers[:12] == bytes(range(12))
    assert np.frombuffer(numbers[12:], np.int8).tolist() == [*push().random.ravel(), *SIGNS.ravel()]
    assert pushed_picture.packed_push(LEVELS, None)[HEAD:] == bytes(range(12)) + bytes(24)


def test_it_says_what_the_network_says_at_each_size():
    message = pushed_picture.described_push(LEVELS, push(), NAMES)
    assert (message["height"], message["width"], message["channels"]) == (2, 2, 3)
    assert message["said"] == [
        {"name": "cat", "share": "90 %", "turned": False},
        {"name": "cat", "share": "50 %", "turned": False},
        {"name": "cup", "share": "50 %", "turned": True},
    ]
    assert [one["name"] for one in message["random"]] == ["cat", "cat", "dog"]
    assert message["turned"] == 2
    assert message["single"]
    told = [(one["name"], one["kind"], one["values"]) for one in message["curves"]]
    assert told[0][:2] == ("cat", "from")
    assert told[0][2] == pytest.approx([0.9, 0.5, 0.2], abs=1e-5)
    assert told[1][:2] == ("cup", "to")
    assert told[1][2] == pytest.approx([0, 0, 0.5])
    assert told[2][2] == pytest.approx([0.9, 0.8, 0.4], abs=1e-5)


def test_toward_a_class_another_name_has_not_turned_it():
    message = pushed_picture.described_push(LEVELS, push(1), NAMES)
    assert [one["turned"] for one in message["said"]] == [False, False, False]
    assert [one["turned"] for one in message["random"]] == [False, False, True]
    assert message["turned"] is None
    assert message["curves"][1]["name"] == "dog"


def test_a_push_that_is_still_to_come_has_no_sizes():
    message = pushed_picture.described_push(LEVELS, None, NAMES)
    assert (message["said"], message["curves"], message["turned"]) == ([], [], None)


@pytest.mark.parametrize("sent", [-1, 65, 2.5, "2", True, [2]])
def test_what_is_no_size_is_ignored(sent):
    assert pushed_picture._is_size(64)
    assert pushed_picture._is_size(None)
    assert not pushed_picture._is_size(sent)
    assert not pushed_picture._is_flag(1)
