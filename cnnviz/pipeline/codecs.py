"""Codecs between values and the text in a link. Links come from strangers: bad values are refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

Text: TypeAlias = str | list[str]
MAX_SIDE = 1024
#: The maximum number of characters in a number: Python writes no more.
LONGEST_NUMBER = 24


class Codec(NamedTuple):
    """How values of one kind are written to and read from a link, and which values are allowed.

    Attributes:
        write: Converts a value to text.
        read: Converts text to a value; raises ValueError, TypeError, IndexError or OverflowError if invalid.
        bounds: The smallest and the largest number, or None.
        choices: The allowed values, or None.
    """

    write: Callable[[Any], Text]
    read: Callable[[Text], Any]
    bounds: tuple[Any, Any] | None = None
    choices: tuple[Any, ...] | None = None


def first_text(text: Text) -> str:
    """Return the first text of a parameter, usually its only one."""
    return text if isinstance(text, str) else text[0]


def all_texts(text: Text) -> list[str]:
    """Return all texts of a parameter."""
    return [text] if isinstance(text, str) else text


def integer(least: int, most: int) -> Codec:
    """Return the codec of an integer in a range."""

    def decode(text: Text) -> int:
        value = int(first_text(text)[:10])
        if not least <= value <= most:
            raise ValueError(value)
        return value

    return Codec(str, decode, bounds=(least, most))


def one_of_integers(allowed: tuple[int, ...]) -> Codec:
    """Return the codec of one of several integers."""
    return Codec(str, lambda text: allowed[allowed.index(int(first_text(text)[:10]))], choices=allowed)


def one_of_numbers(allowed: tuple[float, ...]) -> Codec:
    """Return the codec of one of several numbers."""
    return Codec(
        str,
        lambda text: allowed[allowed.index(float(first_text(text)[:LONGEST_NUMBER]))],
        choices=allowed,
    )


def decimals(count: int, largest: float) -> Codec:
    """Return the codec of up to `count` finite numbers within ±largest, each its own parameter."""

    def decode(text: Text) -> tuple[float, ...]:
        values = tuple(float(part[:30]) for part in all_texts(text)[:count])
        if not values or not all(math.isfinite(value) and abs(value) <= largest for value in values):
            raise ValueError(text)
        return values

    return Codec(lambda values: [repr(float(value)) for value in values], decode, bounds=(-largest, largest))


def one_of(allowed: tuple[str, ...]) -> Codec:
    """Return the codec of one of several words."""
    return Codec(str, lambda text: allowed[allowed.index(first_text(text))], choices=allowed)


def some_of(allowed: tuple[str, ...], most: int) -> Codec:
    """Return the codec of up to `most` words, joined by commas; "none" stands for no words."""

    def decode(text: Text) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(first_text(text).split(","))) if first_text(text) != "none" else ()
        if len(words) > most or not set(words) <= set(allowed):
            raise ValueError(text)
        return words

    return Codec(lambda words: ",".join(words) or "none", decode, choices=allowed)


def integers(count: int, least: int = 0, most: int = MAX_SIDE) -> Codec:
    """Return the codec of `count` integers in a range, joined by hyphens."""

    def decode(text: Text) -> tuple[int, ...]:
        values = tuple(int(part[:10]) for part in first_text(text).split("-"))
        if len(values) != count or not all(least <= value <= most for value in values):
            raise ValueError(text)
        return values

    return Codec(lambda value: "-".join(map(str, value)), decode, bounds=(least, most))


def number(least: float, most: float) -> Codec:
    """Return the codec of a number in a range."""

    def decode(text: Text) -> float:
        return _number(first_text(text), least, most)

    return Codec(_number_text, decode, bounds=(least, most))


def numbers(count: int, least: float, most: float) -> Codec:
    """Return the codec of `count` numbers in a range, joined by spaces."""

    def decode(text: Text) -> tuple[float, ...]:
        parts = first_text(text).split(" ")
        if len(parts) != count:
            raise ValueError(text)
        return tuple(_number(part, least, most) for part in parts)

    return Codec(lambda values: " ".join(map(_number_text, values)), decode, bounds=(least, most))


def _number_text(value: float) -> str:
    """Return a number as the shortest text that restores it.

    >>> _number_text(2.0), _number_text(-0.25)
    ('2', '-0.25')
    """
    return str(value).removesuffix(".0")


def _number(text: str, least: float, most: float) -> float:
    """Return the number in a text; nan lies in no range."""
    value = float(text)
    if len(text) > LONGEST_NUMBER or not least <= value <= most:
        raise ValueError(text)
    return value


FLAG = Codec(lambda value: "yes" if value else "no", lambda text: first_text(text) == "yes")
