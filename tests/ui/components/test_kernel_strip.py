"""The message of the strip of kernels."""

import json

import numpy as np
import pytest

from cnnviz.figures import kernel_thumbnails
from cnnviz.kernels import KERNELS
from cnnviz.ui.components import kernel_strip, stage
from cnnviz.ui.components.kernel_strip import Tile, TileGroup

NAMES = ("blur", "sobel x", "outline")
PICTURE = np.linspace(0, 1, 60, dtype=np.float32).reshape(10, 6)
SHEET = kernel_thumbnails.sheet(PICTURE, [(KERNELS[name], "signed") for name in NAMES])
GROUPS = [
    TileGroup("Blur", [Tile("blur", "Blur", 0, 0)]),
    TileGroup("Edges", [Tile("sobel x", "Sobel x", 0, 1), Tile("outline", "Outline", 0, 2)]),
]


@pytest.fixture(autouse=True)
def addresses(monkeypatch):
    monkeypatch.setattr(stage, "address", lambda encoded, place: f"/media/{place}")


def message(chosen=("blur",), takes_several=True):
    """Return the message as the browser receives it."""
    given = kernel_strip.message(
        GROUPS, [SHEET], "strip", label="Kernel", chosen=chosen, takes_several=takes_several
    )
    return json.loads(json.dumps(given))


def test_groups_hold_their_tiles_and_a_sheet_tells_its_layout():
    told = message()
    assert (told["label"], told["chosen"], told["takesSeveral"]) == ("Kernel", ["blur"], True)
    assert [group["label"] for group in told["groups"]] == ["Blur", "Edges"]
    assert told["groups"][1]["tiles"][1] == {"name": "outline", "label": "Outline", "sheet": 0, "part": 2}
    assert told["sheets"] == [
        {"src": "/media/strip sheet 0", "across": 3, "down": 1, "aspect": 0.6, "height": 10}
    ]


def test_another_choice_makes_another_digest_of_the_same_content():
    one, other = message(), message(chosen=("blur", "outline"))
    assert one["content"] == other["content"]
    assert one["digest"] != other["digest"]
    assert message(takes_several=False)["content"] != one["content"]
