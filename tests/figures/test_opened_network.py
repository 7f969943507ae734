"""A whole network drawn block by block: every layer once, to scale, with its arrows and counts."""

import math
import re
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.architectures import ARCHITECTURES
from cnnviz.figures import volume_shapes
from cnnviz.figures.opened_network import DENSE, INCEPTION, RESIDUAL, laid_open, opened
from cnnviz.figures.volume_shapes import BASELINES, SLANT, volume_scale
from cnnviz.network import (
    DIGITS,
    INPUT,
    READY,
    Conv2D,
    Dense,
    Flatten,
    Network,
    Node,
    costs,
    fitting,
    lecture_network,
)
from cnnviz.network.kinds.add import Add
from tests.network.strategies import bricks

SHALLOW = ("vgg16", "resnet18", "densenet121", "googlenet", "alexnet-grouped", "efficientnet-lite0")
#: x is convolved twice; the sum of x and the second is flattened.
SUMMED = Network(
    (8, 8, 4),
    [
        Node(Conv2D(4, padding="same"), (INPUT,), "one"),
        Node(Conv2D(4, padding="same"), ("one",), "two"),
        Node(Add(), ("two", INPUT), "sum"),
        Node(Flatten(), ("sum",), "flat"),
    ],
)


def corners(way):
    """Return the points of an SVG path of moves, and of lines across and down."""
    x = y = 0.0
    found = []
    for step, numbers in re.findall(r"([MHV])([^MHV]+)", way):
        values = [float(number) for number in numbers.split(",")]
        x = values[0] if step in "MH" else x
        y = values[-1] if step in "MV" else y
        found.append((x, y))
    return found


@pytest.mark.parametrize("name", SHALLOW)
def test_every_layer_is_drawn_once_and_all_counts_are_those_of_the_network(name):
    network = ARCHITECTURES[name]()
    drawing = opened(network)
    layers = [layer for section in drawing.sections for layer in section.layers]
    assert layers == list(range(len(network.nodes)))
    assert sum(section.parameters for section in drawing.sections) == network.n_weights
    expected = sum(one.multiplications for one in costs(network))
    assert sum(section.multiplications for section in drawing.sections) == expected
    for section in drawing.sections:
        if section.unfolded:
            assert len(section.unfolded) == section.count
            drawn = [box.layer for part in section.unfolded for box in part.boxes]
            assert drawn == list(section.layers)
        else:
            assert len(section.layers) == 1


@pytest.mark.parametrize("name", SHALLOW)
def test_volumes_are_to_scale_and_inside_of_their_parts(name):
    network = ARCHITECTURES[name]()
    scale = volume_scale([network.input_shape, *network.output_shapes])
    for section in opened(network).sections:
        assert section.folded.boxes[0][2:5] == scale.size(section.shape)
        for part in (section.folded, *section.unfolded):
            for box in part.boxes:
                assert 0 <= box.x - box.reach / 2 <= box.x + box.reach / 2 <= part.width
                assert 0 < box.y < part.height
                if box.layer >= 0:
                    assert box[2:5] == scale.size(network.output_shapes[box.layer])


def test_a_shortcut_passes_above_what_it_leaves_out():
    block, last = opened(SUMMED).sections
    (part,) = block.unfolded
    one, two, total = part.boxes
    assert [box.name for box in part.boxes] == ["conv 3 × 3", "conv 3 × 3", "add"]
    assert one.y == two.y == total.y == part.start[1] == part.end[1]
    straight, shortcut = part.ways[:-1], corners(part.ways[-1])
    assert len(straight) == 3
    assert shortcut[0] == pytest.approx(part.start, abs=0.05)
    assert min(y for _, y in shortcut) < one.y - max(one.height, two.height) / 2
    assert shortcut[-1][0] == pytest.approx(total.x - total.reach / 2 - 5, abs=0.1)
    assert last.title == "flatten"


def test_what_the_arrows_carry():
    block, last = opened(SUMMED).sections
    (part,) = block.unfolded
    assert part.carried == last.folded.carried == ("8 × 8", "× 4")
    assert [box.carried for box in part.boxes] == [("8 × 8", "× 4"), ("8 × 8", "× 4"), ()]
    assert opened(SUMMED).input.carried == ()
    dense = opened(lecture_network()).sections[-1]
    assert dense.folded.carried == ("128",)


def test_blocks_are_named_by_what_joins_their_branches():
    def titles(name):
        return [(section.title, section.count) for section in opened(ARCHITECTURES[name]()).sections]

    assert (RESIDUAL, 36) in titles("resnet152")
    assert (DENSE, 48) in titles("densenet201")
    assert (INCEPTION, 5) in titles("googlenet")
    assert titles("vgg16")[:2] == [("conv 3 × 3", 2), ("max 2 × 2", 1)]


def drawn_open(bricks):
    """Return each volume of what is built, the input first."""
    drawing = laid_open(bricks, DIGITS.input_shape)
    return [*drawing.input.boxes, *(box for section in drawing.sections for box in section.folded.boxes)]


def test_the_lectures_network_is_laid_open_with_what_each_layer_costs():
    found = drawn_open(lecture_network().layers)
    assert [(box.name, box.lines) for box in found] == [
        ("input", ("", "")),
        ("conv 3 × 3", ("320", "194,688")),
        ("max 2 × 2", ("0", "0")),
        ("dropout", ("0", "0")),
        ("flatten", ("0", "0")),
        ("dense", ("692,352", "692,224")),
        ("dropout", ("0", "0")),
        ("dense", ("1,290", "1,280")),
    ]
    assert [box.layer for box in found] == list(range(-1, 7))
    sections = laid_open(lecture_network().layers, DIGITS.input_shape).sections
    assert [one.folded.carried for one in sections][:2] == [("28 × 28", "× 1"), ("26 × 26", "× 32")]
    assert not any(one.unfolded for one in sections)
    assert all(len(one.folded.ways) == 1 for one in sections)


@pytest.mark.parametrize("name", READY)
def test_what_is_laid_open_is_to_scale(name):
    built = READY[name]
    found = drawn_open(built.layers)
    shapes = [built.input_shape, *built.output_shapes]
    longest = max(shape[0] for shape in shapes if len(shape) == 1)
    for shape, box in zip(shapes, found, strict=True):
        if len(shape) == 3:
            assert (box.height, box.width) == (volume_shapes.CELL * shape[0], volume_shapes.CELL * shape[1])
            assert box.depth == pytest.approx(volume_shapes.CHANNEL * math.sqrt(shape[2]))
        else:
            unit = min(volume_shapes.UNIT, volume_shapes.LONGEST / math.sqrt(longest))
            assert box.height == pytest.approx(unit * math.sqrt(shape[0]))


def test_what_is_built_is_drawn_up_to_the_first_that_does_not_fit():
    row = (Conv2D(4), Dense(10, "softmax"), Flatten())
    found = [(box.name, box.lines[0], box.layer, box.misfit) for box in drawn_open(row)]
    assert found == [
        ("input", "", -1, False),
        ("conv 3 × 3", "40", 0, False),
        ("dense", "does not fit", 1, True),
    ]
    (misfit,) = laid_open((Dense(10),), DIGITS.input_shape).sections
    assert misfit.folded.carried == ("28 × 28", "× 1")


@settings(max_examples=60, deadline=None)
@given(st.lists(bricks(), min_size=1, max_size=12).map(tuple))
def test_any_row_is_drawn_side_by_side_inside_of_its_parts(row):
    drawing = laid_open(row, DIGITS.input_shape)
    fit = fitting(row, DIGITS.input_shape)
    assert len(drawing.sections) == len(fit) + (len(fit) < len(row))
    for part in (drawing.input, *(section.folded for section in drawing.sections)):
        (box,) = part.boxes
        reach, rise = (box.width + SLANT * box.depth) / 2, (box.height + SLANT * box.depth) / 2
        assert part.start[0] <= box.x - reach or part is drawing.input
        assert box.x + reach <= part.end[0] <= part.width
        assert box.y - rise >= 0
        assert box.y + rise < box.y + BASELINES[0] - 12  # above its name


def test_the_drawing_of_vgg19_needs_no_weights():
    tracemalloc.start()
    try:
        network = ARCHITECTURES["vgg19"]()
        assert opened(network).parameters == 143_667_240
        assert tracemalloc.get_traced_memory()[1] < 100e6
    finally:
        tracemalloc.stop()
