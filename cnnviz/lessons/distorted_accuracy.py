"""How many of 200 distorted bundled digits four networks read right: recorded, not computed here.

`python -m cnnviz.with_keras.distorted_digits --out cnnviz/assets/distorted_accuracy.json` records it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.errors import NetworkError
from cnnviz.lessons.distortions import DISTORTIONS

#: The compared networks that ship, and what the screen calls them.
COMPARED = {
    "lecture": "lecture",
    "no-pooling": "no pooling",
    "no-convolution": "no convolution",
    "pen": "pen",
}
#: The network whose answer to a digit without a label stands for its class.
JUDGE = "pen"
#: The numbers of the bundled digits, 20 of each class. No compared network has learned from bundled digits.
SAMPLES = range(0, mnist.N_BUNDLED, 25)
ASSET = "distorted_accuracy.json"

#: By distortion and network: the number of right answers at each of the curve's amounts.
Counts: TypeAlias = dict[str, dict[str, list[int]]]


def judged_digits() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.integer]]:
    """Return the digits (200, 28, 28) in [0, 1] and their classes (200,)."""
    pictures, labels = mnist.bundled()
    digits: npt.NDArray[np.float32] = pictures[SAMPLES].astype(np.float32) / np.float32(255)
    return digits, labels[SAMPLES]


@cache
def recorded() -> Counts:
    """Return the recorded numbers of right answers.

    Raises:
        NetworkError: If the record does not have all distortions, networks and amounts.
    """
    found: Counts = json.loads(files("cnnviz.assets").joinpath(ASSET).read_text(encoding="utf-8"))
    expected = {name: dict.fromkeys(COMPARED, len(one.amounts)) for name, one in DISTORTIONS.items()}
    shape = {name: {one: len(right) for one, right in of.items()} for name, of in found.items()}
    if shape != expected:
        raise NetworkError(f"The record needs {expected}; make it again. Received: {shape}")
    return found


def shares() -> dict[str, dict[str, list[float]]]:
    """Return the share of right answers by distortion and network, at each of the curve's amounts."""
    return {
        name: {one: [count / len(SAMPLES) for count in right] for one, right in of.items()}
        for name, of in recorded().items()
    }
