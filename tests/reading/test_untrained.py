"""The networks for photographs with random weights: all of the history, and by names of their own."""

import pytest

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES, TIMELINE
from cnnviz.errors import NetworkError
from cnnviz.reading import PHOTO_NETWORKS, RUNNABLE, UNTRAINED, WITHOUT_WEIGHTS


def test_every_network_of_the_history_that_reads_photos_runs():
    photos = {name for name in TIMELINE if ARCHITECTURES[name]().input_shape[2] == 3}
    assert set(RUNNABLE) == photos | {"mobilenet-v2"}
    assert set(TIMELINE) - photos == {"lenet5-published"}
    assert not PHOTO_NETWORKS.keys() & WITHOUT_WEIGHTS.keys()


def test_labels_are_the_titles_as_keras_writes_them():
    for name, label in WITHOUT_WEIGHTS.items():
        assert label == ARCHITECTURES[name].title.replace("-", "")


def test_a_random_network_has_another_digest_than_the_trained_one():
    assert list(UNTRAINED.values()) == list(RUNNABLE)
    assert not UNTRAINED.keys() & set(reading.pretrained_names())


def test_its_bytes_are_known_before_a_weight_is_made():
    network, weights = reading.untrained("vgg19")
    assert reading.untrained_bytes("vgg19") == 4 * network.n_weights == 574_668_960
    assert len(weights) == 38


def test_a_network_that_reads_no_photos_is_an_error():
    with pytest.raises(NetworkError, match=r"must be one of .*resnet18.* Received: 'lenet5'"):
        reading.untrained("lenet5")
