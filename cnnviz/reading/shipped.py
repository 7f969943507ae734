"""The networks that ship with this program and read digits: their names, and what each learned from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from cnnviz.errors import NetworkError


@dataclass(frozen=True)
class Reader:
    """A shipped network that visitors can choose."""

    short: str
    """A word for it, which stands on a button."""
    label: str
    """A name for it, such as "The pen network"."""
    learned_from: str
    """What it learned from, as the end of "It learned from ..."."""
    origin: str = ""
    """A sentence on where the network comes from."""


#: Every shipped network that visitors can choose, by the name of its file.
READERS = {
    "pen": Reader("Pen", "The pen network", "MNIST and pen strokes"),
    "lecture": Reader("Lecture", "The lecture network", "MNIST alone"),
    "lenet5": Reader(
        "LeNet-5",
        "LeNet-5",
        "MNIST alone",
        "It is the network of 1998. Two layers before it and two after it learn nothing.",
    ),
}


def card(name: str) -> dict[str, Any]:
    """Return a shipped network's card: its data, its command, and its figures.

    Raises:
        NetworkError: If no network of this name ships with a card.
    """
    file = files("cnnviz.assets").joinpath(f"{name}.json")
    if not file.is_file():
        raise NetworkError(f"The network must be one that ships with a card. Received: {name!r}")
    facts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return facts
