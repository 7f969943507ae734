"""A tile for each group of chapters, with a picture that the program computes."""

import io
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from cnnviz import layers
from cnnviz.figures.chapter_pictures import HEIGHT, WIDTH
from cnnviz.ui.chapters.overview import thumbnails, tiles
from cnnviz.ui.frame.chapters import CHAPTERS

GROUPS = list(dict.fromkeys(chapter.group for chapter in CHAPTERS if chapter.group))


def test_each_group_has_a_tile_in_the_order_of_the_lecture():
    assert list(tiles.groups()) == list(tiles.SENTENCES) == list(thumbnails.THUMBNAILS) == GROUPS
    assert [one for chapters in tiles.groups().values() for one in chapters] == list(CHAPTERS[1:])


@pytest.mark.parametrize("group", GROUPS)
def test_each_picture_has_the_size_of_all(group):
    picture, alt = thumbnails.thumbnail(group)
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert 10 < len(alt) < 90
    if picture.mime == "image/svg+xml":
        assert len(ET.fromstring(picture.data)) > 3
    else:
        with Image.open(io.BytesIO(picture.data)) as image:
            assert image.size == (WIDTH, HEIGHT)
            assert np.asarray(image).std() > 10


def test_the_bars_are_the_probabilities_of_a_doubtful_three():
    bars = ET.fromstring(thumbnails.decide().picture.data).findall("{http://www.w3.org/2000/svg}rect")[1:]
    heights = np.array([float(bar.get("height") or 0) for bar in bars])
    shares = layers.softmax([2, 2.5])
    assert set(np.argsort(heights)[-2:]) >= {3}
    assert heights[3] / heights.max() == pytest.approx(shares[0] / shares[1], rel=1e-2)


def test_the_kernel_ends_as_sobel_x():
    cells = ET.fromstring(thumbnails.learn().picture.data).findall("{http://www.w3.org/2000/svg}rect")[1:]
    last = [cell.get("fill") for cell in cells[-9:]]
    assert last[0] == last[6]
    assert last[2] == last[8]
    assert len({last[0], last[2], last[3], last[5]}) == 4
