"""Shapes as data, and the check that raises an error which ends in what was received."""

from __future__ import annotations

from typing import TypeAlias

from cnnviz.errors import NetworkError

Shape: TypeAlias = tuple[int, ...]
Pair: TypeAlias = tuple[int, int]


def by(sides: Shape) -> str:
    """Return lengths as they are read aloud.

    >>> by((26, 26, 32)), by((5408,))
    ('26 × 26 × 32', '5,408')
    """
    return " × ".join(f"{side:,}" for side in sides)


def check(holds: bool, sentence: str, received: object) -> None:
    """Raise a NetworkError that ends in what was received, unless the condition holds."""
    if not holds:
        raise NetworkError(f"{sentence} Received: {repr(received)[:80]}")
