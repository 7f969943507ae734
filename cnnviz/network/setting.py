"""Settings of a layer, declared once: their bounds, their descriptions, and their text in a link.

A kind of layer declares a setting as `filters: int = declared(Integer(1, 100, label="Filters"))`. The checks,
the text of a link, the line under a layer's name, the controls of the Build page and the strategies of the
tests all come from that declaration.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import MISSING, dataclass, field
from itertools import pairwise
from typing import Any

from cnnviz.network.checks import by, check


def declared(setting: Setting, default: Any = MISSING) -> Any:
    """Return a dataclass field with this setting; it is required if it has no default."""
    return field(default=default, metadata={"setting": setting})


@dataclass(frozen=True, kw_only=True)
class Setting(ABC):
    """A setting: its valid values, its label and description, and its text in a link."""

    label: str = ""
    """The label of its control; a setting without a label has no control."""
    help: str = ""
    """What it means, in a sentence or two."""
    phrase: str = "{}"
    """The description of a value in the line below a layer's name."""
    positional: bool = False
    """Whether links always hold it, first and without its name. Keras code always has it, too."""
    follows: str = ""
    """The setting whose value it takes if it is None."""
    rare: bool = False
    """Whether its control is folded away."""

    @abstractmethod
    def checked(self, value: object, name: str) -> Any:
        """Return the value in the layer's type.

        Args:
            value: The value to check.
            name: The setting's name in the error message.

        Raises:
            NetworkError: If the value is out of bounds.
        """

    @abstractmethod
    def to_text(self, value: Any) -> str:
        """Return the value as text for a link."""

    @abstractmethod
    def from_text(self, text: str, name: str) -> Any:
        """Return the value from its text in a link. Its bounds are checked by `checked`.

        Raises:
            NetworkError: If the text is not valid.
        """

    @abstractmethod
    def describe(self, value: Any) -> str:
        """Return a description of the value for visitors."""


@dataclass(frozen=True)
class Integer(Setting):
    """A whole number."""

    least: int
    most: int
    noun: str = ""
    """The unit, in the singular."""

    def checked(self, value: object, name: str) -> int:
        """Return the number."""
        fits = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        check(fits, f"{name} needs a whole number from {self.least} to {self.most:,}.", value)
        return value  # type: ignore[return-value]

    def to_text(self, value: Any) -> str:
        """Return the digits."""
        return str(value)

    def from_text(self, text: str, name: str) -> int:
        """Return the number."""
        return _whole(text, name)

    def describe(self, value: Any) -> str:
        """Return the number, with its unit if it has one."""
        unit = f" {self.noun}{'' if value == 1 else 's'}" if self.noun else ""
        return self.phrase.format(f"{value:,}{unit}")


@dataclass(frozen=True)
class Sides(Setting):
    """(rows, columns), or one whole number for both."""

    least: int
    most: int
    square: bool = False
    """Whether both numbers must be equal."""

    def checked(self, value: object, name: str) -> Any:
        """Return (rows, columns); None stays None if the setting follows another."""
        if value is None and self.follows:
            return None
        both: list[Any] = list(value) if isinstance(value, list | tuple) else [value, value]
        whole = all(
            isinstance(v, int) and not isinstance(v, bool) and self.least <= v <= self.most for v in both
        )
        sentence = f"{name} needs one or two whole numbers from {self.least} to {self.most:,}."
        check(len(both) == 2 and whole, sentence, value)
        check(not self.square or both[0] == both[1], f"{name} needs the same for rows and columns.", value)
        return both[0], both[1]

    def to_text(self, value: Any) -> str:
        """Return both numbers joined by "x"."""
        return "x".join(map(str, value))

    def from_text(self, text: str, name: str) -> Any:
        """Return one number, or (rows, columns)."""
        sides = [_whole(side, name) for side in text.split("x")]
        return sides[0] if len(sides) == 1 else tuple(sides)

    def describe(self, value: Any) -> str:
        """Return both numbers joined by "×"."""
        return self.phrase.format(by(value))


@dataclass(frozen=True)
class Margins(Setting):
    """((top, bottom), (left, right)), or as in Keras one whole number or (rows, columns)."""

    most: int

    def checked(self, value: object, name: str) -> Any:
        """Return ((top, bottom), (left, right))."""
        rows, columns = value if isinstance(value, list | tuple) and len(value) == 2 else (value, value)
        pairs = [list(side) if isinstance(side, list | tuple) else [side, side] for side in (rows, columns)]
        numbers = [number for pair in pairs for number in pair]
        whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= self.most for n in numbers)
        sentence = f"{name} needs ((top, bottom), (left, right)), whole numbers from 0 to {self.most:,}."
        check(all(len(pair) == 2 for pair in pairs) and whole, sentence, value)
        return (pairs[0][0], pairs[0][1]), (pairs[1][0], pairs[1][1])

    def to_text(self, value: Any) -> str:
        """Return one number if all are equal, or all four joined by "x"."""
        four = [str(n) for pair in value for n in pair]
        return four[0] if len(set(four)) == 1 else "x".join(four)

    def from_text(self, text: str, name: str) -> Any:
        """Return one number, or both pairs."""
        four = [_whole(part, name) for part in text.split("x")]
        check(len(four) in (1, 4), f"{name} needs one or four whole numbers.", text)
        return four[0] if len(four) == 1 else ((four[0], four[1]), (four[2], four[3]))

    def describe(self, value: Any) -> str:
        """Return one number if all are equal, or each with its side."""
        (top, bottom), (left, right) = value
        if len({top, bottom, left, right}) == 1:
            return self.phrase.format(top)
        return self.phrase.format(f"top {top}, bottom {bottom}, left {left}, right {right}")


@dataclass(frozen=True)
class Choice(Setting):
    """One of several words."""

    choices: tuple[str, ...]
    unnamed: bool = False
    """Whether links hold the word without the name of the setting."""

    def checked(self, value: object, name: str) -> str:
        """Return the word."""
        check(value in self.choices, f"{name} needs one of {', '.join(self.choices)}.", value)
        return value  # type: ignore[return-value]

    def to_text(self, value: Any) -> str:
        """Return the word."""
        return str(value)

    def from_text(self, text: str, name: str) -> str:  # noqa: ARG002 - the interface of all settings
        """Return the word."""
        return text

    def describe(self, value: Any) -> str:
        """Return the word."""
        return self.phrase.format(value)


@dataclass(frozen=True)
class Flag(Setting):
    """True or False."""

    off: str
    """The description of False."""

    def checked(self, value: object, name: str) -> bool:
        """Return the flag."""
        check(isinstance(value, bool), f"{name} needs True or False.", value)
        return value  # type: ignore[return-value]

    def to_text(self, value: Any) -> str:
        """Return "yes" or "no"."""
        return "yes" if value else "no"

    def from_text(self, text: str, name: str) -> bool:
        """Return whether the text is "yes"."""
        check(text in ("yes", "no"), f"{name} must be yes or no.", text)
        return text == "yes"

    def describe(self, value: Any) -> str:
        """Return the description of False, or "" for True."""
        return "" if value else self.off


@dataclass(frozen=True)
class Number(Setting):
    """A number of at least `least` and less than `below`."""

    least: float
    below: float
    step: float = 0.05
    """The step of its control."""
    optional: bool = False
    """Whether it may be None."""

    def checked(self, value: object, name: str) -> Any:
        """Return the number, or None if the setting is optional."""
        if value is None and self.optional:
            return None
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        sentence = f"{name} needs a number from {self.least:g} to below {self.below:g}."
        check(plain and self.least <= value < self.below, sentence, value)  # type: ignore[operator]
        return value

    def to_text(self, value: Any) -> str:
        """Return the shortest text that gives the same number."""
        return str(value)

    def from_text(self, text: str, name: str) -> float:
        """Return the number."""
        plain = re.fullmatch(r"-?\d{1,7}(\.\d{1,20})?(e-?\d{1,3})?", text, re.ASCII)
        check(plain is not None, f"{name} needs a number.", text)
        return float(text)

    def describe(self, value: Any) -> str:
        """Return the number, rounded to six digits."""
        return self.phrase.format(f"{value:g}")


@dataclass(frozen=True)
class Rows(Setting):
    """Rows of whole numbers from 0, each row in rising order, such as the channels that each filter sees."""

    below: int
    noun: str
    """What a row stands for, in the singular."""

    def checked(self, value: object, name: str) -> tuple[tuple[int, ...], ...]:
        """Return the rows as tuples."""
        rows = value if isinstance(value, list | tuple) else []
        fits = 1 <= len(rows) <= self.below and all(map(self._is_row, rows))
        sentence = f"{name} needs rows of different whole numbers below {self.below:,}, in rising order."
        check(fits, sentence, value)
        return tuple(tuple(row) for row in rows)

    def _is_row(self, row: object) -> bool:
        if not isinstance(row, list | tuple) or not row:
            return False
        whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < self.below for n in row)
        return whole and all(one < other for one, other in pairwise(row))

    def to_text(self, value: Any) -> str:
        """Return the numbers of a row joined by ".", and the rows by "x"."""
        return "x".join(".".join(map(str, row)) for row in value)

    def from_text(self, text: str, name: str) -> Any:
        """Return the rows."""
        return tuple(tuple(_whole(n, name) for n in row.split(".")) for row in text.split("x"))

    def describe(self, value: Any) -> str:
        """Return the number of rows with what they stand for."""
        return self.phrase.format(f"{len(value):,} {self.noun}{'' if len(value) == 1 else 's'}")


def _whole(text: str, name: str) -> int:
    fits = re.fullmatch(r"0|[1-9]\d{0,4}", text, re.ASCII) is not None
    check(fits, f"{name} needs a whole number.", text)
    return int(text)
