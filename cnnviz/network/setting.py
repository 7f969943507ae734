"""Settings of a layer, declared once: their bounds, their words, and how a link writes them.

A kind of layer declares a setting as `filters: int = declared(Whole(1, 100, label="Filters"))`. The checks,
the text of a link, the line under a layer's name, the controls of the Build page and the strategies of the
tests all come from that declaration.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import MISSING, dataclass, field
from typing import Any

from cnnviz.network.checks import by, check


def declared(setting: Setting, default: Any = MISSING) -> Any:
    """Return a dataclass field that is checked as this setting; without a default it must be given."""
    return field(default=default, metadata={"setting": setting})


@dataclass(frozen=True, kw_only=True)
class Setting(ABC):
    """What a value may be, and how it is called, written and read."""

    label: str = ""
    """The label of its control; a setting without one has no control."""
    help: str = ""
    """What it means, in a sentence or two."""
    said: str = "{}"
    """How the line under a layer's name tells a value."""
    bare: bool = False
    """Whether a link always tells it, first and without its name; code names it always, too."""
    follows: str = ""
    """The setting whose value it takes when it is None."""
    rare: bool = False
    """Whether its control is folded away."""

    @abstractmethod
    def checked(self, value: object, name: str) -> Any:
        """Return the value as the layer keeps it.

        Raises:
            NetworkError: if it is out of bounds; `name` is what the error calls it.
        """

    @abstractmethod
    def written(self, value: Any) -> str:
        """Return the value as a link writes it."""

    @abstractmethod
    def read(self, text: str, name: str) -> Any:
        """Return the value that a link tells; `checked` looks at its bounds.

        Raises:
            NetworkError: if the text is no such value.
        """

    @abstractmethod
    def told(self, value: Any) -> str:
        """Return the value in words."""


@dataclass(frozen=True)
class Whole(Setting):
    """A whole number."""

    least: int
    most: int
    noun: str = ""
    """What is counted, in the singular."""

    def checked(self, value: object, name: str) -> int:
        """Return the number."""
        fits = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        check(fits, f"{name} needs a whole number from {self.least} to {self.most:,}.", value)
        return value  # type: ignore[return-value]

    def written(self, value: Any) -> str:
        """Return the digits."""
        return str(value)

    def read(self, text: str, name: str) -> int:
        """Return the number that the digits tell."""
        return _whole(text, name)

    def told(self, value: Any) -> str:
        """Return the number with what it counts."""
        return self.said.format(f"{value:,} {self.noun}{'' if value == 1 else 's'}".strip())


@dataclass(frozen=True)
class Sides(Setting):
    """(rows, columns), or one whole number for both."""

    least: int
    most: int
    square: bool = False
    """Whether both must be equal."""

    def checked(self, value: object, name: str) -> Any:
        """Return both as a tuple; None stays where another setting is followed."""
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

    def written(self, value: Any) -> str:
        """Return both with an x between."""
        return "x".join(map(str, value))

    def read(self, text: str, name: str) -> Any:
        """Return one or both numbers."""
        sides = [_whole(side, name) for side in text.split("x")]
        return sides[0] if len(sides) == 1 else tuple(sides)

    def told(self, value: Any) -> str:
        """Return both as they are read aloud."""
        return self.said.format(by(value))


@dataclass(frozen=True)
class Margins(Setting):
    """((top, bottom), (left, right)); also one whole number, or (rows, columns), as Keras takes them."""

    most: int

    def checked(self, value: object, name: str) -> Any:
        """Return the four as two pairs."""
        rows, columns = value if isinstance(value, list | tuple) and len(value) == 2 else (value, value)
        pairs = [list(one) if isinstance(one, list | tuple) else [one, one] for one in (rows, columns)]
        numbers = [number for pair in pairs for number in pair]
        whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= self.most for n in numbers)
        sentence = f"{name} needs ((top, bottom), (left, right)), whole numbers from 0 to {self.most:,}."
        check(all(len(pair) == 2 for pair in pairs) and whole, sentence, value)
        return (pairs[0][0], pairs[0][1]), (pairs[1][0], pairs[1][1])

    def written(self, value: Any) -> str:
        """Return the one number where all are equal, or else all four with an x between."""
        four = [str(n) for pair in value for n in pair]
        return four[0] if len(set(four)) == 1 else "x".join(four)

    def read(self, text: str, name: str) -> Any:
        """Return the one number, or both pairs."""
        four = [_whole(part, name) for part in text.split("x")]
        check(len(four) in (1, 4), f"{name} needs one or four whole numbers.", text)
        return four[0] if len(four) == 1 else ((four[0], four[1]), (four[2], four[3]))

    def told(self, value: Any) -> str:
        """Return the one number where all are equal, or each with its side."""
        (top, bottom), (left, right) = value
        if len({top, bottom, left, right}) == 1:
            return self.said.format(top)
        return self.said.format(f"top {top}, bottom {bottom}, left {left}, right {right}")


@dataclass(frozen=True)
class Word(Setting):
    """One of some words."""

    words: tuple[str, ...]
    alone: bool = False
    """Whether a link tells the word without the name of the setting."""

    def checked(self, value: object, name: str) -> str:
        """Return the word."""
        check(value in self.words, f"{name} needs one of {', '.join(self.words)}.", value)
        return value  # type: ignore[return-value]

    def written(self, value: Any) -> str:
        """Return the word."""
        return str(value)

    def read(self, text: str, name: str) -> str:  # noqa: ARG002 - the same question to every setting
        """Return the word."""
        return text

    def told(self, value: Any) -> str:
        """Return the word."""
        return self.said.format(value)


@dataclass(frozen=True)
class Flag(Setting):
    """True or False."""

    off: str
    """What is said where it is False."""

    def checked(self, value: object, name: str) -> bool:
        """Return the flag."""
        check(isinstance(value, bool), f"{name} needs True or False.", value)
        return value  # type: ignore[return-value]

    def written(self, value: Any) -> str:
        """Return yes or no."""
        return "yes" if value else "no"

    def read(self, text: str, name: str) -> bool:
        """Return whether it is yes."""
        check(text in ("yes", "no"), f"{name} is yes or no.", text)
        return text == "yes"

    def told(self, value: Any) -> str:
        """Return what is missing, or nothing."""
        return "" if value else self.off


@dataclass(frozen=True)
class Number(Setting):
    """A number from `least` to below `below`."""

    least: float
    below: float
    step: float = 0.05
    """How far a press of its control goes."""
    optional: bool = False
    """Whether it may be None."""

    def checked(self, value: object, name: str) -> Any:
        """Return the number, or None where it may be."""
        if value is None and self.optional:
            return None
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        sentence = f"{name} needs a number from {self.least:g} to below {self.below:g}."
        check(plain and self.least <= value < self.below, sentence, value)  # type: ignore[operator]
        return value

    def written(self, value: Any) -> str:
        """Return the number, as short as gives it back."""
        return str(value)

    def read(self, text: str, name: str) -> float:
        """Return the number that the text tells."""
        plain = re.fullmatch(r"-?\d{1,7}(\.\d{1,20})?(e-?\d{1,3})?", text, re.ASCII)
        check(plain is not None, f"{name} needs a number.", text)
        return float(text)

    def told(self, value: Any) -> str:
        """Return the number, short."""
        return self.said.format(f"{value:g}")


def _whole(text: str, name: str) -> int:
    fits = re.fullmatch(r"0|[1-9]\d{0,4}", text, re.ASCII) is not None
    check(fits, f"{name} needs a whole number.", text)
    return int(text)
