"""Bars of gradients: equal factors are equal heights, and what has vanished has no height."""

from xml.etree import ElementTree as ET

import pytest

from cnnviz.colours import SEQUENCE, css
from cnnviz.figures.gradient_bars import BELOW, HEIGHT, WIDTH, bars, scale

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*sizes):
    return ET.fromstring(bars(sizes, SEQUENCE[: len(sizes)], "Gradients").data).findall(f"{SVG}rect")


def test_each_layer_has_a_bar_of_each_network_in_its_colour():
    found = drawn({"a": 1.0, "b": 10.0}, {"a": 0.1, "b": 0.01})
    assert [one.findtext(f"{SVG}title") for one in found] == [
        "a: 1.0e+00",
        "a: 1.0e-01",
        "b: 1.0e+01",
        "b: 1.0e-02",
    ]
    assert [one.get("fill") for one in found] == [css(SEQUENCE[0]), css(SEQUENCE[1])] * 2
    lefts = [float(one.get("x", 0)) for one in found]
    assert lefts == sorted(lefts)
    assert lefts[-1] + float(found[-1].get("width", 0)) <= WIDTH


def test_a_factor_of_ten_is_the_same_height_everywhere():
    heights = [float(one.get("height", 0)) for one in drawn({"a": 1e-6, "b": 1e-3, "c": 1.0, "d": 10.0})]
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0], abs=0.2)
    assert heights[3] - heights[2] == pytest.approx((heights[2] - heights[1]) / 3, abs=0.2)
    for one in drawn({"a": 1e-6, "b": 1.0}):
        assert float(one.get("y", 0)) + float(one.get("height", 0)) == pytest.approx(HEIGHT - BELOW, abs=0.2)


def test_what_has_vanished_has_no_height():
    first, second = drawn({"a": 0.0, "b": 1.0})
    assert float(first.get("height", 1)) == 0
    assert float(second.get("height", 0)) > 0


def test_the_scale_has_at_least_four_powers_of_ten():
    assert scale([1.0, 1.0]) == (-4, 0)
    assert scale([]) == (-4, 0)
    assert scale([3e-9, 20.0]) == (-9, 2)
