"""What a layer's settings may be: each check raises an error that ends in what was received."""

from __future__ import annotations

from typing import Any, TypeAlias

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


def pair(value: object, name: str) -> Pair:
    """Return (rows, columns) from an int or a pair of ints between 1 and 1,024."""
    both: list[Any] = list(value) if isinstance(value, list | tuple) else [value, value]
    whole = all(isinstance(v, int) and not isinstance(v, bool) and 1 <= v <= 1024 for v in both)
    check(len(both) == 2 and whole, f"{name} needs one or two whole numbers from 1 to 1,024.", value)
    return both[0], both[1]


def whole(value: object, name: str) -> int:
    """Return a count between 1 and 100,000."""
    fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100_000
    check(fits, f"{name} needs a whole number from 1 to 100,000.", value)
    return value  # type: ignore[return-value]


def one_of(value: object, allowed: tuple[str, ...], name: str) -> None:
    """Raise a NetworkError unless the value is one of these words."""
    check(value in allowed, f"{name} needs one of {', '.join(allowed)}.", value)


def need_image(shape: Shape, layer: str) -> None:
    """Raise a NetworkError unless the shape is that of maps."""
    check(
        len(shape) == 3,
        f"{layer} needs maps, with height and width. Put it before what makes one column of numbers of them.",
        shape,
    )


def number(value: object, least: float, most: float, sentence: str) -> None:
    """Raise a NetworkError unless the value is a number from `least` to below `most`."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    check(plain and least <= value < most, sentence, value)  # type: ignore[operator]


def flag(value: object, name: str) -> None:
    """Raise a NetworkError unless the value is True or False."""
    check(isinstance(value, bool), f"{name} needs True or False.", value)
