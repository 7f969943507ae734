"""Pictures of the history, of counts, and of a whole network, to download."""

from xml.etree import ElementTree as ET

import pytest

from cnnviz.architectures import ARCHITECTURES
from cnnviz.figures.count_bars import LONGEST, count_bars
from cnnviz.figures.opened_network import opened
from cnnviz.figures.opened_picture import opened_picture
from cnnviz.figures.timeline_picture import TimelinePoint, timeline_picture

SVG = "{http://www.w3.org/2000/svg}"


def words(encoded):
    return [text.text for text in ET.fromstring(encoded.data).iter(f"{SVG}text")]


def test_circles_lie_by_their_error_and_have_the_area_of_their_parameters():
    points = [
        TimelinePoint("A & B", 2012, 20.0, 100),
        TimelinePoint("C", 2014, 10.0, 25),
        TimelinePoint("D", 2014, None, 100),
    ]
    encoded = timeline_picture(points, "Error")
    circles = [*ET.fromstring(encoded.data).iter(f"{SVG}circle")]
    first, second, third = ([float(one.get(name)) for name in ("cx", "cy", "r")] for one in circles)
    assert first[0] < second[0] < third[0]
    assert first[1] < second[1] < third[1]
    assert second[1] - first[1] == pytest.approx((720 - 50 - 110 - 40) / 2, abs=0.1)
    assert (first[2], second[2]) == (pytest.approx(2 * second[2]), pytest.approx(third[2] / 2))
    assert "A & B" in words(encoded)
    assert words(encoded).count("2014") == 1


def test_bars_are_as_long_as_their_counts():
    encoded = count_bars([("one <half>", 500), ("all", 1000)])
    rectangles = [one for one in ET.fromstring(encoded.data).iter(f"{SVG}rect") if one.get("x")]
    bars = [float(one.get("width")) for one in rectangles]
    assert bars == [LONGEST / 2, LONGEST]
    assert words(encoded) == ["one <half>", "500", "all", "1,000"]


def test_a_whole_network_has_all_its_sections_in_rows():
    network = ARCHITECTURES["resnet50"]()
    encoded = opened_picture(opened(network))
    root = ET.fromstring(encoded.data)
    assert root.get("viewBox") == f"0 0 {encoded.width} {encoded.height}"
    assert encoded.width <= 1640
    assert words(encoded).count("residual block") == 4
    labels = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "label"]
    assert [label for label in labels if label.startswith("×")] == ["× 3", "× 4", "× 6", "× 3"]
