"""The message to the softmax component."""

import json

import numpy as np
import pytest

from cnnviz.ui.components import softmax


def told(**changes):
    return softmax.message(np.arange(10, dtype=np.float32).tolist(), **({"label": 3} | changes))


def test_the_message_is_plain_numbers():
    digit = np.zeros((28, 28), np.float32)
    digit[0, 1] = 1
    message = told(logits=(0.5,) * 10, digit=digit, heard=("settled",))
    assert json.loads(json.dumps(message)) == message
    assert message["start"] == list(range(10))
    assert message["logits"] == [0.5] * 10
    assert message["temperatures"] == [0.05, 20]
    assert (len(message["digit"]), message["digit"][:3]) == (784, [0, 255, 0])
    assert told()["logits"] is None
    assert told()["digit"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"label": 4},
        {"view": "why"},
        {"logits": [0] * 10},
        {"temperature": 2},
        {"true_class": 3},
        {"digit": np.ones((28, 28), np.float32)},
        {"heard": ("settled",)},
    ],
)
def test_the_digest_changes_with_the_content(change):
    assert told()["digest"] == told()["digest"]
    assert told(**change)["digest"] != told()["digest"]
