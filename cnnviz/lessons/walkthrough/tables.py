"""The content of one stop: tables side by side, and how each new cell was computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Phase = Literal["forward", "backward", "update", "after"]


class Frame(NamedTuple):
    """A rectangle of cells that another cell is computed from; `table` is its table's index at this stop."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Made(NamedTuple):
    """How one cell was computed: its arithmetic, and the cells that it uses."""

    line: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Table:
    """A table of numbers.

    Attributes:
        name: Its name, as in the code.
        values: (rows, columns).
        operator: The sign in front of it: "∗", "=".
        made: How each cell was computed, row by row; empty for a table that is only used.
        colours: "pixels" from −1 (black) to 1 (white), "signed" for a feature map, or "weights" for all other
            values.
        heads: A header for each column, or none.
        marked: Highlighted cells: the winners of a pooling.
        decimals: The maximum number of decimals shown in a cell.
    """

    name: str
    values: Array = field(repr=False)
    operator: str = ""
    made: tuple[Made, ...] = field(default=(), repr=False)
    colours: Literal["pixels", "weights", "signed"] = "weights"
    heads: tuple[str, ...] = ()
    marked: tuple[tuple[int, int], ...] = ()
    decimals: int = 3


@dataclass(frozen=True)
class Stop:
    """One stop: its name, what happens there, and the tables from left to right."""

    name: str
    phase: Phase
    sentence: str
    tables: tuple[Table, ...]


def used(name: str, values: Array, operator: str = "", **settings: object) -> Table:
    """Return a table that is only used; a vector becomes a row."""
    return Table(name, np.atleast_2d(values), operator, **settings)  # type: ignore[arg-type]


def made(
    name: str, values: Array, how: Callable[[int, int], Made], operator: str = "=", **settings: object
) -> Table:
    """Return a new table; `how` maps a row and a column to how that cell was computed."""
    table = np.atleast_2d(values)
    cells = tuple(how(row, column) for row, column in np.ndindex(table.shape))
    return Table(name, table, operator, cells, **settings)  # type: ignore[arg-type]


def number(value: float, digits: int = 4) -> str:
    """Return a number as it is written in a formula: rounded, with a true minus sign, never a negative zero.

    >>> number(-0.45678), number(-0.0), number(12345.6), number(2e9)
    ('−0.4568', '0', '12350', '2e+09')
    """
    rounded = float(f"{float(value):.{digits}g}") + 0.0
    text = f"{rounded:.{digits}g}" if abs(rounded) < 10**digits or abs(rounded) >= 1e6 else f"{rounded:.0f}"
    return text.replace("-", "−")


def apart(before: float, after: float) -> tuple[str, str]:
    """Return two numbers with as many digits as needed to tell them apart.

    >>> apart(-1, -0.99998), apart(2, 0.5)
    (('−1', '−0.99998'), ('2', '0.5'))
    """
    for digits in range(4, 10):
        texts = number(before, digits), number(after, digits)
        if texts[0] != texts[1]:
            break
    return texts


def in_cell(value: float, decimals: int = 3) -> str:
    """Return a number as it is written in a cell: short, but only 0 is written "0".

    >>> in_cell(0.04921), in_cell(12.345), in_cell(-0.0001), in_cell(-0.0)
    ('0.049', '12.3', '−1e−4', '0')
    """
    text = number(round(float(value), decimals), decimals)
    if text != "0" or not value:
        return text
    digit, power = f"{value:.0e}".split("e")
    return f"{digit}e{int(power)}".replace("-", "−")


def factor(value: float) -> str:
    """Return a number as a factor or a term, in brackets if it is negative.

    >>> factor(-0.5)
    '(−0.5)'
    """
    text = number(value)
    return f"({text})" if text.startswith("−") else text


def products(pairs: Sequence[tuple[float, float]], plus: float = 0.0) -> str:
    """Return a sum of products as text, without products that are 0.

    >>> products([(1, -2), (0, 5), (3, 4)], plus=-1)
    '1·(−2) + 3·4 − 1'
    """
    terms = [f"{factor(one)}·{factor(other)}" for one, other in pairs if one and other]
    text = " + ".join(terms) or "0"
    if not plus:
        return text
    return f"{text} {'−' if plus < 0 else '+'} {number(abs(plus))}"
