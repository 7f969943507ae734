"""The picture of a loss: its bars are as long as the shares."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.figures.loss import BAR, COLUMNS, ROW, TOP, WIDTH, weighed


def bars(*arguments):
    """Return where the picture is orange, and where it is blue."""
    encoded = weighed(*arguments)
    with Image.open(io.BytesIO(encoded.data)) as picture:
        assert (picture.size, encoded.mime) == ((encoded.width, encoded.height), "image/png")
        assert encoded.width == WIDTH
        pixels = np.asarray(picture.convert("RGB"))
    return tuple((pixels == colour).all(axis=-1) for colour in (POSITIVE, NEGATIVE))


def test_bars_are_as_long_as_the_shares():
    """One class has half, the others an 18th each; the first is the true one."""
    orange, blue = bars([0.0] * 9 + [float(np.log(9))], 1.0, 0)
    for n, share in ((0, 1 / 18), (9, 1 / 2)):
        line = orange[TOP + ROW * n + 14]
        assert line[COLUMNS[2] : COLUMNS[3]].sum() == pytest.approx(share * BAR, abs=2)
    assert blue[TOP + 14].sum() == pytest.approx((1 - 1 / 18) * BAR / 2, abs=2)
    assert orange[TOP + ROW * 9 + 14, COLUMNS[5] :].sum() == pytest.approx(BAR / 4, abs=2)
    assert blue[TOP + ROW + 14].sum() == 0


def test_the_temperature_evens_the_bars_out():
    first = [bars([0.0] * 9 + [2.0], heat, 0)[0][TOP + ROW * 9 + 14].sum() for heat in (0.1, 1.0, 20.0)]
    assert first[0] > first[1] > first[2]


@pytest.mark.parametrize(
    ("logits", "shares"),
    [([1e6] * 10, [0.1] * 10), ([-1e6] * 9 + [1e6], [0] * 9 + [1]), ([0] * 10, [0.1] * 10)],
)
def test_huge_and_equal_logits_have_bars_as_long(logits, shares):
    orange, _ = bars(logits, 0.05, 0)
    middles = TOP + ROW * np.arange(10) + 14
    np.testing.assert_allclose(
        orange[middles, COLUMNS[2] : COLUMNS[3]].sum(axis=1), np.array(shares) * BAR, atol=2
    )
