"""The cost of layers, compared with Keras's count and with counting by hand."""

import keras
import pytest

from cnnviz.layers import conv2d_cost, dense_cost


@pytest.mark.parametrize(
    ("shape", "filters", "kernel_size"),
    [((28, 28, 1), 32, (3, 3)), ((12, 9, 3), 1, (5, 2)), ((7, 7, 3), 4, (1, 1)), ((5, 5, 2), 3, (5, 5))],
)
def test_a_convolution_learns_what_keras_counts(shape, filters, kernel_size):
    layer = keras.layers.Conv2D(filters, kernel_size)
    layer.build((None, *shape))
    output = layer.compute_output_shape((None, *shape))[1:]
    cost = conv2d_cost(kernel_size, shape[2], output)
    assert cost.parameters == layer.count_params()
    assert cost.weights == layer.kernel.shape.num_elements()
    assert cost.multiplications == output[0] * output[1] * cost.weights


@pytest.mark.parametrize(("n_inputs", "n_outputs"), [(5408, 128), (1, 1), (49, 25)])
def test_a_dense_layer_learns_what_keras_counts(n_inputs, n_outputs):
    layer = keras.layers.Dense(n_outputs)
    layer.build((None, n_inputs))
    assert dense_cost(n_inputs, n_outputs).parameters == layer.count_params()
    assert dense_cost(n_inputs, n_outputs).multiplications == n_inputs * n_outputs
