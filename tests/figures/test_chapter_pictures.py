"""The pictures of the tiles: of equal size, and with the numbers that they are made of."""

import io
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from cnnviz.colours import POSITIVE, css
from cnnviz.figures import chapter_pictures, map_colours
from cnnviz.figures.chapter_pictures import CELL, GAP, HEIGHT, SAFE, WIDTH

SVG = "{http://www.w3.org/2000/svg}"


def elements(made, kind):
    """Return the elements of an SVG picture after its ground."""
    assert made.mime == "image/svg+xml"
    return ET.fromstring(made.data).findall(f"{SVG}{kind}")[kind == "rect" :]


def pixels(made):
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == (WIDTH, HEIGHT)
        return np.asarray(image.convert("RGB")).astype(float)


def test_numbers_stand_in_cells_of_their_grey():
    grey = (np.arange(6 * 14).reshape(6, 14) / np.float32(255)).astype(np.float32)
    made = chapter_pictures.numbers(grey)
    cells, texts = elements(made, "rect"), elements(made, "text")
    assert len(cells) == len(texts) == 5 * 13
    for n, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        row, column = divmod(n, 13)
        level = row * 14 + column
        assert (int(cell.get("x")), int(cell.get("y"))) == (column * CELL, row * CELL)
        assert text.text == str(level)
        assert cell.get("fill") == f"rgb({level},{level},{level})"


def test_bands_show_one_scene_from_several_pictures():
    images = [np.full((HEIGHT, WIDTH, 3), share, np.float32) for share in (0, 0.4, 1)]
    shown = pixels(chapter_pictures.bands(images))
    assert [shown[80, x, 0] for x in (10, WIDTH // 2, WIDTH - 10)] == [0, 102, 255]


def test_bars_are_as_high_as_their_shares_and_the_largest_is_orange():
    bars = elements(chapter_pictures.bars("abc", [0.2, 0.6, 0.2]), "rect")
    heights = [float(bar.get("height")) for bar in bars]
    assert heights[0] == heights[2] == pytest.approx(heights[1] / 3, abs=0.1)
    assert [bar.get("fill") == css(POSITIVE) for bar in bars] == [False, True, False]
    bottoms = {round(float(bar.get("y")) + float(bar.get("height")), 1) for bar in bars}
    assert bottoms == {HEIGHT - 30}


def test_kernels_have_a_cell_for_each_weight_and_arrows_between():
    made = chapter_pictures.kernels([np.array([[1.0, -1.0]]), np.array([[0.5, 0.0]])])
    cells = elements(made, "rect")
    assert len(cells) == 4
    assert len({cell.get("fill") for cell in cells}) == 4
    assert [text.text for text in elements(made, "text")] == ["→"]
    left = [float(cell.get("x")) for cell in cells]
    assert left == sorted(left)
    assert left[0] >= SAFE
    assert left[-1] + float(cells[-1].get("width")) <= WIDTH - SAFE


def test_curves_keep_their_course():
    made = chapter_pictures.curves([([0, 1, 2], [4, 2, 0]), ([0, 2], [0, 1])])
    falling, rising = (
        [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        for line in elements(made, "polyline")
    )
    assert [y for _, y in falling] == sorted(y for _, y in falling)  # downwards on the screen
    assert falling[1][0] == pytest.approx((falling[0][0] + falling[2][0]) / 2, abs=0.1)
    assert rising[0] == (SAFE, HEIGHT - 18)
    assert rising[1][1] < rising[0][1]


def test_maps_are_enlarged_by_whole_factors_on_one_scale():
    values = np.zeros((13, 13, 2), np.float32)
    values[0, 0, 0], values[:, :, 1] = 1, -1
    shown = pixels(chapter_pictures.maps(values))
    table = map_colours.table("layer").astype(float)
    step = 13 * 4 + GAP
    np.testing.assert_array_equal(shown[:4, :4], np.broadcast_to(table[-1], (4, 4, 3)))
    np.testing.assert_array_equal(shown[5, 5], table[len(table) // 2])
    np.testing.assert_array_equal(shown[4, step + 4], table[0])


def test_all_are_of_one_size():
    drawn = chapter_pictures.bars("ab", [1, 0]).data.decode()
    assert re.search(rf'width="{WIDTH}" height="{HEIGHT}"', drawn)
