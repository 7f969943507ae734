"""Python's messages have the types that the type checker assumes."""

import re
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from cnnviz import images
from cnnviz.drawing import Drawing
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent
from cnnviz.lessons.votes import Votes
from cnnviz.network import lecture_network
from cnnviz.ui.components import (
    column,
    drawing_pad,
    drawings,
    gallery,
    kernel_descent,
    ledger,
    live_network,
    softmax,
    stepper,
    ticker,
)

MAPS = np.zeros((2, 2, 1), np.float32)
X = np.zeros((4, 4, 1), np.float32)
TABLE = gallery.GalleryTable(name="", rows=[[gallery.GalleryCell(name="")]])
PROBLEM = descent.problem(descent.picture(images.sample_images()["smiley"]()), KERNELS["sobel x"].array)
#: One message per component, and the keys of its type that only other messages have.
MESSAGES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "column": (column.message(MAPS, ["a"]), set()),
    "drawing_pad": (drawing_pad.message(Drawing()), set()),
    "drawings": (drawings.message([drawings.Drawn()]), set()),
    "gallery": (gallery.message(TABLE, "key"), set()),
    "kernel_descent": (kernel_descent.message(PROBLEM, [], name="sobel x"), set()),
    "ledger": (ledger.message(Votes(np.ones(4), np.ones(4), 0.0), (2, 2, 1)), set()),
    "live_network": (
        live_network.message(
            lecture_network(), "key", shown=live_network.Shown(), addresses=("/a", "", "/b"), doors={}
        ),
        set(),
    ),
    "softmax": (softmax.message([0.0] * 10, label=0), set()),
    "stepper": (
        stepper.message(stepper.Convolution(X, np.zeros((3, 3, 1, 1), np.float32))),
        {"function"},
    ),
    "ticker": (ticker.message([], []), set()),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_has_the_keys_of_its_type(name):
    text = files("cnnviz.ui.components").joinpath(f"{name}/types.d.ts").read_text(encoding="utf-8")
    found = re.search(r"^  interface Message \{\n(.*?)^  \}", text, re.MULTILINE | re.DOTALL)
    assert found
    message, elsewhere = MESSAGES[name]
    assert set(message) | elsewhere == set(re.findall(r"^    (\w+)\??:", found[1], re.MULTILINE))
