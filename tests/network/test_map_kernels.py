"""What makes one feature map: its kernels and its bias, held against the layer's own output."""

import numpy as np
import pytest

from cnnviz.layers import conv2d
from cnnviz.network import KINDS, Conv2D, Network, forward
from cnnviz.network.families import Convolving
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.separable_conv2d import SeparableConv2D
from cnnviz.network.kinds.table_conv2d import TableConv2D

LAYERS = [
    Conv2D(3),
    Conv2D(4, (2, 3), padding="same", groups=2),
    Conv2D(2, strides=(2, 1), use_bias=False),
    Conv2D(2, dilation_rate=(2, 2)),
    DepthwiseConv2D(depth_multiplier=3),
    DepthwiseConv2D((1, 2), use_bias=False),
    SeparableConv2D(3, depth_multiplier=2, padding="same"),
    SeparableConv2D(2, use_bias=False),
    TableConv2D(((0, 3), (1,), (0, 1, 2))),
    TableConv2D(((2,), (1, 3)), (2, 1), (2, 2), "same", use_bias=False),
]


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.settings_line or type(layer).__name__)
def test_each_map_is_the_sum_of_its_channels_under_their_kernels(layer):
    rng = np.random.default_rng(4)
    network = Network((9, 8, 4), [layer])
    weights = [rng.normal(size=shape).astype(np.float32) for shape in network.weight_shapes[0]]
    x = rng.normal(size=network.input_shape).astype(np.float32)
    (output,) = forward(network, weights, x).values()
    for channel in range(output.shape[2]):
        made = layer.map_kernels(channel, weights)
        assert made.kernels.shape == (*layer.kernel_size, len(made.channels))
        summed = conv2d(
            x[..., list(made.channels)],
            made.kernels[..., np.newaxis],
            [made.bias],
            strides=layer.strides,
            padding=layer.padding,
            dilation_rate=getattr(layer, "dilation_rate", 1),
        )
        np.testing.assert_allclose(summed[..., 0], output[..., channel], rtol=1e-4, atol=1e-5)


def test_every_kind_of_convolution_is_tried():
    convolutions = {kind for kind in KINDS.values() if kind.group == "convolution"}
    assert convolutions == {kind for kind in KINDS.values() if issubclass(kind, Convolving)}
    assert convolutions == {type(layer) for layer in LAYERS}
