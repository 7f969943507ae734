"""The message to the list of bricks, and the handling of what a browser sends."""

import json
import re

from cnnviz.network import DIGITS, Conv2D, Dense, Flatten, MaxPooling2D, lecture_network
from cnnviz.ui.components import bricks


def test_every_brick_is_told_with_its_numbers():
    told = json.loads(json.dumps(bricks.message(lecture_network().layers, DIGITS, 4)))
    assert re.fullmatch("[0-9a-f]{16}", told["digest"])
    assert (told["chosen"], told["drawing"]["input_shape"]) == (4, "28 × 28 × 1")
    assert told["rows"][0] == {
        "kind": "Conv2D",
        "settings": "32 filters, 3 × 3, relu",
        "fault": "",
        "shape": "26 × 26 × 32",
        "product": "3·3·1·32 + 32 = 320",
        "multiplications": "194,688",
        "field": "3 × 3",
    }
    assert told["total"] == "693,962"
    assert told["drawing"]["totals"] == {"parameters": 693_962, "multiplications": 888_192}
    assert told["drawing"]["layers"][0]["work"] == "26·26 places · 288 = 194,688"
    assert "conv 3 × 3 26 × 26 × 32, max 2 × 2 13 × 13 × 32" in told["drawing"]["alt"]


def test_a_brick_that_does_not_fit_has_a_sentence_instead_of_numbers():
    told = bricks.message((Conv2D(4), Dense(10, "softmax"), Flatten()), DIGITS)
    assert [bool(row["shape"]) for row in told["rows"]] == [True, False, False]
    assert [row["fault"] for row in told["rows"]] == [
        "",
        "Dense needs one column of numbers, not 26 × 26 × 4. Put a Flatten before it.",
        "",
    ]
    assert told["total"] == ""
    assert [one["told"] for one in told["drawing"]["sections"]][-1] == "Dense does not fit here."


def test_where_only_the_end_is_missing_all_numbers_stand():
    told = bricks.message((Conv2D(4), MaxPooling2D(), Flatten()), DIGITS)
    assert [bool(row["shape"]) for row in told["rows"]] == [True] * 3
    assert told["rows"][2]["fault"].startswith("The last layer must give 10 probabilities.")
    assert told["total"] == "40"


def test_the_digest_changes_with_the_content():
    layers = lecture_network().layers
    digests = {
        bricks.message(layers, DIGITS)["digest"],
        bricks.message(layers, DIGITS, 1)["digest"],
        bricks.message(layers[:-1], DIGITS)["digest"],
        bricks.message((*layers[:-1], Dense(11, "softmax")), DIGITS)["digest"],
    }
    assert len(digests) == 4
