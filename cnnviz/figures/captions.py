"""Shapes, ranges and shares as text for captions."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


def number(value: float) -> str:
    """Return a number with three digits and a true minus sign.

    >>> number(-0.4567), number(1234.5), number(0.0)
    ('−0.457', '1.23e+03', '0')
    """
    return f"{value:.3g}".replace("-", "−")


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


def share(part: float) -> str:
    """Return a share in percent; only an exact 0 or 1 gives 0 % or 100 %.

    >>> share(0.5), share(0.99999), share(1)
    ('50 %', '> 99.9 %', '100 %')
    """
    if 0 < part < 0.001:
        return "< 0.1 %"
    if 0.999 < part < 1:
        return "> 99.9 %"
    return f"{100 * part:.3g} %"


def zeros(values: Array) -> str:
    """Return the share of values that are 0, up to float rounding.

    >>> zeros(np.array([0, 1e-9, 1, 2], np.float32))
    '50 %'
    """
    rounding = 1e-6 * max(1.0, float(np.abs(values).max()))
    return share(float(np.mean(np.abs(values) <= rounding)))
