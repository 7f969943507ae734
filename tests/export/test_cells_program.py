"""The program of simple and complex cells gives the page's numbers with Keras."""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import pytest

from cnnviz import export
from cnnviz.lessons import cells

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


@pytest.mark.keras
@pytest.mark.parametrize(
    ("angle", "shift", "pool_size", "dark"), [(30, 0, 13, False), (97, -6, 5, True), (0, 2, 1, False)]
)
def test_keras_gives_the_same_responses(angle, shift, pool_size, dark):
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(export.cells_code(angle, shift, pool_size, dark=dark), names)
    np.testing.assert_allclose(names["by_angle"], cells.responses_by_angle(angle, shift, dark=dark), **CLOSE)
    expected = cells.responses_by_shift(angle, cells.nearest_shown(angle), pool_size, dark=dark)
    np.testing.assert_allclose(names["simple"], expected.simple, **CLOSE)
    np.testing.assert_allclose(names["pooled"], expected.pooled, **CLOSE)
