"""The weights of keras.applications, read from files as Keras saves them: each lands in its layer."""

import h5py
import keras
import numpy as np
import pytest
from keras.src.backend.common.stateless_scope import StatelessScope
from keras.src.legacy.saving.legacy_h5_format import save_weights_to_hdf5_group

from cnnviz import images
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, Conv2D, Dense, GlobalAveragePooling2D, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.reading.weights_file import layers_in_kerass_order, read_weights
from cnnviz.with_keras import models

THEIRS = {
    "mobilenet-v2": keras.applications.MobileNetV2,
    "densenet121": keras.applications.DenseNet121,
    "resnet50": keras.applications.ResNet50,
    "vgg16": keras.applications.VGG16,
}
#: A short side keeps a forward pass short; the weights are those of any side.
SMALL = (64, 64, 3)


@pytest.mark.parametrize("name", THEIRS)
def test_the_layers_have_kerass_order(name):
    keras.utils.clear_session()
    with StatelessScope(initialize_variables=False):  # without weights, of which VGG16 has half a gigabyte
        theirs = THEIRS[name](weights=None)
    order = [node.name for node in layers_in_kerass_order(ARCHITECTURES[name]())]
    assert order == [layer.name for layer in theirs.layers[1:]]


def with_random_weights(name):
    """Return Keras's network; no two of its arrays are equal, and its variances are positive."""
    keras.utils.clear_session()
    theirs = THEIRS[name](weights=None, input_shape=SMALL)
    rng = np.random.default_rng(0)
    for layer in theirs.layers:
        for weight in layer.weights:
            shape = tuple(weight.shape)
            spread = np.sqrt(2 / np.prod(shape[:-1])) if len(shape) > 1 else 0.1
            centre = 1 if weight.name in {"gamma", "moving_variance"} else 0
            weight.assign(centre + spread * np.clip(rng.standard_normal(shape, np.float32), -3, 3))
    return theirs


def every_output(model, x):
    """Return each layer's output by name; for one input, compiling takes longer than it saves."""
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    outputs = keras.Model(model.inputs[0], [layer.output for layer in layers])(x[np.newaxis], training=False)
    return {layer.name: np.asarray(output) for layer, output in zip(layers, outputs, strict=True)}


@pytest.mark.parametrize("name", ["mobilenet-v2", "densenet121", "resnet50"])
def test_each_layer_gives_what_it_gives_in_keras(name, tmp_path):
    theirs = with_random_weights(name)
    with h5py.File(tmp_path / "weights.h5", "w") as file:
        save_weights_to_hdf5_group(file, theirs)
    whole = ARCHITECTURES[name]()
    ours = Network(SMALL, whole.nodes, classes=whole.classes)
    model = models.build(ours, read_weights(tmp_path / "weights.h5", ours, ""))
    photo = images.sample_images()["cat"]()[100:164, 100:164]
    x = whole.preparation.scaled(photo * 255)
    expected, found = every_output(theirs, x), every_output(model, x)
    assert found.keys() == expected.keys()
    for layer, output in expected.items():
        np.testing.assert_allclose(found[layer], output, rtol=1e-4, atol=1e-5, err_msg=layer)
    assert expected["predictions"].std() > 0


# --- files that do not fit


def small():
    """Return a network with two ways, of which the shorter one is named first."""
    return Network(
        (4, 4, 3),
        [
            Node(Conv2D(3, (1, 1)), (INPUT,), "short"),
            Node(Conv2D(3, (1, 1)), (INPUT,), "first"),
            Node(Conv2D(3, (1, 1)), ("first",), "second"),
            Node(Add(), ("short", "second"), "sum"),
            Node(GlobalAveragePooling2D(), ("sum",), "mean"),
            Node(Dense(2), ("mean",), "end"),
        ],
    )


def file_of(path, network, change=lambda file: None):
    """Save a network in random weights as Keras saves it, and change the file."""
    model = models.build(network)
    with h5py.File(path, "w") as file:
        save_weights_to_hdf5_group(file, model)
        change(file)
    return path, models.weights_of(model, network)


def test_order_is_by_the_longest_way_to_the_output(tmp_path):
    assert [node.name for node in layers_in_kerass_order(small())] == [
        *("first", "short", "second", "sum", "mean", "end")
    ]
    path, weights = file_of(tmp_path / "weights.h5", small())
    for found, expected in zip(read_weights(path, small(), ""), weights, strict=True):
        np.testing.assert_array_equal(found, expected)


def rename(file):
    """Give the last layer another name, as older versions of Keras did: /, and a list in two parts."""
    file["top"] = file["end"]
    del file["end"]
    names = [b"top" if name == b"end" else name for name in np.asarray(file.attrs["layer_names"], "S")]
    del file.attrs["layer_names"]
    file.attrs["layer_names0"], file.attrs["layer_names1"] = names[:3], names[3:]
    file["old/first"] = file["first"]
    file.attrs["layer_names0"] = [b"old/first" if name == b"first" else name for name in names[:3]]


def test_other_names_and_long_lists_are_read(tmp_path):
    path, weights = file_of(tmp_path / "weights.h5", small(), rename)
    for found, expected in zip(read_weights(path, small(), ""), weights, strict=True):
        np.testing.assert_array_equal(found, expected)


def elsewhere(file):
    """Let an array be read from another file."""
    file["first/cut"] = h5py.ExternalLink("/etc/hostname", "/")
    file["first"].attrs["weight_names"] = [b"cut", b"cut"]


def without_a_layer(file):
    file.attrs["layer_names"] = file.attrs["layer_names"][:-1]


def without_an_array(file):
    file["end"].attrs["weight_names"] = file["end"].attrs["weight_names"][:1]


def without_a_group(file):
    del file["first"]


def of_another_shape(file):
    name = file["end"].attrs["weight_names"][0]
    del file["end"][name]
    file["end"].create_dataset(name, (3, 2_000_000_000), "f4")  # claims 24 GB, and stores none


def with_nan(file):
    file["end"][file["end"].attrs["weight_names"][0]][0, 0] = np.nan


def too_large(file):
    file["more"] = np.zeros(5_000_000, np.float32)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (elsewhere, "missing from the file"),
        (without_a_layer, "another network"),
        (without_an_array, "The weights of end are missing"),
        (without_a_group, "cannot be read as weights of Keras"),
        (of_another_shape, r"The weights of end must have the shape \(3, 2\)"),
        (with_nan, "NaN"),
        (too_large, "larger than the network needs"),
    ],
)
def test_a_file_that_does_not_fit_is_a_sentence(tmp_path, change, said):
    path, _ = file_of(tmp_path / "weights.h5", small(), change)
    with pytest.raises(NetworkError, match=f"{said}.*Download it again"):
        read_weights(path, small(), "Download it again.")


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x89HDF\r\n\x1a\n" + bytes(100)])
def test_what_is_no_hdf5_is_a_sentence(tmp_path, content):
    (tmp_path / "weights.h5").write_bytes(content)
    with pytest.raises(NetworkError, match=r"weights.h5 cannot be read as weights of Keras. Get another"):
        read_weights(tmp_path / "weights.h5", small(), "Get another.")
