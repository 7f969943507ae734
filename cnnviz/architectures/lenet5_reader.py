"""LeNet-5 as published, between layers that let it read digits of 28x28 and answer with probabilities."""

from __future__ import annotations

from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.lenet5 import SIDE, published_lenet5
from cnnviz.mnist.digits import CLASS_NAMES, INPUT_SHAPE
from cnnviz.mnist.digits import SIDE as DIGIT_SIDE
from cnnviz.network import INPUT, Activation, Network
from cnnviz.network.kinds.rescaling import Rescaling
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: What the paper writes for paper and for ink, so that inputs have a mean near 0 and a variance near 1.
PAPER, INK = -0.1, 1.175
#: The layer whose outputs softmax makes probabilities of: the negated distances.
SCORES = "negated"


def lenet5_reader() -> Network:
    """Return LeNet-5 as published, with two layers before it and two after it.

    The first two put a frame of zeros around the digit and bring it into the paper's range. The last two
    give probabilities p: softmax of the negated distances. The cross-entropy of digit D then is the loss of
    the paper, equation 9, without its constant for what is no digit:

        -log p_D = distance_D + log(sum of exp(-distance_i))

    None of the four learns anything, so that the published 60,000 parameters are all that is learned.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
    Recognition", Proceedings of the IEEE, 1998, sections II B and II C.

    >>> lenet5_reader().n_weights, lenet5_reader().output_shapes[-1]
    (60000, (10,))
    """
    margin = (SIDE - DIGIT_SIDE) // 2
    steps: list[Step] = [
        ("pad", ZeroPadding2D(((margin, margin), (margin, margin)))),
        ("range", Rescaling(round(INK - PAPER, 3), PAPER)),
        *((node.name, node.layer) for node in published_lenet5().nodes),
        *[(SCORES, Rescaling(-1.0)), ("softmax", Activation("softmax"))],
    ]
    return Network(INPUT_SHAPE, chain(INPUT, steps), classes=CLASS_NAMES)
