"""Shapes, ranges and shares as text for captions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


def number(value: float) -> str:
    """Return a number with three digits and a true minus sign; 0 has no sign.

    >>> number(-0.4567), number(1234.5), number(-0.0)
    ('−0.457', '1.23e+03', '0')
    """
    return f"{value + 0.0:.3g}".replace("-", "−")


def fixed(value: float, decimals: int) -> str:
    """Return a number with this many decimals, which stays in its place; what would read as 0 has more.

    >>> fixed(0.25, 3), fixed(-0.01, 1), fixed(0.0, 3)
    ('0.250', '−0.01', '0')
    """
    text = f"{value:.{decimals}f}"
    return number(value) if float(text) == 0 else text.replace("-", "−")


def shape(values: npt.NDArray[Any]) -> str:
    """Return a shape as Keras writes it, without the batch axis.

    >>> shape(np.zeros((26, 26, 32), np.float32))
    '(26, 26, 32)'
    """
    return str(values.shape)


def extent(values: Array) -> str:
    """Return the minimum and the maximum.

    >>> extent(np.array([-1.0, 2.0], np.float32))
    '−1 … 2'
    """
    return f"{number(float(values.min()))} … {number(float(values.max()))}"


def share(part: float, decimals: int = 1) -> str:
    """Return a share in percent; only an exact 0 or 1 gives 0 % or 100 %.

    `percent` in `components/shared/numbers.js` writes the same.

    >>> share(0.5), share(0.1234), share(0.0004), share(0.99999), share(1)
    ('50 %', '12.3 %', '< 0.1 %', '> 99.9 %', '100 %')
    >>> share(0.1, 2), share(0.98765, 2), share(0.99999, 2)
    ('10.00 %', '98.77 %', '> 99.99 %')
    """
    per_percent = 10**decimals
    if 0 < part < 1 / (100 * per_percent):
        return f"< {1 / per_percent:g} %"
    if 1 - 1 / (100 * per_percent) < part < 1:
        return f"> {100 - 1 / per_percent:g} %"
    rounded = math.floor(100 * per_percent * part + 0.5) / per_percent
    return f"{rounded:.{decimals}f}".removesuffix(".0") + " %"


def share_among(shares: Array, index: int) -> str:
    """Return one of several shares in percent: not 100 % if others are above 0, although it has rounded to 1.

    `percentAmong` in `components/shared/numbers.js` writes the same.

    >>> share_among(np.array([1, 1e-12, 0], np.float32), 0), share_among(np.array([1, 0], np.float32), 0)
    ('> 99.9 %', '100 %')
    """
    alone = np.count_nonzero(np.delete(shares, index)) == 0
    return "> 99.9 %" if shares[index] == 1 and not alone else share(float(shares[index]))


def with_article(digit: str) -> str:
    """Return a digit as a noun in a sentence.

    `withArticle` in `components/shared/article.js` writes the same.

    >>> with_article("8"), with_article("9")
    ('an 8', 'a 9')
    """
    return f"{'an' if digit == '8' else 'a'} {digit}"


def probability(value: float, decimals: int = 3) -> str:
    """Return a probability from 0 to 1; only an exact 0 or 1 gives 0 or 1.

    >>> probability(0.5), probability(0.0001), probability(0.9999), probability(1)
    ('0.500', '< 0.001', '> 0.999', '1')
    """
    least = 10**-decimals
    if value in (0, 1):
        return f"{value:g}"
    if value < least:
        return f"< {least:g}"
    return f"> {1 - least:g}" if value > 1 - least else f"{value:.{decimals}f}"


def zeros(values: Array) -> str:
    """Return the share of values that are 0, up to float rounding.

    >>> zeros(np.array([0, 1e-9, 1, 2], np.float32))
    '50 %'
    """
    rounding = 1e-6 * max(1.0, float(np.abs(values).max()))
    return share(float(np.mean(np.abs(values) <= rounding)))


def amount(value: int) -> str:
    """Return a large count in words with three digits, a count below a million with all its digits.

    >>> amount(999_999), amount(60_965_224), amount(15_470_264_320), amount(999_999_999)
    ('999,999', '61.0 million', '15.5 billion', '1,000 million')
    """
    for unit, size in (("billion", 10**9), ("million", 10**6)):
        if value >= size:
            return f"{_three_digits(value / size)} {unit}"
    return f"{value:,}"


def millions(value: int) -> str:
    """Return a large count in millions with three digits, a count below a million with all its digits.

    >>> millions(999_999), millions(60_965_224), millions(15_470_264_320)
    ('999,999', '61.0 M', '15,500 M')
    """
    if value < 10**6:
        return f"{value:,}"
    digits = len(str(value // 10**6))
    return f"{round(value / 10**6, 3 - digits):,.{max(0, 3 - digits)}f} M"


def megabytes(n_bytes: int) -> str:
    """Return bytes in megabytes of 1,024 · 1,024 bytes, with three digits.

    >>> megabytes(243_860_896), megabytes(2**18)
    ('233 MB', '0.250 MB')
    """
    return f"{_three_digits(n_bytes / 2**20)} MB"


def _three_digits(value: float) -> str:
    whole = len(str(int(value))) if value >= 1 else 0
    return f"{value:,.{max(0, 3 - whole)}f}"
