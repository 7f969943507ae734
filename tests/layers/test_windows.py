import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import output_size, same_padding

small = st.integers(1, 6)


@pytest.mark.parametrize(
    ("case", "arguments", "expected"),
    [
        ("MNIST, 3x3", (28, 3), 26),
        ("stride that leaves a rest", (28, 3, 2), 13),
        ("pooling of an odd map", (13, 2, 2), 6),
        ("LeNet-5, 5x5 on 32", (32, 5), 28),
        ("AlexNet, 11x11 by 4 on 227", (227, 11, 4), 55),
        ("padding on both sides", (28, 5, 1, 2), 28),
        ("dilated window spans 5", (7, 3, 1, 0, 2), 3),
        ("window as large as the input", (28, 28), 1),
        ("window larger than the input, but not with its padding", (3, 5, 1, 1), 1),
        ("stride larger than the input", (5, 2, 9), 1),
        ("one pixel", (1, 1), 1),
    ],
)
def test_output_size(case, arguments, expected):
    assert output_size(*arguments) == expected


@given(size=st.integers(1, 40), window=small, stride=small, padding=st.integers(0, 5), dilation=small)
def test_output_size_is_the_number_of_places_where_the_window_fits(size, window, stride, padding, dilation):
    places = [
        start
        for start in range(0, size + 2 * padding, stride)
        if start + (window - 1) * dilation < size + 2 * padding
    ]
    if places:
        assert output_size(size, window, stride, padding, dilation) == len(places)
    else:
        with pytest.raises(NetworkError, match="covers"):
            output_size(size, window, stride, padding, dilation)


def test_output_size_of_numpy_integers_is_an_int():
    assert type(output_size(np.int64(28), np.int64(3))) is int


@given(size=st.integers(1, 40), window=small, stride=small, dilation=small)
def test_same_padding_is_the_least_that_gives_a_window_for_each_stride(size, window, stride, dilation):
    before, after = same_padding(size, window, stride, dilation)
    span = (window - 1) * dilation + 1
    n_windows = -(-size // stride)
    reach = (n_windows - 1) * stride + span  # from the start of the first window to the end of the last
    assert 0 <= after - before <= 1
    assert before + after == max(reach - size, 0)


@pytest.mark.parametrize(
    ("case", "call", "message"),
    [
        (
            "window too large",
            lambda: output_size(5, 7),
            r"covers 7 pixels, but only 5.*Received: size=5",
        ),
        ("dilated too far", lambda: output_size(5, 3, dilation=3), r"covers 7 .*dilation=3$"),
        ("still too large", lambda: output_size(5, 8, padding=1), r"covers 8 pixels, but only 7 are there"),
        ("no pixel", lambda: output_size(0, 1), r"`size` .* at least 1. Received: size=0"),
        ("no window", lambda: output_size(5, 0), r"`window` .* at least 1. Received: window=0"),
        ("no stride", lambda: output_size(5, 3, stride=0), r"`stride` .* at least 1. Received: stride=0"),
        ("negative padding", lambda: output_size(5, 3, padding=-1), r"`padding` .* at least 0"),
        ("no dilation", lambda: output_size(5, 3, dilation=0), r"`dilation` .* at least 1"),
        ("half a pixel", lambda: output_size(5.5, 3), r"`size` must be a whole number .*size=5.5"),
        ("a word", lambda: output_size(5, "3"), r"`window` must be a whole number .*window='3'"),
        ("same: no stride", lambda: same_padding(5, 3, 0), r"`stride` .* at least 1"),
        ("same: no pixel", lambda: same_padding(0, 3), r"`size` .* at least 1"),
    ],
)
def test_errors(case, call, message):
    with pytest.raises(NetworkError, match=message):
        call()
