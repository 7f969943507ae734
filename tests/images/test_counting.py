"""Counting numbers, bytes and how often a value occurs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz import images
from cnnviz.colours import CHANNELS, NEUTRAL, css
from cnnviz.figures import histogram as figures
from cnnviz.images.counting import PHOTO, Count, histogram, levels

shapes = st.tuples(st.integers(1, 9), st.integers(1, 9)) | st.tuples(
    st.integers(1, 9), st.integers(1, 9), st.just(3)
)


@pytest.mark.parametrize(
    ("shape", "product"),
    [
        ((28, 28), "28 × 28 = 784"),
        ((7, 7, 3), "7 × 7 × 3 = 147"),
        ((768, 1024, 3), "768 × 1,024 × 3 = 2,359,296"),
        ((4000, 3000, 3), "4,000 × 3,000 × 3 = 36,000,000"),
        ((1, 1), "1 × 1 = 1"),
    ],
)
def test_the_product_by_hand(shape, product):
    assert Count(shape).product == product


def test_a_photo_of_twelve_megapixels():
    height, width, channels = PHOTO.shape
    assert (height * width, channels) == (12_000_000, 3)
    assert (PHOTO.numbers, PHOTO.bytes("uint8"), PHOTO.bytes("float32")) == (
        36_000_000,
        36_000_000,
        144_000_000,
    )


@settings(max_examples=50, deadline=None)
@given(shapes, st.sampled_from(["uint8", "float32", "float64"]))
def test_numbers_and_bytes_are_those_of_the_array(shape, dtype):
    array = np.zeros(shape, dtype)
    assert Count(array.shape).numbers == array.size
    assert Count(array.shape).bytes(dtype) == array.nbytes


# --- the histogram


def test_a_histogram_by_hand():
    counts = histogram(np.array([[0, 1], [1, 128 / 255]], np.float32))
    assert counts.shape == (1, 256)
    assert {n: int(count) for n, count in enumerate(counts[0]) if count} == {0: 1, 128: 1, 255: 2}


def test_channels_are_counted_apart():
    counts = histogram(np.array([[[0, 1, 0.2], [0, 0, 0.2]]], np.float32))
    assert counts.shape == (3, 256)
    assert [counts[0, 0], counts[1, 0], counts[1, 255], counts[2, 51]] == [2, 1, 1, 2]


@settings(max_examples=60, deadline=None)
@given(shapes.flatmap(lambda shape: arrays(np.uint8, shape)))
def test_the_counts_sum_to_the_pixels_and_are_those_of_numpy(values):
    image = values.astype(np.float32) / np.float32(255)
    np.testing.assert_array_equal(levels(image), values)
    counts = histogram(image)
    assert counts.sum(axis=1).tolist() == [values.shape[0] * values.shape[1]] * counts.shape[0]
    for n, row in enumerate(counts):
        channel = values if values.ndim == 2 else values[..., n]
        np.testing.assert_array_equal(row, np.histogram(channel, bins=256, range=(-0.5, 255.5))[0])


@pytest.mark.parametrize("name", images.sample_images())
def test_every_sample_is_counted_whole(name):
    image = images.sample_images()[name]()
    assert histogram(image).sum(axis=1).tolist() == [image.shape[0] * image.shape[1]] * 3


# --- its figure


def test_grey_is_drawn_in_grey():
    (bars,) = figures.histogram(histogram(np.zeros((2, 3), np.float32))).data
    assert (bars.name, bars.y[0], sum(bars.y), len(bars.y)) == ("grey", 6, 6, 256)
    assert bars.marker.color == css(NEUTRAL)


def test_channels_are_drawn_below_each_other_in_their_colours_on_one_scale():
    counts = histogram(images.sample_images()["test card"]())
    figure = figures.histogram(counts)
    assert [bars.name for bars in figure.data] == ["red", "green", "blue"]
    assert [bars.yaxis for bars in figure.data] == ["y", "y2", "y3"]
    axes = figure.layout.yaxis, figure.layout.yaxis2, figure.layout.yaxis3
    assert [axis.range for axis in axes] == [(0, 1.05 * counts.max())] * 3
    for bars, row in zip(figure.data, counts, strict=True):
        np.testing.assert_array_equal(bars.y, row)
        assert bars.marker.color == css(CHANNELS[bars.name])
