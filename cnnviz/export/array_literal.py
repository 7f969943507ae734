"""NumPy arrays as Python source."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def array(values: npt.NDArray[np.floating]) -> str:
    """Return the Python source of an array, every number exact."""
    text = repr(np.asarray(values, np.float64).round(9).tolist())
    return f'np.array({text.replace(".0,", ",").replace(".0]", "]")}, "float32")'
