"""From LeNet to DenseNet and Why the numbers differ: what they show is what the layers count to."""

import csv
import io
from typing import Any

import pytest

from cnnviz import export
from cnnviz.architectures import ARCHITECTURES, TIMELINE
from cnnviz.lessons.architecture_history import single_error
from cnnviz.pipeline.settings.architecture_settings import COUNTED
from tests.pages.dashboard import act, assert_sound, said, told, turn, visit

FIGURE, TABLE, COMPARED = "architectures-timeline", "architectures-table", "architectures-compared"
VARIANTS, PARTS = "parameter_counts-variants", "parameter_counts-parts"


def opened(page="architectures", **link):
    at = visit(page, **link)
    assert_sound(at)
    return at


def counted(at):
    """Return the count that stands large on the page."""
    (found,) = [line for text in said(at) for line in text.split("\n") if line.startswith("## ")]
    return found.removeprefix("## ")


def downloads(at: Any) -> list[str]:
    """Return the labels of the buttons that download something."""
    return [one.label for one in at.get("download_button")]


def cells(at, key):
    return [row["cells"] for row in told(at, key)["rows"]]


def test_the_figure_has_every_network_with_its_year_error_and_parameters():
    message = told(opened(), FIGURE)
    assert [one["name"] for one in message["networks"]] == list(TIMELINE)
    for one in message["networks"]:
        architecture = ARCHITECTURES[one["name"]]
        assert (one["title"], one["year"]) == (architecture.title, architecture.year)
        assert one["parameters"] == architecture().n_weights
        assert dict(one["rows"])["Parameters"] == f"{architecture().n_weights:,}"
    years = [one["year"] for one in message["networks"]]
    assert years == sorted(years)


def test_only_networks_that_were_never_in_the_contest_have_no_error():
    without = {one["name"] for one in told(opened(), FIGURE)["networks"] if one["error"] is None}
    assert without == {name for name in TIMELINE if not ARCHITECTURES[name].errors}
    assert {"lenet5-published", "densenet121", "efficientnet-lite0"} <= without
    assert all(ARCHITECTURES[name].no_error for name in TIMELINE if single_error(name) is None)
    assert all(error.source for name in TIMELINE for error in ARCHITECTURES[name].errors)


def test_the_headline_compares_alexnet_with_resnet_50():
    assert told(opened(), FIGURE)["headline"] == (
        "AlexNet (2012): 18.2 % wrong, 61.0 million parameters. "
        "ResNet-50 (2015): 5.25 % wrong, 25.6 million parameters."
    )


def test_a_chosen_network_is_in_the_link_and_its_code_is_shown():
    at = opened()
    assert "ALEXNET" in at.code[0].value.upper()
    at = act(at, FIGURE, "chosen", ["resnet18"])
    assert_sound(at)
    assert at.query_params["architecture"] == "resnet18"
    assert told(at, FIGURE)["chosen"] == TIMELINE.index("resnet18")
    assert at.code[0].value.startswith("# ResNet-18 (2015)")
    assert "conv1_conv = layers.Conv2D(filters=64, kernel_size=(7, 7)" in at.code[0].value
    assert act(at, FIGURE, "chosen", ["<b>"]).query_params["architecture"] == "resnet18"


def test_the_table_has_the_same_numbers_and_its_rows_can_be_chosen():
    at = opened(architectures_view="table", architecture="vgg16")
    rows = {row[0]: row[1:] for row in cells(at, TABLE)}
    assert rows["VGG-16"] == [
        "2014",
        f"{single_error('vgg16').percent} %",
        "16",
        "138,357,544",
        "15.5 billion",
        "58.2 MB",
        "212 of 224 rows",
    ]
    assert rows["DenseNet-201"][1:3] == ["none", "201"]
    assert [row["is_chosen"] for row in told(at, TABLE)["rows"]].index(True) == TIMELINE.index("vgg16")
    assert act(at, TABLE, "chosen", ["googlenet"]).query_params["architecture"] == "googlenet"


def test_two_networks_are_compared_by_stage_and_by_layer():
    link = {"architectures_view": "compared", "compared_first": "vgg16", "compared_second": "vgg19"}
    at = opened(**link)
    assert any("22 layers are the same in both." in text for text in said(at))
    assert cells(at, COMPARED)[2] == [
        "1/4",
        "3 Conv2D, 1 MaxPooling2D",
        "56 × 56 × 256",
        "1,475,328",
        "4.62 billion",
        "4 Conv2D, 1 MaxPooling2D",
        "56 × 56 × 256",
        "2,065,408",
        "6.47 billion",
    ]
    at = opened(**link, compared_by="layers")
    rows = told(at, COMPARED)["rows"]
    differing = [row for row in rows if row["differing"]]
    assert (len(rows), len(differing)) == (25, 3)
    assert all(row["cells"][:2] == ["≠", "–"] for row in differing)
    assert all(row["cells"][0] == "=" for row in rows if not row["differing"])


def test_only_what_differs_in_a_layer_stands_out():
    at = opened(architectures_view="compared", compared_by="layers")  # AlexNet beside ZF Net
    first, *_, last = told(at, COMPARED)["rows"]
    assert [first["cells"][n] for n in (2, 6)] == ["55 × 55 × 96", "110 × 110 × 96"]
    assert first["differing"] == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert last["differing"] == []


@pytest.mark.parametrize("name", TIMELINE)
def test_every_network_can_be_compared(name):
    at = opened(
        architectures_view="compared", compared_first=name, compared_second="vgg16", compared_by="layers"
    )
    counted = [row[3] for row in cells(at, COMPARED) if row[3] != "–"]
    assert sum(int(text.replace(",", "")) for text in counted) == ARCHITECTURES[name]().n_weights


def test_take_home_offers_the_table_and_the_code():
    at = visit("architectures", {"take-home": True}, architecture="vgg16")
    assert_sound(at)
    at.run()
    assert "The table, as CSV" in downloads(at)
    assert [code for code in at.code if code.value.startswith("# VGG-16 (2014)")]
    assert "The table, as CSV" not in downloads(turn(at, "numbers"))


def test_the_table_goes_home_as_csv():
    rows = list(csv.DictReader(io.StringIO(export.history_csv())))
    assert [int(row["parameters"]) for row in rows] == [ARCHITECTURES[name]().n_weights for name in TIMELINE]
    by_name = {row["network"]: row for row in rows}
    assert by_name["ResNet-50"]["top5_error_percent"] == str(single_error("resnet50").percent)
    assert by_name["LeNet-5"]["top5_error_percent"] == ""
    assert all(row["paper"].startswith("https://") for row in rows)


@pytest.mark.parametrize("name", COUNTED)
def test_each_variant_is_counted_and_made_of_its_parts(name):
    for n, variant in enumerate(ARCHITECTURES[name].variants):
        at = opened("parameter_counts", counted=name, counted_variant=str(n))
        assert counted(at) == f"{variant.count:,}"
        assert cells(at, VARIANTS)[n][:2] == [variant.name, f"{variant.count:,}"]
        last = [int(row[-1].replace(",", "")) for row in cells(at, PARTS)]
        assert sum(last) == variant.count
        assert any(variant.sentence in text for text in said(at))


def test_a_row_is_the_switch():
    at = opened("parameter_counts")
    at = act(at, VARIANTS, "chosen", ["2"])
    assert at.query_params["counted_variant"] == "2"
    assert counted(at) == "61,100,840"  # torchvision's AlexNet
    assert cells(at, VARIANTS)[2][2] == f"+{61_100_840 - 60_965_224:,}"
    assert [row[0] for row in cells(at, PARTS)] == [
        "Kernels of convolutions",
        "Biases of convolutions",
        "Weights of dense layers",
        "Biases of dense layers",
    ]


def test_a_network_opens_with_its_second_variant_beside_the_published_one():
    at = opened("parameter_counts")
    at.segmented_control[0].set_value("resnet50").run()
    assert_sound(at)
    assert counted(at) == "25,557,032"
    parts = {row[0]: row[1:] for row in cells(at, PARTS)}
    assert parts["Normalization: statistics"] == ["53,120", "0"]
    assert parts["Biases of convolutions"] == ["26,560", "0"]
    multiplications = [row[3] for row in cells(at, VARIANTS)]
    assert multiplications == ["3.87 billion", "4.10 billion", "4.10 billion"]


def test_a_megabyte_is_not_a_million():
    at = opened("parameter_counts", counted="alexnet-grouped", counted_variant="0")
    assert any(
        "61.0 million parameters of 4 bytes fill 243.9 million bytes, or 232.6 MB." in text
        for text in said(at)
    )


def test_a_variant_that_the_network_does_not_have_is_its_last():
    last = len(ARCHITECTURES["zfnet"].variants) - 1
    at = opened("parameter_counts", counted="zfnet", counted_variant="7")
    assert [row["is_chosen"] for row in told(at, VARIANTS)["rows"]].index(True) == last
