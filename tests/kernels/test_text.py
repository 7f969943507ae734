import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import KernelError
from cnnviz.kernels import KERNELS, MAX_LENGTH, Kernel, get, parse, to_text

numbers = st.floats(-1e6, 1e6)
kernels = st.builds(
    Kernel,
    name=st.just("custom"),
    weights=st.tuples(st.integers(1, 31), st.integers(1, 31)).flatmap(
        lambda shape: st.lists(
            st.lists(st.integers(-99, 99) | numbers, min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        )
    ),
    divisor=st.just(1.0) | st.floats(1e-6, 9e8) | st.floats(-9e8, -1e-6),
    offset=st.just(0.0) | st.floats(-1e4, 1e4) | st.integers(-255, 255).map(lambda n: n / 255),
    effect=st.just("Your own kernel."),
)


@pytest.mark.parametrize(
    ("text", "weights", "divisor", "offset"),
    [
        ("1", [[1]], 1, 0),
        ("1 2;3 4", [[1, 2], [3, 4]], 1, 0),
        ("1, 2\n3, 4\n", [[1, 2], [3, 4]], 1, 0),
        ("1\t2\r\n3\t4\r\n\r\n", [[1, 2], [3, 4]], 1, 0),
        ("1,2,\n3,4,\n", [[1, 2], [3, 4]], 1, 0),
        ("1\u00a02;\u20093\u20094;", [[1, 2], [3, 4]], 1, 0),
        (" +1 −2 ; .5 3. ", [[1, -2], [0.5, 3]], 1, 0),
        ("1e2 -1E-2", [[100, -0.01]], 1, 0),
        ("1/9 1/9 -1/9", [[1 / 9, 1 / 9, -1 / 9]], 1, 0),
        ("1 1/9;", [[1, 1 / 9]], 1, 0),
        ("1/9", [[1 / 9]], 1, 0),
        ("0.5/2;1", [[0.25], [1]], 1, 0),
        ("1 2 1 / 4", [[1, 2, 1]], 4, 0),
        ("1 2 1 /4", [[1, 2, 1]], 4, 0),
        ("1 2 1; / -4", [[1, 2, 1]], -4, 0),
        ("1 2 1 / 1/2", [[1, 2, 1]], 0.5, 0),
        ("1 2 1 + 128", [[1, 2, 1]], 1, 128 / 255),
        ("1 2 1 - 51", [[1, 2, 1]], 1, -0.2),
        ("1 2 1 / 4 + 255", [[1, 2, 1]], 4, 1),
        ("1 2 1 / 4 -255", [[1, 2, 1]], 4, -1),
        ("1 -5", [[1, -5]], 1, 0),
        ("[1, 2, 3]", [[1, 2, 3]], 1, 0),
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]], 1, 0),
        ("[[1, 2],\n [3, 4]]/16", [[1, 2], [3, 4]], 16, 0),
        ("((1, 2), (3, 4)) / 16 + 128", [[1, 2], [3, 4]], 16, 128 / 255),
        ("np.array([[1., 2.], [3., 4.]])", [[1, 2], [3, 4]], 1, 0),
        ("array([[1,\n 2],\n [3, 4]])", [[1, 2], [3, 4]], 1, 0),
        ("[1 2; 3 4]", [[1, 2], [3, 4]], 1, 0),
        ("[[1 2]\n [3 4]]", [[1, 2], [3, 4]], 1, 0),
        (str(np.eye(31)), np.eye(31), 1, 0),
        (repr(np.full((3, 31), 0.123456789)), np.full((3, 31), 0.12345679), 1, 0),
        (str(np.eye(5).tolist()), np.eye(5), 1, 0),
    ],
)
def test_what_can_be_typed(text, weights, divisor, offset):
    kernel = parse(text)
    np.testing.assert_array_equal(kernel.weights, weights)
    assert (kernel.divisor, kernel.offset, kernel.name) == (divisor, offset, "custom")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type the kernel's numbers"),
        (" \n;;\n", "Type the kernel's numbers"),
        ("/ 2", "Type the kernel's numbers"),
        ("1 2; 3", "as many numbers as the first. Received rows of 1, 2"),
        ("1 2 x", "cannot be read: 'x'"),
        ("1 2\n__import__('os')", "cannot be read: '__import__'"),
        ("1 2 <script>", "cannot be read: '<script>'"),
        ("1 2 💥", r"cannot be read: '\U0001f4a5'"),
        ("१ २", "cannot be read"),
        ("nan", "cannot be read: 'nan'"),
        ("inf -inf", "cannot be read: 'inf'"),
        ("1_000", "cannot be read: '1_000'"),
        ("0x10", "cannot be read: '0x10'"),
        ("1-2", "cannot be read: '1-2'"),
        ("1,,2", "between two commas"),
        ("1 1 1/9", "To divide all weights write 1 / 9"),
        ("1 / 2 3", "a divisor at the end"),
        ("1 + + 2", "sign right before its number"),
        ("- 1 2", "sign right before its number"),
        ("1 2 +", "sign right before its number"),
        ("1 2 /", "sign right before its number"),
        ("1 / ;", "sign right before its number"),
        ("1 + ;", "sign right before its number"),
        ("1 + -5", "sign right before its number"),
        ("1 / / 5", "sign right before its number"),
        ("1 / 5 -", "sign right before its number"),
        ("1 / 5;", "a divisor at the end"),
        ("1/0 1/2", "divided by 0"),
        ("1 2 / 0", "must not be 0"),
        ("1 2 / 1e-9", "must not be 0"),
        ("1e7", "between −1,000,000 and 1,000,000"),
        ("1e99", "too large"),
        ("1e999999", "cannot be read"),
        ("1" * 31, "cannot be read"),
        ("1 / 1e10", "divisor must lie between"),
        ("1 + 1e10", "offset must lie between"),
        (";".join(["1"] * 32), "1 to 31 rows of 1 to 31 numbers. Received: 32 rows of 1"),
        (" ".join(["1"] * 32), "1 to 31 rows of 1 to 31 numbers. Received: 1 rows of 32"),
    ],
)
def test_what_cannot_be_typed(text, says):
    with pytest.raises(KernelError) as error:
        parse(text)
    assert says.lower() in str(error.value).lower()
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    "text",
    [
        "1 " * MAX_LENGTH,
        "[" * MAX_LENGTH,
        "[ " * (MAX_LENGTH // 2),
        "[" + " " * (MAX_LENGTH - 2) + "1",
        "1;" * (MAX_LENGTH // 2),
        ", " * (MAX_LENGTH // 2),
        "," + " " * (MAX_LENGTH - 2) + "1",
        "9" * MAX_LENGTH,
        ("9" * 30 + "." + "9" * 29 + "e999 ") * (MAX_LENGTH // 70),
        ("1e-999/9e999 ") * (MAX_LENGTH // 13),
        "1/" * (MAX_LENGTH // 2),
        "array(" * (MAX_LENGTH // 6),
        "-" * MAX_LENGTH,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.timeout(60)  # what takes exponential time takes years
def test_hostile_text_is_read_or_refused(text):
    with contextlib.suppress(KernelError):
        parse(text)


def test_long_text_is_refused():
    with pytest.raises(KernelError, match="up to 32000 characters; this one has 10000000"):
        parse("1 " * 5_000_000)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="0129 .,;/+-e[]()\n", max_size=20) | st.text(max_size=30))
def test_any_text_is_a_kernel_or_an_error_of_ours(text):
    try:
        kernel = parse(text)
    except KernelError:
        return
    assert parse(to_text(kernel)) == kernel


@settings(max_examples=150, deadline=None)
@given(kernels)
def test_to_text_and_back(kernel):
    text = to_text(kernel)
    assert len(text) <= MAX_LENGTH
    assert parse(text) == kernel


@pytest.mark.parametrize("name", [*KERNELS, "gabor 31x31 5°", "gaussian blur 31x31"])
def test_the_collection_to_text_and_back(name):
    kernel = get(name)
    read = parse(to_text(kernel))
    assert (read.weights, read.divisor, read.offset) == (kernel.weights, kernel.divisor, kernel.offset)


def test_text_is_short():
    assert to_text(KERNELS["emboss on grey"]) == "-2 -1 0;-1 0 1;0 1 2 + 128"
    assert to_text(KERNELS["gaussian blur 3x3"]) == "1 2 1;2 4 2;1 2 1 / 16"
    assert to_text(Kernel("", ((0.1, -0.0, 1e-7),), offset=-1 / 255)) == "0.1 0 1e-07 - 1"
