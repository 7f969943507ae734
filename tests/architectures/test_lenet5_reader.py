"""LeNet-5 with what lets it read digits: the published layers in the middle, and the paper's loss."""

import numpy as np
import pytest

from cnnviz import models, network, reading
from cnnviz.architectures.digit_codes import digit_codes
from cnnviz.architectures.lenet5 import published_lenet5
from cnnviz.architectures.lenet5_reader import lenet5_reader
from cnnviz.layers.distances import codes_of
from cnnviz.mnist import bundled
from tests.architectures.test_code import run

N_AROUND = 2


def digit(number):
    return bundled()[0][number][..., np.newaxis].astype(np.float32) / np.float32(255)


@pytest.fixture(scope="module")
def numbers():
    """Return all numbers of the shipped network for a handwritten 7."""
    return network.forward(*reading.pretrained("lenet5"), digit(3630))


def test_the_layers_in_the_middle_are_the_published_ones():
    middle = lenet5_reader().nodes[N_AROUND:-N_AROUND]
    assert [(node.name, node.layer) for node in middle] == [
        (node.name, node.layer) for node in published_lenet5().nodes
    ]
    around = (*lenet5_reader().nodes[:N_AROUND], *lenet5_reader().nodes[-N_AROUND:])
    assert not any(lenet5_reader().weight_shapes[lenet5_reader().nodes.index(node)] for node in around)


def test_paper_and_ink_become_what_the_paper_writes(numbers):
    picture = digit(3630)
    assert numbers["range"].shape == (32, 32, 1)
    assert numbers["range"][0, 0, 0] == np.float32(-0.1)
    np.testing.assert_allclose(numbers["range"][2:-2, 2:-2], 1.275 * picture - 0.1, atol=1e-6)
    assert numbers["range"].max() == pytest.approx(1.175, abs=1e-6)


def test_the_cross_entropy_is_the_papers_loss_without_its_constant(numbers):
    distances = ((numbers["f6_tanh"] - codes_of(digit_codes(), 84)) ** 2).sum(axis=1, dtype=float)
    np.testing.assert_allclose(numbers["distances"], distances, rtol=1e-5)
    for true in range(10):
        loss = distances[true] + np.log(np.exp(-distances).sum())
        assert -np.log(float(numbers["softmax"][true])) == pytest.approx(loss, rel=1e-4, abs=1e-5)


def test_the_nearest_code_is_the_answer(numbers):
    assert numbers["distances"].argmin() == numbers["softmax"].argmax() == 7


def test_its_keras_code_runs_by_itself_and_reads_as_the_shipped_network():
    described, weights = reading.pretrained("lenet5")
    built = run(network.keras_code(described))
    assert built.count_params() == 60_000
    built.set_weights(weights)
    digits = np.stack([digit(number) for number in range(0, 5000, 500)])
    expected = models.load_pretrained("lenet5").predict(digits, verbose=0)
    np.testing.assert_allclose(built.predict(digits, verbose=0), expected, rtol=1e-4, atol=1e-5)
