"""What a shipped network's card says of it: what it learned from, and how well it reads."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz.figures import captions
from cnnviz.reading import READERS, card
from cnnviz.ui.session import networks

#: The sets of digits in a card that are told, with the share that is read and the number of digits.
SETS = {
    "test digits": "It reads {} of MNIST's {:,} test digits.",
    "unseen writers": (
        "A second network learned without some of the writers. It reads {} of their {:,} digits."
    ),
}


def show_all() -> None:
    """Show what the cards say of each network that visitors can choose, folded."""
    with st.expander("What the networks learned from"):
        for name in networks.SHIPPED:
            st.markdown(" ".join(facts(name)))


def facts(name: str) -> list[str]:
    """Return sentences on a shipped network, with the numbers of its card.

    Raises:
        NetworkError: If no network of this name ships with a card.
    """
    told, reader = card(name), READERS[name]
    return [
        f"**{reader.label}** has {told['weights']:,} parameters. It learned from {reader.learned_from}.",
        *filter(None, [reader.origin, _fixed(told)]),
        *(SETS[of].format(captions.share(share, 2), n) for of, n, share in _figures(told)),
    ]


def _fixed(told: dict[str, Any]) -> str:
    """Return how many numbers of a network are fixed and no parameters; "" if there are none."""
    n = told.get("fixed numbers of the codes")
    return f"It also has {n:,} fixed numbers: a code for each digit." if n else ""


def _figures(told: dict[str, Any]) -> list[tuple[str, int, float]]:
    """Return the sets of a card that are told, each with its number of digits and the share that is read."""
    found = []
    for name in SETS:
        one = told.get(name)
        if isinstance(one, dict):
            found.append((name, one["digits"], one["accuracy"]))
        elif one is not None:
            found.append((name, one, told[f"accuracy on the {name}"]))
    return found
