"""The lines of arithmetic: the left side really gives the right side."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import filters, formulas
from cnnviz.figures.captions import number
from cnnviz.kernels import KERNELS

SMALL = {name: kernel for name, kernel in KERNELS.items() if max(kernel.shape) <= 3}
ODD = {name: kernel for name, kernel in SMALL.items() if all(side % 2 for side in kernel.shape)}
#: Eighths have at most three decimals, so that writing them loses nothing.
IMAGE = np.random.default_rng(1).integers(0, 9, (5, 6)).astype(np.float32) / np.float32(8)
CELLS = [(0, 0), (0, 5), (4, 0), (4, 5), (2, 3), (0, 3), (2, 0)]


def sides(line):
    """Return a line's left side, computed, and its right side, both as numbers."""
    left, right = (text.replace("−", "-").replace("·", "*").strip() for text in line.rsplit("=", 1))
    assert re.fullmatch(r"(max\()?[-+*/(), .0-9e]+", left), left
    return eval(left, {"__builtins__": {}}, {"max": max}), float(right)


def weights_in(line):
    """Return the weights of a line's terms, with their signs, in order."""
    found = re.findall(r"(−? ?)([0-9.e+]+)·", line)
    return [-float(weight) if "−" in sign else float(weight) for sign, weight in found]


# --- by hand


@pytest.mark.parametrize(
    ("case", "window", "weights", "settings", "expected"),
    [
        ("plus and minus", [[0.5, 0.25]], [[1, -2]], {}, "1·0.5 − 2·0.25 = 0"),
        ("first is negative", [[0.5, 1]], [[-1, 3]], {}, "−1·0.5 + 3·1 = 2.5"),
        ("zeros of the kernel are left out", [[1, 2], [3, 4]], [[0, 1], [0, -1]], {}, "1·2 − 1·4 = −2"),
        ("zeros of the picture stay", [[0, 1]], [[4, 1]], {}, "4·0 + 1·1 = 1"),
        ("negative values in brackets", [[-0.5, 1]], [[2, -1]], {}, "2·(−0.5) − 1·1 = −2"),
        ("a divisor", [[1, 1, 1]], [[1, 2, 1]], {"divisor": 4}, "(1·1 + 2·1 + 1·1) / 4 = 1"),
        ("an offset", [[0.25]], [[-1]], {"offset": 1}, "−1·0.25 + 1 = 0.75"),
        ("a negative offset", [[1]], [[1]], {"offset": -0.5}, "1·1 − 0.5 = 0.5"),
        ("both", [[1, 1]], [[1, 1]], {"divisor": -2, "offset": 3}, "(1·1 + 1·1) / −2 + 3 = 2"),
        ("nothing but zeros", [[1, 1]], [[0, 0]], {}, "0 = 0"),
        ("the rounding of floats is no number", [[0.1, 0.3]], [[3, -1]], {}, "3·0.1 − 1·0.3 = 0"),
    ],
)
def test_convolution_by_hand(case, window, weights, settings, expected):
    assert formulas.convolution(np.array(window), np.array(weights), **settings) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-0.5, "max(0, −0.5) = 0"), (0.0, "max(0, 0) = 0"), (3.625, "max(0, 3.62) = 3.62")],
)
def test_relu_by_hand(value, expected):
    assert formulas.relu(value) == expected


@pytest.mark.parametrize(
    ("window", "kind", "expected"),
    [
        ([[1, 2], [3, 0]], "max", "max(1, 2, 3, 0) = 3"),
        ([[-1, -2], [-3, -4]], "max", "max(−1, −2, −3, −4) = −1"),
        ([[1, 2], [3, 6]], "average", "(1 + 2 + 3 + 6) / 4 = 3"),
        ([[-1, 2], [0, 0]], "average", "((−1) + 2 + 0 + 0) / 4 = 0.25"),
    ],
)
def test_pooling_by_hand(window, kind, expected):
    assert formulas.pooling(np.array(window, np.float32), kind) == expected


def test_filtered_by_hand():
    image = np.array([[0, 1], [2, 4]], np.float32) / np.float32(8)
    less_left = KERNELS["edge enhance"]
    assert formulas.filtered(image, less_left, (1, 1), "reflect", False) == "−1·0.25 + 1·0.5 = 0.25"
    assert formulas.filtered(image, less_left, (1, 1), "reflect", True) == "1·0.5 − 1·0.5 = 0"
    assert formulas.filtered(image, less_left, (0, 0), "wrap", False) == "−1·0.125 + 1·0 = −0.125"
    assert formulas.filtered(image, KERNELS["negative"], (0, 1), "wrap", False) == "−1·0.125 + 1 = 0.875"


# --- all small kernels, at corners, edges and in the middle


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("border", list(filters.BORDERS))
@pytest.mark.parametrize("name", ODD)
def test_the_terms_sum_up_to_the_value_that_is_shown(name, border, flip):
    kernel = ODD[name]
    values = filters.apply(IMAGE, kernel, border=border, flip=flip)
    turned = kernel.array[::-1, ::-1] if flip else kernel.array
    for at in CELLS:
        line = formulas.filtered(IMAGE, kernel, at, border, flip)
        left, right = sides(line)
        assert weights_in(line) == turned[turned != 0].tolist()
        # An offset of 128 of 255 is the only number with more than the three written decimals.
        written = 0.0005 if kernel.offset % 1 else 1e-9
        assert left == pytest.approx(float(values[at]), abs=written + 1e-6, rel=1e-6)
        assert right == pytest.approx(float(values[at]), rel=5e-3, abs=1e-6)
        assert line.endswith(f"= {number(right)}")


@pytest.mark.parametrize("name", [name for name, kernel in KERNELS.items() if name not in ODD])
def test_what_has_too_many_terms_or_no_middle_says_how_many_and_the_value(name):
    kernel = KERNELS[name]
    value = float(filters.apply(IMAGE, kernel, border="reflect")[2, 3])
    few = all(side % 2 for side in kernel.shape) and np.count_nonzero(kernel.array) <= 9
    line = formulas.filtered(IMAGE, kernel, (2, 3), "reflect", False)
    if few:
        assert sides(line) == pytest.approx((value, value), rel=5e-3, abs=1e-6)
    else:
        assert line == f"the sum of {np.count_nonzero(kernel.array)} products = {number(value)}"


# --- as properties


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=1, max_size=9),
    st.sampled_from([1, 9, 16, -3, 0.5]),
    st.sampled_from([0, 1, -0.5, 0.125]),
)
def test_numbers_of_three_digits_are_written_without_loss(terms, divisor, offset):
    weights, values = (np.array(column, np.float32)[np.newaxis] for column in zip(*terms, strict=True))
    line = formulas.convolution(values / np.float32(100), weights, divisor, offset)
    left, right = sides(line)
    exact = float((values * weights).sum()) / 100 / divisor + offset
    assert left == pytest.approx(exact, rel=1e-9, abs=1e-6)
    assert right == pytest.approx(exact, rel=5.1e-3, abs=1e-6)
    assert len(weights_in(line)) == np.count_nonzero(weights)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-999, 999), min_size=2, max_size=16), st.sampled_from(["max", "average"]))
def test_pooling_gives_what_it_says(window, kind):
    left, right = sides(formulas.pooling(np.array(window, np.float32) / np.float32(10), kind))
    expected = max(window) / 10 if kind == "max" else sum(window) / 10 / len(window)
    assert left == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert right == pytest.approx(expected, rel=5.1e-3, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.integers(-999, 999))
def test_relu_gives_what_it_says(value):
    left, right = sides(formulas.relu(value / 100))
    assert left == right == max(0, value / 100)
