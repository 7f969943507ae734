"""A network as data agrees with Keras about shapes, parameters, names and code."""

import json
import zipfile
from io import BytesIO

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.network import (
    ACTIVATIONS,
    KINDS,
    READY,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    from_keras_config,
    keras_code,
)

pairs = st.tuples(st.integers(1, 4), st.integers(1, 4))
paddings = st.sampled_from(["valid", "same"])
activations = st.sampled_from(ACTIVATIONS)
normalizations = st.builds(
    BatchNormalization, st.floats(0, 0.99), st.floats(1e-6, 0.1), st.booleans(), st.booleans()
)
spatial = st.one_of(
    st.builds(Conv2D, st.integers(1, 5), pairs, pairs, paddings, st.just((1, 1)), activations, st.booleans()),
    st.builds(Conv2D, st.integers(1, 5), pairs, st.just((1, 1)), paddings, pairs, activations, st.booleans()),
    st.builds(MaxPooling2D, pairs, st.none() | pairs, paddings),
    st.builds(AveragePooling2D, pairs, st.none() | pairs, paddings),
    st.builds(Dropout, st.floats(0, 0.9)),
    st.builds(Activation, activations),
    normalizations,
)
flat = st.one_of(
    st.builds(Dense, st.integers(1, 7), activations, st.booleans()),
    st.builds(Dropout, st.floats(0, 0.9)),
    normalizations,
)


@st.composite
def networks(draw):
    """Any network that can be built on a small image."""
    shape = (draw(st.integers(3, 14)), draw(st.integers(3, 14)), draw(st.integers(1, 3)))
    ending = draw(st.sampled_from([Flatten(), GlobalAveragePooling2D()]))
    head = (ending, *draw(st.lists(flat, max_size=2)), Dense(10, "softmax"))
    layers = (*draw(st.lists(spatial, max_size=5)), *head)
    try:
        return Network(shape, layers)
    except NetworkError:
        return Network(shape, head)


@pytest.mark.keras
@settings(max_examples=40, deadline=None)
@given(networks())
def test_shapes_parameters_and_names_are_those_of_keras(network):
    from cnnviz import models

    model = models.build(network)
    assert [layer.output.shape[1:] for layer in model.layers] == list(network.output_shapes)
    assert tuple(layer.count_params() for layer in model.layers) == network.parameters
    assert (
        tuple(tuple(tuple(w.shape) for w in layer.weights) for layer in model.layers) == network.weight_shapes
    )
    assert network.n_weights == model.count_params()
    learned = [sum(int(np.prod(w.shape)) for w in layer.trainable_weights) for layer in model.layers]
    assert list(network.trainable) == learned


@pytest.mark.keras
@settings(max_examples=15, deadline=None)
@given(networks())
def test_a_saved_network_is_read_back_as_it_was(network):
    from cnnviz import models

    weights = models.build(network).get_weights()
    read, read_weights = models.read(models.to_bytes(network, weights))
    assert read == network
    for ours, theirs in zip(read_weights, weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.keras
@pytest.mark.parametrize("network", READY.values(), ids=READY)
def test_the_code_builds_the_same_network(network, capsys):
    from cnnviz import models

    found = {}
    exec(keras_code(network), found)
    capsys.readouterr()  # the summary
    expected = models.build(network)
    for layer, other in zip(found["model"].layers, expected.layers, strict=True):
        mine, theirs = layer.get_config(), other.get_config()
        assert layer.output.shape == other.output.shape
        assert {**mine, "name": ""} == {**theirs, "name": ""}


@pytest.mark.keras
@settings(max_examples=10, deadline=None)
@given(networks())
@example(Network((3, 3, 1), (Activation("relu"), Flatten(), Dense(10, "softmax"))))
def test_the_code_has_every_setting(network):
    from cnnviz import models

    found = {}
    exec(keras_code(network).replace("model.summary()", ""), found)
    for layer, other in zip(found["model"].layers, models.build(network).layers, strict=True):
        assert {**layer.get_config(), "name": ""} == {**other.get_config(), "name": ""}


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda: Network((28, 28, 1), (Dense(10),)), "Flatten"),
        (lambda: Network((3, 3, 1), (Conv2D(1, (5, 5)),)), "5"),
        (lambda: Network((3, 3, 1), (Flatten(), Flatten(), Conv2D(1))), "height and width"),
        (lambda: Network((28, 28, 1), ()), "at least one layer"),
        (lambda: Network((28, 28), (Flatten(),)), "height, width and channels"),
        (lambda: Network((5000, 3, 1), (Flatten(),)), "from 1 to 4,096"),
        (lambda: Network((3, 3, 1), [Flatten()] * 2001), "at most 2,000 layers"),
        (lambda: Conv2D(0), "filters"),
        (lambda: Conv2D(True), "filters"),
        (lambda: Conv2D(1, (0, 3)), "kernel_size"),
        (lambda: Conv2D(1, (3, 3, 3)), "kernel_size"),
        (lambda: Conv2D(1, strides=2, dilation_rate=2), "not both"),
        (lambda: Conv2D(1, padding="full"), "padding"),
        (lambda: Conv2D(1, activation="exec"), "activation"),
        (lambda: Dropout(1), "rate"),
        (lambda: Dropout("much"), "rate"),
        (lambda: MaxPooling2D(2000), "pool_size"),
        (lambda: BatchNormalization(1), "momentum"),
        (lambda: BatchNormalization(0.9, 0), "epsilon"),
        (lambda: BatchNormalization(scale=1), "scale"),
        (lambda: Conv2D(1, use_bias="no"), "use_bias"),
        (lambda: Network((3, 3, 1), (Flatten(), GlobalAveragePooling2D())), "one column"),
        (lambda: Dense(-1), "units"),
    ],
)
def test_what_cannot_be_built_says_what_is_wrong(make, word):
    with pytest.raises(NetworkError, match=word):
        make()


def described(layers, **inside):
    first = {"class_name": "InputLayer", "config": {"batch_shape": [None, 28, 28, 1]}}
    return {"class_name": "Sequential", "config": {"layers": [first, *layers], **inside}}


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"class_name": "Functional", "config": {}},
        {"class_name": "Sequential"},
        {"class_name": "Sequential", "config": {"layers": "many"}},
        {"class_name": "Sequential", "config": {"layers": [1, 2]}},
        described([]),
        described([{"class_name": "Lambda", "config": {"function": "__import__('os')"}}]),
        described([{"class_name": "Dense", "registered_name": "evil>Dense", "config": {"units": 10}}]),
        described([{"class_name": "Dense", "config": {}}]),
        described([{"class_name": "Flatten"}, {"class_name": "Dense", "config": {"units": 10**9}}]),
        described([{"class_name": "Conv2D", "config": {"filters": 1, "data_format": "channels_first"}}]),
        described([{"class_name": "Conv2D", "config": {"filters": 1, "groups": 7}}]),
        described([{"class_name": "Conv2D", "config": {"filters": 1, "activation": {"module": "os"}}}]),
        described([{"class_name": "Flatten", "config": {}}] * 2001),
        described([{"class_name": "BatchNormalization", "config": {"axis": 1}}]),
        described([{"class_name": "BatchNormalization", "config": {"axis": [-1, 2]}}]),
        described([{"class_name": "BatchNormalization", "config": {"epsilon": -1}}]),
        described([{"class_name": "BatchNormalization", "config": {"momentum": "much"}}]),
        described([{"class_name": "BatchNormalization", "config": {"renorm": True}}]),
        described([{"class_name": "GlobalAveragePooling2D", "config": {"keepdims": True}}]),
        described([{"class_name": "GlobalAveragePooling2D", "config": {"data_format": "channels_first"}}]),
    ],
)
def test_a_strange_description_is_refused(config):
    with pytest.raises(NetworkError):
        from_keras_config(config)


def lecture_file(**replaced):
    from cnnviz import models

    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(models.pretrained_bytes())) as whole,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in whole.namelist():
            content = replaced.get(name, whole.read(name))
            if content is not None:
                changed.writestr(name, content)
    return buffer.getvalue()


def altered(change):
    import h5py

    from cnnviz import models

    with zipfile.ZipFile(BytesIO(models.pretrained_bytes())) as whole:
        stored = BytesIO(whole.read("model.weights.h5"))
    with h5py.File(stored, "r+") as file:
        change(file)
    return lecture_file(**{"model.weights.h5": stored.getvalue()})


def replace_kernel(make):
    def change(file):
        variables = file["layers/conv2d/vars"]
        del variables["0"]
        make(variables)

    return change


def soft_link(variables):
    import h5py

    variables["0"] = h5py.SoftLink("/layers/conv2d/vars/1")


def external_link(variables):
    import h5py

    variables["0"] = h5py.ExternalLink("/etc/passwd", "/x")


def external_storage(variables):
    variables.create_dataset("0", (3, 3, 1, 32), "f4", external=[("/etc/passwd", 0, 1152)])


def virtual(variables):
    import h5py

    layout = h5py.VirtualLayout((3, 3, 1, 32), "f4")
    variables.create_virtual_dataset("0", layout)


@pytest.mark.keras
@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"%PDF-1.4 not a network",
        lambda: lecture_file(**{"config.json": None}),
        lambda: lecture_file(**{"config.json": b"{"}),
        lambda: lecture_file(**{"config.json": b"[" * 100_000}),
        lambda: lecture_file(**{"config.json": b" " * (2**20 + 1)}),
        lambda: lecture_file(**{"config.json": json.dumps(described([{"class_name": "Lambda"}])).encode()}),
        lambda: lecture_file(**{"model.weights.h5": None}),
        lambda: lecture_file(**{"model.weights.h5": b"\x89HDF\r\n\x1a\n" + bytes(1000)}),
        lambda: lecture_file(**{"model.weights.h5": bytes(30_000_000)}),
        lambda: altered(lambda file: file["layers"].pop("dense")),
        lambda: altered(replace_kernel(lambda group: None)),
        lambda: altered(replace_kernel(lambda group: group.create_group("0"))),
        lambda: altered(replace_kernel(lambda group: group.create_dataset("0", (3, 3, 1, 31), "f4"))),
        lambda: altered(replace_kernel(lambda group: group.create_dataset("0", (10**6, 10**6), "f4"))),
        lambda: altered(replace_kernel(lambda group: group.create_dataset("0", (3, 3, 1, 32), "S9"))),
        lambda: altered(
            replace_kernel(lambda group: group.create_dataset("0", data=np.full((3, 3, 1, 32), np.nan)))
        ),
        lambda: altered(replace_kernel(soft_link)),
        lambda: altered(replace_kernel(external_link)),
        lambda: altered(replace_kernel(external_storage)),
        lambda: altered(replace_kernel(virtual)),
    ],
)
def test_a_strange_file_is_refused_with_a_sentence(make):
    from cnnviz import models

    with pytest.raises(NetworkError, match=r"[A-Z].*\."):
        models.read(make())


@pytest.mark.keras
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_whole(data):
    from cnnviz import models

    whole = bytearray(models.pretrained_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        network, weights = models.read(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except NetworkError:
        return
    assert sum(array.size for array in weights) == network.n_weights


@pytest.mark.keras
def test_every_layer_kind_is_known_by_its_keras_name():
    import keras

    from cnnviz.network.defined import Defined

    own = {name for name, kind in KINDS.items() if issubclass(kind, Defined)}
    assert {name for name in KINDS if not hasattr(keras.layers, name)} == own
