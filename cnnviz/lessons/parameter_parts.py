"""The parameters of a network by what they are: kernels, biases, dense weights, normalization."""

from __future__ import annotations

from cnnviz.architectures.architecture import Counting
from cnnviz.network import Layer, Network, Weight

#: What the parameters are, in the order in which they are told.
PARTS = (
    "Kernels of convolutions",
    "Biases of convolutions",
    "Weights of dense layers",
    "Biases of dense layers",
    "Normalization: scale and shift",
    "Normalization: statistics",
    "Subsampling: factors and biases",
)
KERNELS, KERNEL_BIASES, DENSE, DENSE_BIASES, SCALES, STATISTICS, SUBSAMPLING = PARTS
#: The parts that each way to count leaves out.
LEFT_OUT: dict[Counting, tuple[str, ...]] = {
    "all": (),
    "learned": (STATISTICS,),
    "kernels": tuple(part for part in PARTS if part != KERNELS),
}


def parts(network: Network, counting: Counting = "all") -> dict[str, int]:
    """Return the number of parameters of each part, those of `PARTS` that are counted and not 0.

    Args:
        network: The layers.
        counting: Which parameters count, as in `Variant.counting`.

    Raises:
        ValueError: If a layer has parameters that are none of the parts.

    >>> from cnnviz.network import lecture_network
    >>> parts(lecture_network())[KERNEL_BIASES]
    32
    """
    found = dict.fromkeys(PARTS, 0)
    for node, weights in zip(network.nodes, network.weights, strict=True):
        for weight in weights:
            found[_part(node.layer, weight)] += weight.size
    return {part: n for part, n in found.items() if n and part not in LEFT_OUT[counting]}


def _part(layer: Layer, weight: Weight) -> str:
    """Return the part that an array of weights belongs to."""
    if not weight.learned and layer.group != "normalization":
        raise ValueError(f"Only normalization has statistics. Received: {type(layer).__name__}")
    is_bias = weight.name == "bias"
    match layer.group:
        case "convolution":
            return KERNEL_BIASES if is_bias else KERNELS
        case "core":
            return DENSE_BIASES if is_bias else DENSE
        case "normalization":
            return SCALES if weight.learned else STATISTICS
        case "pooling":
            return SUBSAMPLING
    raise ValueError(f"The parameters of this layer have no part. Received: {type(layer).__name__}")
