"""How values are written into a link, and read from one: a stranger's, so what is out of range is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

Text: TypeAlias = str | list[str]
#: To a text, and from one; the second raises a ValueError, TypeError, IndexError or OverflowError.
Codec: TypeAlias = tuple[Callable[[Any], Text], Callable[[Text], Any]]

MAX_SIDE = 1024
#: The most characters of a number: as many as Python writes.
LONGEST_NUMBER = 24


def one(text: Text) -> str:
    """Return the first text of a parameter, which is most often its only one."""
    return text if isinstance(text, str) else text[0]


def every(text: Text) -> list[str]:
    """Return all texts of a parameter."""
    return [text] if isinstance(text, str) else text


def whole(least: int, most: int) -> Codec:
    """Return the codec of a whole number in a range."""

    def decode(text: Text) -> int:
        value = int(one(text)[:10])
        if not least <= value <= most:
            raise ValueError(value)
        return value

    return str, decode


def whole_of(allowed: tuple[int, ...]) -> Codec:
    """Return the codec of one of several whole numbers."""
    return str, lambda text: allowed[allowed.index(int(one(text)[:10]))]


def real_of(allowed: tuple[float, ...]) -> Codec:
    """Return the codec of one of several numbers."""
    return str, lambda text: allowed[allowed.index(float(one(text)[:LONGEST_NUMBER]))]


def decimals(count: int, largest: float) -> Codec:
    """Return the codec of `count` finite numbers at most, within ±largest, each a parameter of its own."""

    def decode(text: Text) -> tuple[float, ...]:
        values = tuple(float(part[:30]) for part in every(text)[:count])
        if not values or not all(math.isfinite(value) and abs(value) <= largest for value in values):
            raise ValueError(text)
        return values

    return lambda values: [repr(float(value)) for value in values], decode


def one_of(allowed: tuple[str, ...]) -> Codec:
    """Return the codec of one of several words."""
    return str, lambda text: allowed[allowed.index(one(text))]


def some_of(allowed: tuple[str, ...], most: int) -> Codec:
    """Return the codec of several words, `most` at most, joined by commas; "none" is without."""

    def decode(text: Text) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(one(text).split(","))) if one(text) != "none" else ()
        if len(words) > most or not set(words) <= set(allowed):
            raise ValueError(text)
        return words

    return lambda words: ",".join(words) or "none", decode


def numbers(count: int, least: int = 0, most: int = MAX_SIDE) -> Codec:
    """Return the codec of some whole numbers in a range, joined by hyphens."""

    def decode(text: Text) -> tuple[int, ...]:
        values = tuple(int(part[:10]) for part in one(text).split("-"))
        if len(values) != count or not all(least <= value <= most for value in values):
            raise ValueError(text)
        return values

    return lambda value: "-".join(map(str, value)), decode


def real(least: float, most: float) -> Codec:
    """Return the codec of a number in a range."""

    def decode(text: Text) -> float:
        return _real(one(text), least, most)

    return _written, decode


def reals(count: int, least: float, most: float) -> Codec:
    """Return the codec of some numbers in a range, with a space between."""

    def decode(text: Text) -> tuple[float, ...]:
        parts = one(text).split(" ")
        if len(parts) != count:
            raise ValueError(text)
        return tuple(_real(part, least, most) for part in parts)

    return lambda values: " ".join(map(_written, values)), decode


def _written(value: float) -> str:
    """Return a number in as few characters as give it back.

    >>> _written(2.0), _written(-0.25)
    ('2', '-0.25')
    """
    return str(value).removesuffix(".0")


def _real(text: str, least: float, most: float) -> float:
    """Return the number that a text tells; nan lies in no range."""
    value = float(text)
    if len(text) > LONGEST_NUMBER or not least <= value <= most:
        raise ValueError(text)
    return value


FLAG: Codec = (
    lambda value: "yes" if value else "no",
    lambda text: one(text) == "yes",
)
