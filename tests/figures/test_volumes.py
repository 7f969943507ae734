"""A network's volumes: to scale, named, and drawn as far as the layers fit."""

import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import network
from cnnviz.figures import volume_shapes, volumes
from cnnviz.network import DIGITS, READY, Conv2D, Dense, Flatten, lecture_network
from tests.network.strategies import bricks

SVG = "{http://www.w3.org/2000/svg}"


def groups(row):
    """Return each drawn brick: its number, its words, and its faces as lists of corners."""
    picture = volumes.picture(row, DIGITS.input_shape)
    root = ET.fromstring(picture.data)
    assert root.get("viewBox") == f"0 0 {picture.width} {picture.height}"
    found = []
    for group in root.iter(f"{SVG}g"):
        faces = [
            [tuple(map(float, corner.split(","))) for corner in face.get("points").split()]
            for face in group.iter(f"{SVG}polygon")
        ]
        words = [text.text for text in group.iter(f"{SVG}text")]
        found.append((int(group.get("data-brick")), words, faces, group.get("class")))
    return root, found


def test_the_lectures_network_is_named_with_shapes_and_parameters():
    root, found = groups(lecture_network().layers)
    assert [words for _, words, _, _ in found] == [
        ["input", "28 × 28 × 1"],
        ["conv 3 × 3", "26 × 26 × 32"],
        ["max 2 × 2", "13 × 13 × 32"],
        ["dropout", "13 × 13 × 32"],
        ["flatten", "5,408"],
        ["dense", "128"],
        ["dropout", "128"],
        ["dense", "10"],
    ]
    assert [n for n, _, _, _ in found] == list(range(-1, 7))
    on_arrows = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "parameters"]
    assert on_arrows == ["320", "692,352", "1,290"]
    assert len([*root.iter(f"{SVG}path")]) == 7


@pytest.mark.parametrize("name", READY)
def test_sizes_are_to_scale(name):
    built = READY[name]
    _, found = groups(built.layers)
    shapes = [built.input_shape, *built.output_shapes]
    longest = max(shape[0] for shape in shapes if len(shape) == 1)
    for shape, (_, _, (front, top, _), _) in zip(shapes, found, strict=True):
        (left, above), (right, _), (_, below), _ = front
        depth = (top[1][0] - left) / volume_shapes.SLANT
        if len(shape) == 3:
            assert below - above == pytest.approx(volume_shapes.CELL * shape[0], abs=0.11)
            assert right - left == pytest.approx(volume_shapes.CELL * shape[1], abs=0.11)
            assert depth == pytest.approx(volume_shapes.CHANNEL * math.sqrt(shape[2]), abs=0.2)
        else:
            unit = min(volume_shapes.UNIT, volume_shapes.LONGEST / math.sqrt(longest))
            assert below - above == pytest.approx(unit * math.sqrt(shape[0]), abs=0.11)


def test_it_is_drawn_up_to_the_first_that_does_not_fit():
    _, found = groups((Conv2D(4), Dense(10, "softmax"), Flatten()))
    assert [(words, kind) for _, words, _, kind in found] == [
        (["input", "28 × 28 × 1"], "brick"),
        (["conv 3 × 3", "26 × 26 × 4"], "brick"),
        (["dense", "does not fit"], "brick fault"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(bricks(), min_size=1, max_size=12).map(tuple))
def test_any_row_is_drawn_inside_of_the_picture_side_by_side(row):
    picture = volumes.picture(row, DIGITS.input_shape)
    _, found = groups(row)
    fit = network.fitting(row, DIGITS.input_shape)
    assert len(found) == 1 + len(fit) + (len(fit) < len(row))
    edge = 0.0
    for _, _, faces, _ in found:
        xs = [x for face in faces for x, _ in face]
        ys = [y for face in faces for _, y in face]
        assert edge <= min(xs)
        assert max(xs) <= picture.width
        assert min(ys) >= 0
        assert max(ys) < volumes.NAMES - 12
        edge = max(xs)
