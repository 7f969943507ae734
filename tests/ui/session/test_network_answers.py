"""A network's layers and weights, as the pages of this process see them."""

import numpy as np
import pytest

from cnnviz import models
from cnnviz.network import Dense, Flatten, Network
from cnnviz.ui.session import network_answers, networks, worker_processes
from cnnviz.workers import NetworkFile

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))
SMALL_FILE = models.to_bytes(SMALL, [np.ones((784, 10), np.float32), np.arange(10, dtype=np.float32)])


@pytest.mark.parametrize(
    ("mine", "data"),
    [(networks.SHIPPED["lecture"], models.pretrained_bytes()), (NetworkFile("mine", SMALL_FILE), SMALL_FILE)],
    ids=["shipped", "mine"],
)
def test_layers_and_weights_are_those_of_the_file_without_asking_a_worker(mine, data, monkeypatch):
    monkeypatch.setattr(worker_processes, "workers", lambda: pytest.fail("a worker was asked"))
    network, weights = network_answers.parts(mine)
    model = models.from_bytes(data)
    assert network == models.read(data)[0]
    for array, expected in zip(weights, models.weights_of(model, network), strict=True):
        np.testing.assert_array_equal(array, expected)
    assert network_answers.parts(NetworkFile("another label", mine.data, mine.name))[1] is weights


def test_the_file_of_a_network_is_what_it_was_made_of():
    assert networks.file(NetworkFile("mine", SMALL_FILE)) is SMALL_FILE
    assert networks.file(networks.SHIPPED["lecture"]) == models.pretrained_bytes()
