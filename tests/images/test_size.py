"""The size at which pictures are read, and how they are shrunk."""

import numpy as np
import pytest
from PIL import Image

from cnnviz.images import load_image, read
from tests.images.files import encoded, levels, photo

# Size -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "bounded"),
    [
        ((1, 1), (1, 1)),
        ((1, 5000), (1, 1024)),
        ((5000, 1), (1024, 1)),
        ((1024, 1024), (1024, 1024)),
        ((1025, 2), (1024, 2)),
        ((3000, 2000), (1024, 683)),
    ],
)
@pytest.mark.parametrize("name", ["PNG", "JPEG"])
def test_the_longest_side_is_bounded(name, size, bounded):
    picture = read(encoded(Image.new("L", size, 200), name))
    assert picture.pixels.shape == (*bounded[::-1], 3)
    assert (levels(picture.pixels) == 200).all()
    assert picture.original_size == size
    assert picture.was_shrunk == (size != bounded)


def test_original_size_is_turned_as_the_pixels_are():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read(encoded(Image.new("L", (3000, 1500)), "JPEG", exif=exif))
    assert picture.pixels.shape == (1024, 512, 3)
    assert picture.original_size == (1500, 3000)


def test_shrinking_averages_and_draws_no_halos():
    chess = (np.indices((2048, 2048)).sum(axis=0) % 2 * 255).astype(np.uint8)
    inner = levels(load_image(encoded(Image.fromarray(chess))))[4:-4, 4:-4]
    assert abs(inner.mean() - 127.5) < 1
    edge = np.full((8, 3000), 50, np.uint8)
    edge[:, 1501:] = 200
    row = levels(load_image(encoded(Image.fromarray(edge))))[0, :, 0]
    assert (np.diff(row) >= 0).all()
    assert (row[0], row[-1]) == (50, 200)


def test_a_large_jpeg_is_the_same_picture_as_a_large_png():
    large = photo(400, 300).resize((3000, 2250), Image.Resampling.BICUBIC)
    quick, slow = (levels(load_image(encoded(large, n, quality=95))) for n in ("JPEG", "PNG"))
    assert np.abs(quick - slow).mean() < 2


def test_shrinking_does_not_mix_in_the_colour_of_what_is_transparent():
    rgba = np.zeros((4, 2048, 4), np.uint8)
    rgba[:, ::2] = (255, 255, 255, 255)  # white beside transparent black
    assert (levels(load_image(encoded(Image.fromarray(rgba)))) == 255).all()
