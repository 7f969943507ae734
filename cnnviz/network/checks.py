"""Types of shapes, and a check that raises an error."""

from __future__ import annotations

from typing import TypeAlias

from cnnviz.errors import NetworkError

Shape: TypeAlias = tuple[int, ...]
Pair: TypeAlias = tuple[int, int]


def by(sides: Shape) -> str:
    """Return lengths joined by "×".

    >>> by((26, 26, 32)), by((5408,))
    ('26 × 26 × 32', '5,408')
    """
    return " × ".join(f"{side:,}" for side in sides)


def check(holds: bool, sentence: str, received: object) -> None:
    """Raise a NetworkError unless the condition holds. The message ends in what was received."""
    if not holds:
        raise NetworkError(f"{sentence} Received: {repr(received)[:80]}")
