import tracemalloc
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz import filters
from cnnviz.filters import BORDERS, apply
from cnnviz.kernels import KERNELS, Kernel, get

borders = st.sampled_from(sorted(BORDERS))
seeds = st.integers(0, 2**32 - 1)
sides = st.integers(1, 40)
odd = st.sampled_from([1, 3, 5, 7])


def random_kernel(rng, shape, kind):
    """Weights that lead to each algorithm: all equal, few columns, many columns."""
    weights = rng.uniform(-1, 1, shape)
    return np.full(shape, weights[0, 0]) if kind == "box" else weights


def assert_close(result, expected, image, kernel):
    """Agreement relative to the largest possible result of the image and the kernel."""
    weights = kernel.array / kernel.divisor if isinstance(kernel, Kernel) else np.asarray(kernel)
    scale = max(np.abs(image).max() * np.abs(weights).sum(), 1e-30)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result / scale, expected / scale, rtol=1e-4, atol=1e-6)


def mode(border) -> Any:
    """Return NumPy's name of a border."""
    return BORDERS[border].numpy


def slow_correlate(image, weights, border, before):
    """Weight by weight, in float64, with NumPy's borders."""
    widths = [(b, n - 1 - b) for b, n in zip(before, weights.shape, strict=True)]
    padded = np.pad(image.astype(float), widths, mode(border))
    height, width = image.shape
    return sum(weights[i, j] * padded[i : i + height, j : j + width] for i, j in np.ndindex(weights.shape))


# --- by hand


def test_3x3_by_hand_correlation_and_convolution():
    image = np.array([[1, 2, 0], [0, 1, 3], [2, 1, 0]])
    kernel = np.array([[1, 0, -1], [2, 0, -2], [0, 1, 0]])
    # in the middle: 1*1 - 1*0 + 2*0 - 2*3 + 1*1 = -4
    correlated = [
        [0 - 4 + 0, 2 - 0 + 1, 4 - 0 + 3],
        [0 - 2 - 2 + 2, -4, 2 + 2 + 0],
        [-1 - 2, 0 - 3 + 4, 1 + 2],
    ]
    result = apply(image, kernel, border="constant")
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, correlated)
    # flipped, in the middle: 1*0 - 1*2 + 2*3 - 2*0 + 1*2 = 6
    convolved = apply(image, kernel, border="constant", flip=True)
    assert convolved[1, 1] == 6
    np.testing.assert_array_equal(convolved, ndimage.convolve(image, kernel, mode="constant"))


@pytest.mark.parametrize(
    ("border", "row"),
    [
        ("reflect", [2, 1, 1, 2, 3, 3, 2]),
        ("nearest", [1, 1, 1, 2, 3, 3, 3]),
        ("mirror", [3, 2, 1, 2, 3, 2, 1]),
        ("wrap", [2, 3, 1, 2, 3, 1, 2]),
        ("constant", [0, 0, 1, 2, 3, 0, 0]),
    ],
)
def test_what_lies_around_the_picture(border, row):
    for column in range(5):
        takes_one = np.eye(5)[[column]]
        expected = [row[column : column + 3]]
        np.testing.assert_array_equal(apply([[1, 2, 3]], takes_one, border=border), expected)
        turned = apply([[1], [2], [3]], takes_one.T, border=border)
        np.testing.assert_array_equal(turned, np.transpose(expected))


def test_divisor_then_offset():
    kernel = Kernel("half", ((2, 2),), divisor=8, offset=0.5)
    np.testing.assert_array_equal(apply([[1, 3, 5]], kernel), [[1.0, 1.5, 2.5]])


# --- SciPy as the oracle


@settings(max_examples=200, deadline=None)
@given(
    height=st.integers(8, 60),
    width=st.integers(8, 60),
    channels=st.sampled_from([None, 1, 2, 3, 5]),
    shape=st.tuples(st.integers(1, 31), st.integers(1, 31)),
    kind=st.sampled_from(["box", "any"]),
    border=borders,
    flip=st.booleans(),
    seed=seeds,
)
def test_agrees_with_scipy(height, width, channels, shape, kind, border, flip, seed):
    rng = np.random.default_rng(seed)
    image = rng.uniform(-2, 3, (height, width) if channels is None else (height, width, channels))
    image = image.astype(np.float32)
    kernel = random_kernel(rng, shape, kind)
    oracle = ndimage.convolve if flip else ndimage.correlate
    weights = kernel if channels is None else kernel[..., np.newaxis]
    expected = oracle(image.astype(float), weights, mode=border)
    assert_close(apply(image, kernel, border=border, flip=flip), expected, image, kernel)


@settings(max_examples=100, deadline=None)
@given(
    height=st.integers(1, 4),
    width=st.integers(1, 40),
    shape=st.tuples(st.integers(1, 31), st.integers(1, 31)),
    border=borders,
    flip=st.booleans(),
    seed=seeds,
)
def test_kernels_many_times_the_image(height, width, shape, border, flip, seed):
    """Not compared with SciPy: 1.17 reads beyond images of 2 or 3 rows under kernels of 16 rows or more."""
    rng = np.random.default_rng(seed)
    image, kernel = rng.uniform(-1, 1, (height, width)).astype(np.float32), rng.uniform(-1, 1, shape)
    weights = kernel[::-1, ::-1] if flip else kernel
    expected = slow_correlate(image, weights, border, [(n - flip) // 2 for n in shape])
    assert_close(apply(image, kernel, border=border, flip=flip), expected, image, kernel)


@pytest.mark.parametrize("size", [3, 4, 11, 12, 31])
@pytest.mark.parametrize("kind", ["box", "any"])
def test_seams_of_tiles_do_not_show(size, kind):
    rng = np.random.default_rng(size)
    image = rng.random((700, 1300, 3), dtype=np.float32)
    kernel = random_kernel(rng, (size, size), kind)
    expected = ndimage.correlate(image[..., 1], kernel, mode="mirror")
    assert_close(apply(image, kernel, border="mirror")[..., 1], expected, image, kernel)


def test_a_photo_needs_a_few_times_its_own_memory():
    photo = np.random.default_rng(0).random((2000, 1500, 3), dtype=np.float32)
    for kernel in ("box blur 31x31", "sobel x", "gabor 31x31 30°"):
        tracemalloc.start()
        apply(photo, get(kernel))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 5 * photo.nbytes


@pytest.mark.parametrize(
    ("kernel", "way"),
    [
        ("box blur 31x31", "_box"),
        ("sobel x", "_direct"),
        ("gaussian blur 7x7", "_separable"),
        ("gaussian blur 21x21", "_overlap_save"),
        ("motion blur 9x9 90°", "_direct"),
        ("gabor 13x13 30°", "_overlap_save"),
    ],
)
def test_each_way_is_taken(kernel, way):
    weights = np.array(get(kernel).weights)
    assert filters.fastest_way(weights, (480, 640, 3)).__name__ == way
    assert filters.fastest_way(weights, (2, 640, 3)).__name__ == "_padded"


@pytest.mark.parametrize("name", list(KERNELS))
def test_every_kernel_of_the_collection(name):
    kernel = KERNELS[name]
    image = np.random.default_rng(0).random((40, 50), dtype=np.float32)
    expected = (
        ndimage.correlate(image.astype(float), np.array(kernel.weights)) / kernel.divisor + kernel.offset
    )
    assert_close(apply(image, kernel), expected, image, kernel)


# --- Keras as the oracle


@settings(max_examples=40, deadline=None)
@given(height=sides, width=sides, shape=st.tuples(odd, odd), border=borders, seed=seeds)
def test_agrees_with_keras_on_each_channel(height, width, shape, border, seed):
    rng = np.random.default_rng(seed)
    image = rng.random((height, width, 3), dtype=np.float32)
    kernel = rng.uniform(-1, 1, shape).astype(np.float32)
    widths = [(n // 2, n // 2) for n in shape] + [(0, 0)]
    padded = np.pad(image, widths, mode(border))
    weights = np.repeat(kernel[..., np.newaxis, np.newaxis], 3, axis=2)
    expected = np.asarray(keras.ops.depthwise_conv(padded[np.newaxis], weights))[0]
    np.testing.assert_allclose(apply(image, kernel, border=border), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("border", [name for name in BORDERS if BORDERS[name].keras])
def test_the_names_that_keras_has(border):
    image = np.random.default_rng(0).random((6, 7), dtype=np.float32)
    kernel = np.array(KERNELS["emboss"].weights, dtype=np.float32)
    padded = keras.ops.pad(image, ((1, 1), (1, 1)), BORDERS[border].keras)[None, ..., None]
    expected = keras.ops.conv(padded, kernel[..., None, None])
    np.testing.assert_allclose(
        apply(image, kernel, border=border), np.asarray(expected)[0, ..., 0], atol=1e-5
    )


def test_constant_is_same_padding_in_keras():
    image = np.random.default_rng(0).random((6, 7), dtype=np.float32)
    kernel = np.array(KERNELS["sobel x"].weights, dtype=np.float32)
    expected = keras.ops.conv(image[None, ..., None], kernel[..., None, None], padding="same")
    result = apply(image, kernel, border="constant")
    np.testing.assert_allclose(result, np.asarray(expected)[0, ..., 0], atol=1e-5)


# --- properties


@settings(max_examples=50, deadline=None)
@given(size=st.sampled_from([3, 13]), kind=st.sampled_from(["box", "any"]), border=borders, seed=seeds)
def test_linear_in_the_image(size, kind, border, seed):
    rng = np.random.default_rng(seed)
    one, other = rng.uniform(-1, 1, (2, 30, 20)).astype(np.float32)
    kernel = random_kernel(rng, (size, size), kind)
    expected = 2 * apply(one, kernel, border=border) - apply(other, kernel, border=border)
    np.testing.assert_allclose(apply(2 * one - other, kernel, border=border), expected, atol=1e-5 * size**2)


@pytest.mark.parametrize("border", BORDERS)
def test_identity_changes_no_bit(border):
    image = np.random.default_rng(0).normal(size=(100, 90, 3)).astype(np.float32)
    result = apply(image, KERNELS["identity"], border=border)
    np.testing.assert_array_equal(result, image)
    assert not np.shares_memory(result, image)


def test_the_flip_turns_the_kernel():
    image = np.random.default_rng(0).random((20, 30), dtype=np.float32)
    for name in ("edge detect", "gaussian blur 5x5", "gabor 11x11 45°"):
        np.testing.assert_allclose(
            apply(image, KERNELS[name], flip=True), apply(image, KERNELS[name]), atol=1e-5
        )
    assert np.abs(apply(image, KERNELS["emboss"], flip=True) - apply(image, KERNELS["emboss"])).max() > 1
    np.testing.assert_array_equal(apply(image, KERNELS["shift right"])[:, 1:], image[:, :-1])
    np.testing.assert_array_equal(apply(image, KERNELS["shift right"], flip=True)[:, :-1], image[:, 1:])


@pytest.mark.parametrize("grey", [0.1, 1 / 3, 100 / 255, 1.0, 255.0])
@pytest.mark.parametrize("name", [n for n, k in KERNELS.items() if not k.array.sum() and not k.offset])
def test_flat_areas_under_an_edge_kernel_are_exactly_0(name, grey):
    result = apply(np.full((30, 40, 3), grey, np.float32), KERNELS[name])
    np.testing.assert_array_equal(result, 0)


@pytest.mark.parametrize("name", ["laplacian of gaussian 15x15", "gabor 31x31 30°", "gaussian blur 21x21"])
def test_black_stays_black_beside_a_stroke(name):
    image = np.zeros((100, 100), np.float32)
    image[:, :10] = np.random.default_rng(0).random((100, 10))
    assert not apply(image, KERNELS.get(name) or get(name), border="nearest")[:, 40:].any()


@pytest.mark.parametrize("name", [name for name in KERNELS if name.startswith(("box", "gaussian", "blur"))])
def test_white_stays_exactly_white_under_a_blur(name):
    np.testing.assert_array_equal(apply(np.ones((20, 30, 3), np.float32), KERNELS[name]), 1)


def test_channels_do_not_mix():
    image = np.random.default_rng(0).random((30, 20, 3), dtype=np.float32)
    for kernel in (np.ones((3, 3)), KERNELS["emboss"], get("gabor 13x13 30°")):
        for channel in range(3):
            alone = apply(image[..., channel], kernel)
            np.testing.assert_allclose(apply(image, kernel)[..., channel], alone, atol=1e-5)
