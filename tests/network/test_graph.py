"""Networks with branches: as data, through Keras and back, in a link, in code, and what they cost."""

import json
import math
import time
import zipfile
from io import BytesIO
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import layer_outputs, layers, models
from cnnviz.errors import NetworkError
from cnnviz.figures.opened_network import laid_open
from cnnviz.figures.volume_shapes import SLANT
from cnnviz.network import (
    INPUT,
    PREVIOUS,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Brick,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Node,
    Preparation,
    costs,
    forward,
    from_keras_config,
    from_text,
    keras_code,
    limits,
    to_text,
    without_dropout,
)
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.multiply import Multiply
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.reading.keras_file import MAX_FILE_BYTES

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
SAME = {"padding": "same", "activation": "relu"}
END = (GlobalAveragePooling2D(), Dense(10, "softmax"))
SKIP = "conv 4 3x3 relu padding same named skip - conv 4 3x3 padding same - add with skip - relu"


def skip_and_concatenation():
    """Return a functional Keras model with a skip and a concatenation, its weights drawn at random."""
    keras.utils.set_random_seed(3)
    inputs = keras.Input((12, 10, 2))
    stem = keras.layers.Conv2D(4, 3, padding="same", activation="relu", name="stem")(inputs)
    x = keras.layers.Conv2D(4, 3, padding="same")(stem)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Add()([keras.layers.Dropout(0.3)(x), stem])
    deep = keras.layers.MaxPooling2D()(x)
    wide = keras.layers.AveragePooling2D(2)(x)
    x = keras.layers.Concatenate(name="both")([deep, wide, keras.layers.Conv2D(3, 1, strides=2)(inputs)])
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(5, activation="softmax")(x))


def test_a_functional_network_goes_all_the_way_with_equal_numbers():
    """Keras -> network -> Keras -> a file -> layer outputs, in NumPy and by Keras -> the drawing."""
    original = skip_and_concatenation()
    described = {"class_name": "Functional", "config": json.loads(json.dumps(original.get_config()))}
    network = from_keras_config(described)
    assert not network.is_row
    assert {"stem", "both", "add", "conv2d", "conv2d_1"} <= set(network.names)
    assert network.n_weights == original.count_params()

    theirs = {layer.name: layer for layer in original.layers}
    kept = [layer for layer in original.layers if not isinstance(layer, keras.layers.InputLayer)]
    ours = dict(zip(network.names, kept, strict=True))
    assert {name: layer.output.shape[1:] for name, layer in ours.items()} == {
        name: network.shapes[name] for name in network.names
    }
    weights = [array for name in network.names for array in ours[name].get_weights()]
    built = models.build(network, weights)
    data = models.to_bytes(network, models.weights_of(built, network))
    read, read_weights = models.read(data)
    assert {node.name: node for node in read.nodes} == {node.name: node for node in network.nodes}
    loaded = models.from_bytes(data)

    x = np.random.default_rng(0).random((12, 10, 2)).astype(np.float32)
    expected = keras.Model(original.inputs[0], [layer.output for layer in kept]).predict(x[None], verbose=0)
    by_keras, by_numpy = layer_outputs.of(loaded, x), forward(read, read_weights, x)
    assert set(by_keras) == set(by_numpy) == set(network.names)
    for name, output in zip(network.names, expected, strict=True):
        np.testing.assert_allclose(by_keras[name], output[0], **CLOSE)
        np.testing.assert_allclose(by_numpy[name], output[0], **CLOSE)
    logits = layer_outputs.logits(loaded, x)
    np.testing.assert_allclose(layers.softmax(logits), by_numpy[read.outputs[0]], **CLOSE)

    drawing = laid_open(network.bricks, network.input_shape)
    assert [box.layer for box in boxes(drawing)] == list(range(len(network.nodes)))
    drawn = sum(int(box.lines[0].replace(",", "")) for box in boxes(drawing))
    assert drawn == network.n_weights == original.count_params()
    assert len(arrows(drawing)) == len(network.edges)
    assert theirs["stem"].count_params() == network.parameters[network.names.index("stem")]


def boxes(drawing):
    return [box for section in drawing.sections for box in section.folded.boxes]


def arrows(drawing):
    return [way for section in drawing.sections for way in section.folded.ways]


@st.composite
def graphs(draw):
    """Return any small graph: layers that keep height and width, of which some take two earlier ones."""
    bricks: list[Brick] = []
    layer: Layer
    names = [INPUT]
    for n in range(draw(st.integers(1, 7))):
        name, before = f"n{n}", st.sampled_from(names)
        kind = draw(st.sampled_from(["conv", "depthwise", "add", "multiply", "concatenate", "norm", "relu"]))
        if kind in ("add", "multiply", "concatenate"):
            inputs = draw(st.lists(before, min_size=2, max_size=3))
            shapes = Network((6, 5, 3), bricks).shapes if bricks else {INPUT: (6, 5, 3)}
            alike = len({shapes[one] for one in inputs}) == 1
            merges: dict[str, Layer] = {"add": Add(), "multiply": Multiply()}
            layer = merges.get(kind, Concatenate()) if alike else Concatenate()
        else:
            inputs = [draw(before)]
            layer = {
                "conv": Conv2D(draw(st.integers(1, 3)), draw(st.integers(1, 3)), padding="same"),
                "depthwise": DepthwiseConv2D(3, padding="same"),
                "norm": BatchNormalization(),
                "relu": ReLU(draw(st.sampled_from([None, 1.0]))),
            }[kind]
        bricks.append(Node(layer, tuple(inputs), draw(st.sampled_from([name, name]))))
        names.append(name)
    ends = Network((6, 5, 3), bricks).outputs
    joined = [Node(Concatenate(), ends, "ends")] if len(ends) > 1 else []
    return Network((6, 5, 3), [*bricks, *joined, *END])


@settings(max_examples=25, deadline=None)
@given(graphs(), st.integers(0, 99))
def test_any_graph_is_what_keras_makes_of_it(network, seed):
    model = models.build(network)
    assert {name: model.get_layer(name).output.shape[1:] for name in network.names} == {
        name: network.shapes[name] for name in network.names
    }
    assert [model.get_layer(name).count_params() for name in network.names] == list(network.parameters)
    rng = np.random.default_rng(seed)
    shapes = [weight.shape for own in network.weights for weight in own]
    weights = [rng.uniform(0.1, 1, shape).astype(np.float32) for shape in shapes]
    x = rng.normal(size=network.input_shape).astype(np.float32)
    data = models.to_bytes(network, weights)
    read, read_weights = models.read(data)
    assert {node.name: node for node in read.nodes} == {node.name: node for node in network.nodes}
    assert read.outputs == network.outputs
    expected, found = layer_outputs.of(models.from_bytes(data), x), forward(read, read_weights, x)
    for name, output in forward(network, weights, x).items():
        np.testing.assert_array_equal(found[name], output)
        np.testing.assert_allclose(expected[name], output, rtol=1e-3, atol=1e-4)


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_any_graph_comes_back_from_its_text_and_its_code(network):
    again = Network(network.input_shape, from_text(to_text(network)))
    assert again == network
    assert to_text(again) == to_text(network)
    found = {}
    exec(keras_code(network).replace("model.summary()", ""), found)
    model = found["model"]
    made = [layer.output for layer in model.layers] if network.is_row else [found[n] for n in network.names]
    assert [tensor.shape[1:] for tensor in made] == list(network.output_shapes)
    assert found["model"].count_params() == network.n_weights


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_any_graph_is_drawn_with_all_its_edges_and_no_volume_over_another(network):
    drawing = laid_open(network.bricks, network.input_shape)
    assert len(arrows(drawing)) == len(set(network.edges))
    assert len(boxes(drawing)) == len(network.nodes)
    for section in drawing.sections:
        part, drawn = section.folded, []
        for box in section.folded.boxes:
            reach, rise = (box.width + SLANT * box.depth) / 2, (box.height + SLANT * box.depth) / 2
            assert 0 <= box.x - reach <= box.x + reach <= part.width
            assert 0 <= box.y - rise <= box.y + rise <= part.height
            drawn.append((box.x - reach, box.x + reach, box.y - rise, box.y + rise))
        for n, (left, right, top, bottom) in enumerate(drawn):
            for other in drawn[:n]:
                assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top


def test_a_row_is_the_simplest_graph():
    row = Network((8, 8, 1), [Conv2D(2), Flatten(), Dense(3, "softmax")])
    told = [
        Node(Conv2D(2), (INPUT,), "conv2d"),
        Node(Flatten(), ("conv2d",), "flatten"),
        Node(Dense(3, "softmax"), ("flatten",), "dense"),
    ]
    assert Network((8, 8, 1), told) == row
    assert row.is_row
    assert row.bricks == row.layers
    assert row.outputs == ("dense",)
    assert isinstance(models.build(row), keras.Sequential)


def test_names_are_kerass_unless_somebody_gives_one():
    one = Conv2D(1, use_bias=False)
    network = Network((12, 12, 1), [one, Node(one, name="conv2d_2"), one, one])
    assert network.names == ("conv2d", "conv2d_2", "conv2d_1", "conv2d_3")
    assert from_text(to_text(network)) == network.bricks
    read, _ = models.read(models.to_bytes(network, models.build(network).get_weights()))
    assert read.n_weights == 4 * 9


def test_several_outputs_are_those_that_nobody_takes_or_that_are_named():
    bricks = [Conv2D(2, **SAME), Node(Flatten(), name="one"), Node(Flatten(), ("conv2d",), "other")]
    network = Network((4, 4, 1), bricks)
    assert network.outputs == ("one", "other")
    inner = Network((4, 4, 1), bricks, outputs=["other", "one", "conv2d"])
    for built in (network, inner):
        model = models.build(built)
        assert [tensor.shape[1:] for tensor in model.outputs] == [
            built.shapes[name] for name in built.outputs
        ]
        read, _ = models.read(models.to_bytes(built, models.weights_of(model, built)))
        assert read.outputs == built.outputs


def test_classes_and_preparation_are_data_and_go_with_the_file():
    prepared = Preparation(
        (224, 200), "crop", offset=(103.9, 116.8, 123.7), scale=(57.0,), share=0.875, order="bgr"
    )
    names = ("tench", "goldfish", "Großer Hai")
    network = Network((8, 8, 3), [Flatten(), Dense(3, "softmax")], classes=names, preparation=prepared)
    read, _ = models.read(models.to_bytes(network, models.build(network).get_weights()))
    assert read == network
    assert read.classes == names
    assert prepared.scaled([[[123.7, 116.8, 103.9 + 57]]]).tolist() == [[[1, 0, 0]]]
    with pytest.raises(NetworkError, match="each of its 2 classes"):
        Network((8, 8, 3), [Flatten(), Dense(3)], classes=("a", "b"))


@pytest.mark.parametrize(
    "label",
    [
        {"classes": "abc"},
        {"classes": [1, 2, 3]},
        {"classes": ["a"]},
        {"preparation": []},
        {"preparation": {"size": [0, 3]}},
        {"preparation": {"scale": [0.0]}},
        {"preparation": {"offset": ["x"]}},
        {"preparation": {"mode": "caffe"}},
        {"preparation": {"fit": "stretch"}},
        {"preparation": {"share": 0}},
        {"preparation": {"share": 1.5}},
        {"preparation": {"share": "x"}},
        {"preparation": {"order": "grb"}},
    ],
)
def test_a_strange_label_is_refused(label):
    network = Network((4, 4, 1), [Flatten(), Dense(3, "softmax")])
    stream = BytesIO(models.to_bytes(network, models.build(network).get_weights()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("cnnviz.json", json.dumps(label))
    with pytest.raises(NetworkError, match=r"^[A-Z].*\."):
        models.read(stream.getvalue())


def test_two_classes_may_have_the_same_name():
    """ImageNet has two kinds of "crane" and two of "maillot": a class is known by its number."""
    assert Network((4, 4, 1), [Flatten(), Dense(3, "softmax")], classes=("a", "b", "a")).classes[2] == "a"


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda: Network((8, 8, 1), [Node(Add(), ("conv2d",))]), "but conv2d does not come before it"),
        (
            lambda: Network((8, 8, 1), [Node(Conv2D(1), name="a"), Node(Conv2D(1), name="a")]),
            "name of its own",
        ),
        (lambda: Network((8, 8, 1), [Add()]), "joins two or more"),
        (
            lambda: Network((8, 8, 1), [Conv2D(1), Node(Add(), (PREVIOUS, INPUT))]),
            "same shape, not 6 × 6",
        ),
        (
            lambda: Network((8, 8, 1), [Conv2D(1), Node(Concatenate(), (PREVIOUS, INPUT))]),
            "same height and width",
        ),
        (lambda: Network((8, 8, 1), [Flatten(), Node(Add(), (PREVIOUS, INPUT))]), "not both"),
        (lambda: Network((8, 8, 1), [Node(Conv2D(1), (INPUT, INPUT))]), "takes one input"),
        (lambda: Network((8, 8, 3), [Conv2D(4, groups=2)]), "3 channels cannot be split into 2"),
        (lambda: Network((8, 8, 1), [Flatten()], outputs=["nothing"]), "outputs must be different layers"),
        (lambda: Node(Conv2D(1), name="a b"), "letters and digits"),
        (lambda: Node(Conv2D(1), name="class"), "letters and digits"),
        (lambda: Node(Conv2D(1), name="input"), "not be reserved"),
        (lambda: Node(Conv2D(1), ("",)), "letters and digits"),
        (lambda: Node(Add(), ("a",) * 65), "1 to 64 inputs"),
        (lambda: Conv2D(3, groups=2), "divisible by the number of groups"),
    ],
)
def test_what_makes_no_graph_says_what_is_wrong(make, word):
    with pytest.raises(NetworkError, match=word):
        make()


@pytest.mark.parametrize(
    "text",
    [
        "add with",
        "add from",
        "add with skip skip2 ",
        "conv 4 3x3 named",
        "conv 4 3x3 named a b",
        "conv 4 3x3 named input",
        "conv 4 3x3 named 1st",
        "conv 4 3x3 with a named b",
        "conv 4 3x3 named " + "a" * 41,
        "relu named a - tanh named a",
        "add with " + " ".join(["a"] * 65),
        "named a",
        "",
        "add with __import__('os')",
    ],
)
def test_a_strange_text_of_a_graph_is_refused(text):
    with pytest.raises(NetworkError):
        from_text(text)


def test_a_graphs_text_is_as_people_write_it():
    bricks = from_text(SKIP)
    assert bricks == (
        Node(Conv2D(4, **SAME), name="skip"),
        Conv2D(4, padding="same"),
        Node(Add(), (PREVIOUS, "skip")),
        Activation("relu"),
    )
    assert to_text(bricks) == to_text(Network((8, 8, 4), bricks)) == SKIP
    assert to_text(
        Network((8, 8, 4), from_text("relu - add from input re - tanh".replace("re ", "activation ")))
    ) == ("relu - add from input activation - tanh")


def test_code_of_a_graph_is_functional_and_names_what_is_named():
    code = keras_code(Network((8, 8, 4), (*from_text(SKIP), *END)))
    assert code.splitlines()[3:6] == [
        "inputs = keras.Input(shape=(8, 8, 4))",
        "skip = layers.Conv2D(filters=4, kernel_size=(3, 3), padding='same', activation='relu', "
        "name='skip')(inputs)",
        "conv2d = layers.Conv2D(filters=4, kernel_size=(3, 3), padding='same')(skip)",
    ]
    assert "add = layers.Add()([conv2d, skip])" in code
    assert "model = keras.Model(inputs, dense)" in code


def test_without_dropout_a_graph_takes_what_went_into_it():
    text = "conv 4 3x3 padding same - dropout 0.5 named thin - conv 4 3x3 padding same - add with thin"
    network = Network((8, 8, 1), (*from_text(text), *END))
    bare = without_dropout(network)
    assert not any(isinstance(layer, Dropout) for layer in bare.layers)
    assert bare.n_weights == network.n_weights
    assert Node(Add(), ("conv2d_1", "conv2d"), "add") in bare.nodes


def functional(change=lambda config: None):
    config = {
        "class_name": "Functional",
        "config": json.loads(json.dumps(skip_and_concatenation().get_config())),
    }
    change(config["config"])
    return config


def layer_named(config, name):
    return next(one for one in config["layers"] if one["config"]["name"] == name)


def history(config, name):
    return layer_named(config, name)["inbound_nodes"][0]["args"][0]["config"]["keras_history"]


@pytest.mark.parametrize(
    "change",
    [
        lambda config: config.pop("output_layers"),
        lambda config: config.update(output_layers=[]),
        lambda config: config.update(output_layers=["nowhere", 0, 0]),
        lambda config: config.update(output_layers=[["dense", 0, 1]]),
        lambda config: config["layers"].reverse(),
        lambda config: config["layers"].append(config["layers"][0]),
        lambda config: config["layers"].append(config["layers"][1]),
        lambda config: config["layers"].append(1),
        lambda config: layer_named(config, "stem").update(inbound_nodes=[]),
        lambda config: layer_named(config, "stem").update(inbound_nodes="many"),
        lambda config: layer_named(config, "stem")["inbound_nodes"].append({}),
        lambda config: layer_named(config, "stem")["inbound_nodes"][0].update(args=[]),
        lambda config: layer_named(config, "stem")["inbound_nodes"][0].update(args=[[]]),
        lambda config: layer_named(config, "stem")["inbound_nodes"][0].update(args=[1]),
        lambda config: layer_named(config, "stem")["inbound_nodes"][0].update(args=[{"class_name": "x"}]),
        lambda config: layer_named(config, "stem")["inbound_nodes"][0].update(kwargs={"training": True}),
        lambda config: layer_named(config, "stem")["inbound_nodes"][0].update(kwargs={"call": None}),
        lambda config: layer_named(config, "stem").update(class_name="Lambda"),
        lambda config: layer_named(config, "stem")["config"].update(name=["stem"]),
        lambda config: layer_named(config, "stem")["config"].update(name="both"),
        lambda config: history(config, "stem").__setitem__(0, "nowhere"),
        lambda config: history(config, "stem").__setitem__(0, "stem"),
        lambda config: history(config, "stem").__setitem__(1, 1),
        lambda config: history(config, "stem").__setitem__(2, True),
        lambda config: history(config, "stem").append(0),
    ],
)
def test_a_strange_functional_description_is_refused(change):
    from_keras_config(functional())
    with pytest.raises(NetworkError):
        from_keras_config(functional(change))


def test_names_that_cannot_be_kept_are_given_anew():
    def rename(config):
        layer_named(config, "stem")["config"]["name"] = "block 1/stem.é"
        for one in config["layers"]:
            for call in one["inbound_nodes"]:
                for tensor in [call["args"][0]] if isinstance(call["args"][0], dict) else call["args"][0]:
                    if tensor["config"]["keras_history"][0] == "stem":
                        tensor["config"]["keras_history"][0] = "block 1/stem.é"

    network = from_keras_config(functional(rename))
    assert "stem" not in network.names
    assert network.names[0] == "conv2d"
    assert network.n_weights == skip_and_concatenation().count_params()


# --- cost


def vgg16():
    """Source: K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks", 2015, table 1, D."""
    blocks = [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)]
    convolutions = [[*[Conv2D(filters, **SAME)] * n, MaxPooling2D()] for n, filters in blocks]
    row = [layer for block in convolutions for layer in block]
    return Network(
        (224, 224, 3), [*row, Flatten(), Dense(4096, "relu"), Dense(4096, "relu"), Dense(1000, "softmax")]
    )


def residual(n_blocks, channels=256):
    """Return a network of residual blocks: four layers and a sum each."""
    bricks: list[Brick] = [Conv2D(channels, 7, 2, "same")]
    for n in range(n_blocks):
        start = Node(Conv2D(channels // 4, 1, activation="relu"), name=f"in{n}")
        before = f"out{n - 1}" if n else "conv2d"
        bricks += [
            start,
            Conv2D(channels // 4, 3, **SAME),
            BatchNormalization(),
            Conv2D(channels, 1),
            Node(Add(), (PREVIOUS, before), f"out{n}"),
        ]
    return Network((224, 224, 3), [*bricks, GlobalAveragePooling2D(), Dense(1000, "softmax")])


def test_vgg16_is_described_without_being_allocated():
    started = time.process_time()
    network = vgg16()
    found = costs(network)
    assert network.n_weights == 138_357_544
    assert sum(one.multiplications for one in found) == limits.multiplications(network) == 15_470_264_320
    assert found[-5].field == (212, 212)
    assert limits.weight_bytes(network) == 4 * 138_357_544
    assert time.process_time() - started < 2
    limits.check_computable(network)
    with pytest.raises(NetworkError, match="Training this network takes"):
        limits.check_trainable(network)
    with pytest.raises(NetworkError, match="Reading this network takes"):
        limits.check_file(network)
    assert limits.weight_bytes(network) > MAX_FILE_BYTES


def test_two_hundred_nodes_with_shortcuts_cost_no_time():
    started = time.process_time()
    network = residual(60)
    found = costs(network)
    assert len(network.nodes) == 303
    assert found[-3].field == (7 + 2 * 2 * 60,) * 2
    assert not network.is_row
    assert Network(network.input_shape, from_text(to_text(network), most=400)) == network
    assert len(boxes(laid_open(network.bricks, network.input_shape))) == 303
    assert time.process_time() - started < 10


def test_paths_that_double_at_each_layer_are_not_walked_one_by_one():
    bricks: list[Brick] = [Conv2D(2, 3, padding="same", use_bias=False)]
    bricks += [
        Node(Add(), (PREVIOUS, "conv2d" if n == 0 else f"add_{n - 1}" if n > 1 else "add")) for n in range(80)
    ]
    network = Network((9, 9, 1), [*bricks, *END])
    assert costs(network)[-3].field == (3, 3)
    assert limits.peak_bytes(network) >= limits.NUMBER * 9 * 9 * 2 * 2


def test_memory_by_hand():
    network = Network((4, 4, 1), (Conv2D(2, 1), Conv2D(3, 1), Node(Concatenate(), (PREVIOUS, "conv2d"))))
    assert limits.activation_bytes(network) == 4 * 16 * (1 + 2 + 3 + 5)
    assert limits.peak_bytes(network) == 4 * 16 * (2 + 3 + 5)
    row = Network((4, 4, 1), (Conv2D(2, 1), Conv2D(3, 1), Conv2D(1, 1)))
    assert limits.peak_bytes(row) == 4 * 16 * (2 + 3)


def test_what_is_too_large_is_refused_where_it_is_used():
    large = Network((4096, 4096, 3), [Conv2D(64, **SAME), *END])
    with pytest.raises(NetworkError, match="Computing this network takes 4,"):
        models.build(large)
    slow = Network((64, 64, 512), [Conv2D(512, 9, padding="same")] * 2)
    with pytest.raises(NetworkError, match="multiplies"):
        forward(slow, [], np.zeros((64, 64, 512)))


def test_a_shortcut_sees_what_both_ways_see():
    text = "conv 1 5x5 padding same - zero - add with input".replace("zero", "conv 1 3x1 padding same")
    fields = [one.field for one in costs(Network((20, 20, 1), from_text(text)))]
    assert fields == [(5, 5), (7, 5), (7, 5)]
    padded = Network(
        (8, 8, 1), [ZeroPadding2D(((2, 0), (0, 0))), Conv2D(1, 3), Node(Concatenate(), (PREVIOUS,) * 2)]
    )
    assert costs(padded)[-1].field == (3, 3)


@settings(max_examples=12, deadline=None)
@given(graphs(), st.sampled_from([(), (AveragePooling2D(2),)]))
def test_what_a_graphs_unit_sees_is_what_moves_it(network, pooled):
    """Nothing outside of the field moves the middle unit."""
    bricks = [*network.nodes[:-2], *pooled]
    network = Network(network.input_shape, bricks)
    shapes = [weight.shape for own in network.weights for weight in own]
    weights = [np.full(shape, 0.05, np.float32) for shape in shapes]
    x = np.full(network.input_shape, 0.5, np.float32)
    last = network.names[-1]
    height, width, _ = network.shapes[last]
    still = forward(network, weights, x)[last][height // 2, width // 2]
    moved = np.zeros(network.input_shape[:2], bool)
    for place in np.ndindex(*moved.shape):
        other = x.copy()
        other[place] = 0.3
        moved[place] = not np.array_equal(
            forward(network, weights, other)[last][height // 2, width // 2], still
        )
    rows, columns = costs(network)[-1].field
    for reach, along in ((rows, moved.any(axis=1)), (columns, moved.any(axis=0))):
        places = np.flatnonzero(along)
        extent = places[-1] - places[0] + 1 if places.size else 0
        assert extent <= reach


def test_all_weights_are_asked_for_by_shape():
    network = Network((4, 4, 1), (*from_text("conv 1 3x3 padding same - add with input"), *END))
    with pytest.raises(NetworkError, match="needs weights of the shapes"):
        forward(network, [np.zeros(1)], np.zeros((4, 4, 1)))
    weights = [np.zeros(shape) for own in network.weight_shapes for shape in own]
    with pytest.raises(NetworkError, match=r"takes an input of shape \(4, 4, 1\)"):
        forward(network, weights, np.zeros((5, 4, 1)))
    assert math.isclose(sum(forward(network, weights, np.zeros((4, 4, 1)))["dense"]), 1, rel_tol=1e-6)
