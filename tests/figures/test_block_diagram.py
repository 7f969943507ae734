"""The drawing of a block: a box for each layer, branches below each other, skips above."""

import re
from xml.etree import ElementTree as ET

import pytest

from cnnviz.figures.block_diagram import LANE, LEVEL, TALL, diagram
from cnnviz.figures.font import SIZE
from cnnviz.lessons.ideas import IDEAS, Options

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name, place=0, options=None):
    one = IDEAS[name].contenders(options or Options())[place]
    made = diagram(one.network, one.block, "A block")
    return one, made, ET.fromstring(made.data)


def texts(root):
    return [one.text for one in root.iter(f"{SVG}text")]


def test_a_block_with_a_skip():
    one, made, root = drawn("skips", options=Options(depth=4, normalization=True))
    assert texts(root) == ["3 × 3", "BN", "ReLU", "3 × 3", "BN", "+", "ReLU"]
    assert made.height == LANE + LEVEL
    edges = len(root.findall(f"{SVG}path"))
    assert edges == len(one.block) + 1 + 1  # in a row with both ends, and the skip


def test_branches_stand_below_each_other():
    _, made, root = drawn("inception")
    assert texts(root) == ["1 × 1", "1 × 1", "3 × 3", "1 × 1", "5 × 5", "max 3 × 3", "1 × 1", "∪"]
    assert made.height == 4 * LANE
    rows = [float(one.get("y", 0)) + TALL / 2 for one in root.findall(f"{SVG}rect")]
    assert rows == [n * LANE + LANE / 2 for n in (0, 1, 1, 2, 2, 3, 3, 0)]


def test_each_dense_connection_is_drawn():
    one, made, root = drawn("dense")
    n_inputs = sum(len(node.inputs) for node in one.network.nodes if node.name in one.block)
    assert len(root.findall(f"{SVG}path")) == n_inputs + 1
    assert {float(rect.get("y", 0)) for rect in root.findall(f"{SVG}rect")} == {
        made.height - LANE / 2 - TALL / 2
    }


@pytest.mark.parametrize("name", [name for name in IDEAS if IDEAS[name].contenders(Options())[0].block])
def test_boxes_do_not_overlap_and_fit_into_the_drawing(name):
    _, made, root = drawn(name)
    assert root.get("font-size") == str(SIZE)
    boxes = [
        tuple(float(one.get(side, 0)) for side in ("x", "y", "width", "height"))
        for one in root.findall(f"{SVG}rect")
    ]
    for n, (x, y, width, height) in enumerate(boxes):
        assert x >= 0
        assert x + width <= made.width
        assert y + height <= made.height
        for left, top, *_ in boxes[n + 1 :]:
            assert left >= x + width or top >= y + height or left + 1 < x or top + 1 < y
    assert re.search(r"\d", made.data.decode())
