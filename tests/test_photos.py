"""A photo for a network is cut from the middle, resized, and scaled to the range that the network learned."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cnnviz import photos
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError
from cnnviz.network import Preparation

PHOTO = ARCHITECTURES["efficientnet-lite0"]().preparation


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((256, 256), (16, 16, 240, 240)),
        ((256, 512), (16, 144, 240, 368)),
        ((512, 256), (144, 16, 368, 240)),
        ((300, 451), (19, 95, 281, 357)),
        ((1, 1), (0, 0, 1, 1)),
        ((7, 900), (1, 447, 7, 453)),
    ],
)
def test_the_crop_is_the_middle_224_of_256_of_the_short_side(size, box):
    height, width = size
    assert photos.crop_box(height, width, PHOTO) == box


@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 99), st.integers(1, 99), st.floats(0.01, 1))
def test_the_crop_lies_in_the_middle_and_has_the_targets_proportions(height, width, rows, columns, share):
    box = photos.crop_box(height, width, Preparation((rows, columns), "crop", share=share))
    assert 0 <= box.top < box.bottom <= height
    assert 0 <= box.left < box.right <= width
    assert abs(box.top - (height - box.bottom)) <= 1
    assert abs(box.left - (width - box.right)) <= 1
    scale = share * min(height / rows, width / columns)
    assert abs(box.bottom - box.top - scale * rows) <= 1
    assert abs(box.right - box.left - scale * columns) <= 1


def test_resize_takes_the_whole_picture():
    assert photos.crop_box(10, 30, Preparation((5, 5))) == (0, 0, 10, 30)


def test_the_input_is_the_middle_resized_less_127_over_128():
    levels = np.random.default_rng(0).integers(0, 256, (300, 451, 3), dtype=np.uint8)
    found = photos.prepared((levels / 255).astype(np.float32), PHOTO)
    middle = Image.fromarray(levels[19:281, 95:357]).resize((224, 224), Image.Resampling.BICUBIC)
    np.testing.assert_array_equal(np.rint(found.seen * 255), np.asarray(middle))
    np.testing.assert_allclose(found.x, (np.asarray(middle, np.float64) - 127) / 128, atol=1e-6)
    assert found.seen.dtype == found.x.dtype == np.float32
    assert found.box == (19, 95, 281, 357)


def test_black_is_the_smallest_and_white_the_largest_input():
    for level, expected in ((0, -127 / 128), (1, 1)):
        found = photos.prepared(np.full((9, 5, 3), level, np.float32), PHOTO)
        assert found.x == pytest.approx(np.full((224, 224, 3), expected))


def test_a_grey_image_becomes_three_equal_channels():
    levels = np.random.default_rng(0).integers(0, 256, (40, 50))
    grey = (levels / 255).astype(np.float32)
    found = photos.prepared(grey, PHOTO)
    same = photos.prepared(np.stack([grey] * 3, -1), PHOTO)
    np.testing.assert_array_equal(found.x, same.x)


def test_a_network_for_any_size_has_no_preparation():
    with pytest.raises(NetworkError, match="any size"):
        photos.prepared(np.zeros((4, 4, 3), np.float32), Preparation())
