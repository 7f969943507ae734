"""The methods' words, and the layers that Grad-CAM can take."""

import pytest

from cnnviz import attribution, models, reading
from cnnviz.lessons.explanations import METHODS, Asked, map_layers
from cnnviz.network import Activation, BatchNormalization, Conv2D, Dense, Flatten, MaxPooling2D, Network


@pytest.mark.parametrize("name", ["lecture", "pen", "no-pooling", "lenet5"])
def test_the_first_layer_is_the_one_that_grad_cam_takes_by_itself(name):
    assert map_layers(reading.pretrained(name)[0])[0] == attribution.grad_cam_layer(
        models.load_pretrained(name)
    )


def test_of_lenet5_it_is_the_squashed_convolution_by_a_table():
    assert map_layers(reading.pretrained("lenet5")[0]) == ("c3_tanh", "c1_tanh")


def test_a_network_without_a_convolution_has_none():
    assert map_layers(reading.pretrained("no-convolution")[0]) == ()


def test_what_completes_a_convolution_is_offered_in_its_place():
    layers = [Conv2D(2), BatchNormalization(), Activation("relu"), MaxPooling2D(), Conv2D(3)]
    network = Network((12, 12, 1), [*layers, Flatten(), Dense(2, "softmax")])
    assert map_layers(network) == ("conv2d_1", "activation")


def test_maps_of_one_place_tell_no_place():
    network = Network((3, 3, 1), [Conv2D(4, kernel_size=(3, 3)), Flatten(), Dense(2, "softmax")])
    assert map_layers(network) == ()


def test_each_method_is_in_the_library_and_says_two_short_sentences():
    for name, method in METHODS.items():
        assert callable(getattr(attribution, name))
        for sentence in (method.does, method.misleads):
            assert len(sentence.split()) <= 15
            assert sentence.endswith(".")


def test_only_what_a_method_needs_is_given():
    assert Asked("saliency", 3).arguments == {}
    assert Asked("grad_cam", 3, layer="conv2d").arguments == {"layer": "conv2d"}
    assert Asked("occlusion", 3, patch=4).arguments == {"patch": 4}
