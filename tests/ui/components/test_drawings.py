"""Drawings beside each other: their SVG, their words, and a mark in their colour."""

from cnnviz.colours import SEQUENCE, css
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.components.drawings import Drawn, message

PICTURE = Encoded(b"<svg></svg>", "image/svg+xml", 10, 10)


def test_each_part_may_be_missing():
    told = message([Drawn(PICTURE, "A block", "3 weights", SEQUENCE[0]), Drawn(line="No layers differ.")])
    assert told["drawings"] == [
        {
            "svg": "<svg></svg>",
            "title": "A block",
            "line": "3 weights",
            "colour": css(SEQUENCE[0]),
            "shrinks": False,
        },
        {"svg": "", "title": "", "line": "No layers differ.", "colour": "", "shrinks": False},
    ]


def test_another_drawing_has_another_digest():
    assert message([Drawn(PICTURE)])["digest"] != message([Drawn(PICTURE, "A block")])["digest"]
