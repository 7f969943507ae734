"""The message of a whole network: plain numbers, with how each layer's are counted."""

import json

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import costs, lecture_network
from cnnviz.ui.components import opened_network


def message(network):
    return json.loads(json.dumps(opened_network.message(network)))


def test_each_layer_has_its_counts_and_their_calculation():
    network = lecture_network()
    told = message(network)
    for layer, cost in zip(told["layers"], costs(network), strict=True):
        assert (layer["name"], layer["product"]) == (cost.name, cost.product)
        assert (layer["parameters"], layer["multiplications"]) == (cost.parameters, cost.multiplications)
    assert told["layers"][0]["work"] == "26·26 places · 288 = 194,688"
    assert told["layers"][0]["code"].startswith("Conv2D, 32 filters")
    assert told["layers"][-1]["work"] == "1,280"
    assert told["totals"]["parameters"] == network.n_weights
    assert told["input_shape"] == "28 × 28 × 1"


def test_the_sums_of_the_sections_are_the_totals():
    told = message(ARCHITECTURES["resnet18"]())
    for what in ("parameters", "multiplications"):
        assert sum(section[what] for section in told["sections"]) == told["totals"][what]
    n_boxes = [
        sum(len(part["boxes"]) for part in one["unfolded"]) or len(one["folded"]["boxes"])
        for one in told["sections"]
    ]
    assert sum(n_boxes) == len(told["layers"])
    assert [one["first"] for one in told["sections"]] == [sum(n_boxes[:n]) for n in range(len(n_boxes))]
    assert "residual block times 2 56 × 56 × 64" in told["alt"]


def test_another_network_is_another_message():
    first, again = message(lecture_network()), message(lecture_network())
    assert first == again
    assert first["digest"] != message(ARCHITECTURES["vgg16"]())["digest"]
