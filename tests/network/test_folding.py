import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.network import (
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    folded,
    forward,
    normalized,
    pen_network,
)
from cnnviz.with_keras import models

SHAPE = (8, 8, 2)
END = (Flatten(), Dense(3, activation="softmax"))


def weights_for(network, seed):
    """Return random weights; the moving variances are not negative."""
    rng = np.random.default_rng(seed)
    return [
        rng.uniform(0.1, 2, weight.shape).astype(np.float32)
        if weight.name == "moving_variance"
        else rng.normal(0, 0.7, weight.shape).astype(np.float32)
        for own in network.weights
        for weight in own
    ]


def test_a_kernel_and_its_normalization_by_hand():
    network = Network((1, 1, 1), (Conv2D(1, (1, 1)), Flatten(), Dense(1)))
    training = normalized(network)
    epsilon = BatchNormalization().epsilon
    gamma, beta, mean, variance = ([n] for n in (3.0, 5.0, 2.0, 4.0 - epsilon))
    given = [np.array(one, np.float32) for one in ([[[[10.0]]]], gamma, beta, mean, variance, [[1.0]], [0.0])]
    kernel, bias, *rest = folded(training, given, network)
    assert kernel.item() == pytest.approx(10 * 3 / 2)
    assert bias.item() == pytest.approx(5 - 2 * 3 / 2)
    assert [array.item() for array in rest] == [1, 0]


@settings(max_examples=10)
@given(
    seed=st.integers(0, 1000),
    activation=st.sampled_from(["relu", "linear", "tanh"]),
    padding=st.sampled_from(["same", "valid"]),
    strides=st.sampled_from([(1, 1), (2, 1)]),
)
def test_the_folded_network_is_keras_s_convolution_normalization_and_activation(
    seed, activation, padding, strides
):
    convolution = Conv2D(3, (3, 3), strides=strides, padding=padding, activation=activation)
    network = Network(SHAPE, (convolution, MaxPooling2D(), Conv2D(2, (1, 1), activation="relu"), *END))
    training = normalized(network, dropout=0.4)
    weights = weights_for(training, seed)
    x = np.random.default_rng(seed).normal(0, 1, SHAPE).astype(np.float32)
    expected = np.asarray(models.build(training, weights)(x[None], training=False))[0]
    outputs = forward(network, folded(training, weights, network), x)
    np.testing.assert_allclose(outputs[network.names[-1]], expected, rtol=1e-4, atol=1e-5)


def test_only_training_has_dropout_and_normalization():
    training = normalized(pen_network(), dropout=0.3)
    names = [name for name in training.names if "batch" in name or "dropout" in name]
    assert names == ["batch_normalization", *(f"batch_normalization_{n}" for n in range(1, 6)), "dropout"]
    assert training.names[-2:] == ("dropout", "dense")


def test_a_network_without_convolutions_keeps_its_weights():
    network = Network(SHAPE, END)
    weights = weights_for(network, 1)
    for before, after in zip(weights, folded(normalized(network), weights, network), strict=True):
        assert after is before


def test_weights_of_another_network_are_refused():
    network = Network(SHAPE, (Conv2D(3), *END))
    other = Network(SHAPE, (Conv2D(4), *END))
    training = normalized(network)
    with pytest.raises(NetworkError, match="shapes"):
        folded(training, weights_for(training, 1), other)


def test_a_graph_is_refused():
    graph = Network(SHAPE, (Conv2D(3), GlobalAveragePooling2D(), Dense(2)), outputs=("conv2d", "dense"))
    with pytest.raises(NetworkError, match="row"):
        normalized(graph)
