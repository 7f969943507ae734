"""The small pictures under many kernels are what the kernels make of the image made small."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz import filters, images
from cnnviz.figures import kernel_thumbnails
from cnnviz.figures.kernel_thumbnails import keeps_an_image
from cnnviz.kernels import KERNELS, parse

RNG = np.random.default_rng(0)


def sheet(pixels, kernels, view="signed", **settings):
    """Return the sheet of an image under these kernels."""
    return kernel_thumbnails.sheet(pixels, [(kernel, view) for kernel in kernels], **settings)


def parts(sheet):
    """Return the pictures of a sheet, in order."""
    with Image.open(io.BytesIO(sheet.encoded.data)) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    height, width = pixels.shape[0] // sheet.down, pixels.shape[1] // sheet.across
    rows = pixels.reshape(sheet.down, height, sheet.across, width, 3).swapaxes(1, 2)
    return rows.reshape(-1, height, width, 3)


@pytest.mark.parametrize(
    ("height", "width", "expected"),
    [(427, 640, (96, 144)), (640, 427, (96, 64)), (7, 7, (7, 7)), (50, 1000, (7, 144)), (2000, 1, (96, 1))],
)
def test_a_picture_is_made_so_small_that_it_fits_into_its_box(height, width, expected):
    (small,) = parts(sheet(np.ones((height, width), np.float32), [KERNELS["identity"]]))
    assert small.shape[:2] == expected


def test_an_image_stays_an_image_and_its_colours_are_filtered_each_for_itself():
    pixels = RNG.integers(0, 256, (20, 30, 3)).astype(np.float32) / np.float32(255)
    small, *_ = parts(sheet(pixels, [KERNELS["sharpen"], KERNELS["blur"]]))
    np.testing.assert_array_equal(small, np.rint(filters.apply(pixels, KERNELS["sharpen"]).clip(0, 1) * 255))


def test_a_map_is_near_black_where_nothing_is_found_and_turns_its_colours_with_the_kernel():
    pixels = np.zeros((12, 12), np.float32)
    pixels[:, 6:] = 1
    (plain,) = parts(sheet(pixels, [KERNELS["sobel x"]]))
    (turned,) = parts(sheet(pixels, [KERNELS["sobel x"]], flip=True))
    assert plain[:, :5].max() < 30
    assert plain[:, 5:7, 0].min() > plain[:, 5:7, 2].max()  # orange: brighter to the right
    assert turned[:, 5:7, 0].max() < turned[:, 5:7, 2].min()  # blue


def test_a_map_has_the_colours_of_its_view():
    pixels = np.zeros((12, 12), np.float32)
    pixels[:, 5:7] = 1
    (strength,) = parts(sheet(pixels, [KERNELS["sobel x"]], "strength", flip=True))
    assert (strength[:, [4, 7]] == 255).all()
    (toned,) = parts(sheet(pixels, [KERNELS["sobel x"]], "toned"))
    assert (toned[:, 0] == 128).all()


def test_the_border_is_that_of_the_filters():
    ones = np.ones((9, 9), np.float32)
    (inside,) = parts(sheet(ones, [KERNELS["blur"]], border="constant"))
    assert inside[0, 0, 0] == round(255 * 4 / 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", True),
        ("1 1;1 1", False),  # light areas would be white throughout
        ("1 1;1 1 / 4", True),
        ("-1", False),
        ("-1 / 1 + 255", True),
        ("-1 1", False),
        ("0", False),
        ("-1 1 / 1 + 128", True),
    ],
)
def test_where_even_areas_stay_between_black_and_white_the_result_is_an_image(text, expected):
    assert keeps_an_image(parse(text)) == expected


def test_colour_is_mean_for_a_map():
    pixels = RNG.random((10, 10, 3), np.float32)
    coloured = parts(sheet(pixels, [KERNELS["outline"]]))
    grey = parts(sheet(images.channel_mean(pixels), [KERNELS["outline"]]))
    np.testing.assert_array_equal(coloured, grey)
