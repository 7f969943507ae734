"""A unit of a network, opened on the page of its layer: the page shows the unit's own numbers."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from cnnviz import layers, mnist, models
from cnnviz.layers.activation import activate
from cnnviz.network import (
    INPUT,
    READY,
    Activation,
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Node,
    forward,
)
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.separable_conv2d import SeparableConv2D
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.pipeline import Pipeline, Unit
from cnnviz.ui.chapters.overview import opened_page
from cnnviz.ui.chapters.overview.opening import ANY_LAYER, CHANGES, Opened, opened
from cnnviz.ui.frame.chapters import CHAPTERS
from cnnviz.workers import NetworkFile
from tests.pages.dashboard import assert_sound, said, told, turn, visit

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
NUMBER = 3601
LINK = {"image": "china", "number": str(NUMBER)}
SHAPE = (28, 28, 1)
BRANCHES = Network(
    SHAPE,
    [
        Conv2D(4, (3, 2), padding="same"),
        ReLU(),
        DepthwiseConv2D((3, 3), depth_multiplier=2, padding="same"),
        Activation("tanh"),
        Node(Conv2D(6, (2, 2), strides=(2, 1), groups=2, activation="elu"), name="grouped"),
        Node(SeparableConv2D(5, (3, 3), dilation_rate=(2, 2), padding="same"), name="left"),
        Node(Conv2D(5, (1, 1), activation="leaky_relu"), ("grouped",), name="right"),
        Node(Add(), ("left", "right"), name="sum"),
        AveragePooling2D((3, 3), strides=(2, 2), padding="same"),
        Node(MaxPooling2D((2, 1)), name="oblong"),
        Node(Concatenate(), ("oblong", "oblong"), name="both"),
        ZeroPadding2D(((1, 1), (0, 0))),
        Dropout(0.5),
        Flatten(),
        Dense(7, activation="gelu"),
        Dense(9, use_bias=False),
        Dense(10),
        Activation("softmax"),
    ],
)
GLOBAL = Network(
    SHAPE,
    [
        MaxPooling2D((7, 7)),
        Conv2D(3, (1, 1), activation="sigmoid"),
        GlobalAveragePooling2D(),
        Dense(10, activation="softmax"),
    ],
)
NETWORKS = {**READY, "branches": BRANCHES, "global": GLOBAL}


@cache
def given(name):
    """Return a network with random weights: its layers, arrays, numbers for the digit, and file."""
    rng = np.random.default_rng(7)
    network = NETWORKS[name]
    weights = [_drawn(rng, one) for node in network.weights for one in node]
    x = (mnist.bundled()[0][NUMBER] / np.float32(255))[..., np.newaxis]
    file = NetworkFile("mine", models.to_bytes(network, weights))
    return network, weights, {INPUT: x} | forward(network, weights, x), file


def _drawn(rng, weight):
    """Return random weights in the scale of Glorot's; variances are positive."""
    if weight.name == "moving_variance":
        return rng.uniform(0.5, 2, weight.shape).astype(np.float32)
    fan = max(1, int(np.prod(weight.shape[:-1])))
    return (rng.normal(size=weight.shape) / np.sqrt(fan)).astype(np.float32)


def units(name, n=2):
    """Return some units of every node."""
    network, _, values, _ = given(name)
    rng = np.random.default_rng(len(network.names))
    for node in network.nodes:
        shape = (1, 1, *values[node.name].shape)[-3:]
        for _ in range(n):
            row, column, channel = (int(rng.integers(side)) for side in shape)
            yield Unit(node.name, channel, row, column)


CASES = [(name, unit) for name in NETWORKS for unit in units(name)]


def opening(name, unit):
    network, weights, values, _ = given(name)
    return opened(Opened(Pipeline.from_link(LINK), network, weights, values, unit))


def turned(name, unit):
    """Open the page in a visit of its own, by the link alone."""
    page, now, _ = opening(name, unit)
    file = given(name)[3]
    at = visit(page, {"network in use": file, "networks": {"mine": file}}, **now.to_link())
    assert_sound(at)
    assert [one.value for one in at.error] == []
    return at


def convolved(message):
    """Return the output cell at the position, from what the stepper is sent."""
    padded = np.pad(np.array(message["x"]), (*message["padding"], (0, 0)))
    row, column = message["position"]
    (down, across), (far_down, far_across) = message["strides"], message["dilation_rate"]
    kernel = np.array(message["weights"])[..., 0]
    window = padded[row * down :: far_down, column * across :: far_across][
        : kernel.shape[0], : kernel.shape[1]
    ]
    others = message["others"][row][column][0] if message["others"] else 0
    return (window * kernel).sum() / message["divisor"] + message["offset"] + others


def pooled(message):
    x = np.pad(np.array(message["x"])[..., 0], message["padding"], constant_values=np.nan)
    (row, column), (down, across), (height, width) = (
        message[name] for name in ("position", "strides", "window")
    )
    window = x[row * down : row * down + height, column * across : column * across + width]
    return np.nanmax(window) if message["function"] == "max" else np.nanmean(window)


def activated(message):
    row, column = message["position"]
    return activate(message["function"], message["x"][row][column][0])


def shown(at, page, unit, layer):
    """Return the unit's number as its page shows it."""
    if page == "convolution":
        return activate(layer.final_activation, convolved(told(at, "conv-stepper")))
    if page == "relu":
        return activated(told(at, "act-stepper"))
    if page == "pooling":
        return pooled(told(at, "pool-stepper"))
    if page == "loss":
        while any("The network is starting" in text for text in said(at)):
            at.run()
        return layers.softmax(told(at, "loss-softmax")["start"])[unit.channel]
    if isinstance(layer, Flatten):
        message = told(at, "flat-column")
        return message["values"][message["place"]]
    message = told(at, "votes-ledger")
    return activate(layer.final_activation, np.dot(message["inputs"], message["weights"]) + message["bias"])


@pytest.mark.parametrize(
    ("name", "unit"), CASES, ids=lambda one: "-".join(map(str, one)) if isinstance(one, Unit) else one
)
def test_the_page_shows_the_units_own_number(name, unit):
    network, _, values, _ = given(name)
    page, _, brick = opening(name, unit)
    layer = dict(zip(network.names, network.layers, strict=True))[unit.node]
    assert network.layers[brick] == layer
    if page in (ANY_LAYER, "train"):
        assert EXPLAINED[name].get(unit.node) == page
        return
    assert EXPLAINED[name].get(unit.node) is None
    value = (
        values[unit.node][unit.channel]
        if values[unit.node].ndim == 1
        else values[unit.node][unit.row, unit.column, unit.channel]
    )
    np.testing.assert_allclose(shown(turned(name, unit), page, unit, layer), value, **CLOSE)


#: The layers whose number no page shows by itself, with the page that explains them.
EXPLAINED = {
    "The lecture's": {"dropout": "train", "dropout_1": "train"},
    "LeNet-5": {},
    "Deeper": {"batch_normalization": "build", "batch_normalization_1": "build"},
    "No convolution": {"dropout": "train"},
    "branches": {
        "sum": "build",
        "oblong": "build",
        "both": "build",
        "zero_padding2d": "build",
        "dropout": "train",
    },
    "global": {},
}


def test_every_page_that_explains_a_layer_is_tried():
    pages = {opening(name, unit).page for name, unit in CASES}
    assert pages == CHANGES.keys()


def test_the_unit_is_opened_within_the_visit():
    unit = Unit("max_pooling2d", 5, 3, 4)
    _, _, values, file = given("The lecture's")
    at = visit(
        "overview", {"network in use": file, "networks": {"mine": file}, opened_page.CHOSEN: unit}, **LINK
    )
    assert [one.value for one in at.header] == ["Pooling"]
    assert pooled(told(at, "pool-stepper")) == pytest.approx(values["max_pooling2d"][3, 4, 5], rel=1e-4)
    assert at.query_params["walked_unit"] == "max_pooling2d-5-3-4"
    # The pages before it show the same unit's activation and convolution.
    for page, key, shown_by in (
        ("relu", "act-stepper", activated),
        ("convolution", "conv-stepper", convolved),
    ):
        message = told(turn(at, page), key)
        row, column = message["position"]
        before = values["conv2d"][row, column, 5]
        assert (row, column) == (6, 8)
        assert max(0, shown_by(message)) == pytest.approx(before, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(
    ("node", "page"), [("conv2d", "convolution"), ("dense_1", "loss"), (INPUT, "numbers")]
)
def test_a_column_is_a_door(node, page):
    titles = {chapter.url_path: chapter.title for chapter in CHAPTERS}
    at = visit("overview", {opened_page.CHOSEN: node}, **LINK)
    assert [one.value for one in at.header] == [titles[page]]


def test_a_layer_that_no_page_shows_is_described_on_build():
    unit = Unit("batch_normalization", 3, 1, 2)
    file = given("Deeper")[3]
    at = visit(
        "overview", {"network in use": file, "networks": {"mine": file}, opened_page.CHOSEN: unit}, **LINK
    )
    assert [one.value for one in at.header] == ["Build a network"]
    assert told(at, "build-bricks")["chosen"] == 2


@pytest.mark.parametrize("chosen", [Unit("conv9", 0), Unit("conv2d", 99), Unit("conv2d", 0, 26, 0), "conv9"])
def test_what_is_not_there_is_a_sentence(chosen):
    at = visit("overview", {opened_page.CHOSEN: chosen}, **LINK)
    assert_sound(at)
    assert [one.value for one in at.header] == ["How a network reads a digit"]
    assert len(at.error) == 1


@pytest.mark.parametrize("page", ["convolution", "relu", "pooling", "flatten"])
@pytest.mark.parametrize(
    "link",
    [
        {"walked_unit": "conv9-0-0-0"},
        {"walked_unit": "dense-5-0-0"},
        {},
        {"walked_unit": "conv2d-5-1-1", "digit": "drawing"},
        {"walked_unit": "conv2d-5-1-1", "rounds": "max 2 2 blur", "strides": "3-2", "padding": "4"},
        {"walked_unit": "conv2d-5-1-1", "rounds": "max 2 2 gaussian blur 31x31"},
    ],
    ids=str,
)
def test_any_link_to_a_unit_is_sound(page, link):
    assert_sound(visit(page, over="unit", **LINK, **link))


def test_without_the_unit_the_smiley_takes_its_place():
    at = visit("convolution", over="unit", walked_unit="conv9-0-0-0")
    assert "The network in use has no layer with this name. Here is the smiley instead." in said(at)
    assert np.shape(told(at, "conv-stepper")["x"]) == (7, 7, 1)


def test_the_code_computes_the_same(monkeypatch):
    monkeypatch.setattr("builtins.print", lambda *_: None)
    unit = Unit("conv2d_1", 3, 4, 5)
    at = turned("Deeper", unit)
    (code,) = [one.value for one in at.code if "import keras" in one.value]
    names: dict[str, Any] = {}
    exec(code, names)
    value = given("Deeper")[2]["conv2d_1"][..., 3]
    np.testing.assert_allclose(np.maximum(names["feature_map"][..., 0], 0), value, **CLOSE)


def test_a_layer_without_an_activation_is_pooled_as_it_is_also_in_the_code(monkeypatch):
    monkeypatch.setattr("builtins.print", lambda *_: None)
    at = turned("Deeper", Unit("max_pooling2d", 3, 4, 5))
    (code,) = [one.value for one in at.code if "import keras" in one.value]
    names: dict[str, Any] = {}
    exec(code, names)
    np.testing.assert_allclose(names["pooled"][..., 0], given("Deeper")[2]["max_pooling2d"][..., 3], **CLOSE)
