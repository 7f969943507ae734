"""What stands below the stage: the words, the counts, what was measured elsewhere, and the source."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons.ideas import Idea
from cnnviz.ui.controls import glossary

#: The terms of each idea, by its name in a link.
WORDS: dict[str, tuple[str, ...]] = {
    "relu": ("ReLU", "activation", "gradient", "epoch", "loss"),
    "dropout": ("dropout", "training digits", "test digits", "epoch", "loss"),
    "augmentation": ("augmentation", "training digits", "test digits", "epoch", "loss"),
    "inception": ("Inception block", "1 × 1 convolution", "convolution", "parameter", "feature map"),
    "small": ("receptive field", "kernel", "parameter", "ReLU"),
    "skips": ("residual connection", "gradient", "batch normalization", "ReLU", "batch", "loss"),
    "dense": ("dense connection", "feature map", "weight", "loss"),
    "depthwise": ("depthwise convolution", "1 × 1 convolution", "convolution", "parameter"),
}
#: What a class should know before it believes the curves.
CAVEATS: dict[str, str] = {
    "relu": (
        "With tanh, large sums give slopes near 0. With ReLU, the slope of a positive sum is 1. "
        "With ReLU, AlexNet's authors needed a sixth of the epochs, on small photos. "
        "Four layers on digits are easier to train. So believe your own curves."
    ),
    "dropout": (
        "In training, dropout sets half of the numbers to 0. So the thin curve looks worse than it is. "
        "The thick curve counts: it comes from digits that the network has never seen."
    ),
    "augmentation": (
        "AlexNet cut 224 × 224 pixels out of 256 × 256, at random. It also mirrored photos. "
        "A mirrored digit is no digit, so here each digit only moves."
    ),
    "inception": (
        "A large kernel costs one product for each weight at each place. "
        "A 1 × 1 convolution first makes fewer maps, so the large kernel has less to do."
    ),
    "small": (
        "Two 3 × 3 kernels in a row see 5 × 5 numbers. Together they have 18 weights instead of 25. "
        "Between them stands one more ReLU."
    ),
    "skips": (
        "Without batch normalization, a deep plain stack passes on ever smaller gradients. "
        "With it, the gradients do not vanish. Yet deep plain stacks still learn worse than those with "
        "skips. That is the point of the paper, whose networks all had batch normalization."
    ),
    "dense": (
        "Each layer sees the maps of all layers before it. So it needs to make only a few new ones. "
        "A mean near 0 says that a layer hardly uses a source."
    ),
    "depthwise": (
        "A depthwise convolution has one kernel for each map. It does not mix the maps. "
        "The 1 × 1 convolution after it mixes them. Processors are built for full convolutions. "
        "So fewer products can still take as long."
    ),
}


def show(name: str, idea: Idea) -> None:
    """Show why the idea works, its source and its terms.

    Args:
        name: The idea's name in a link.
        idea: The idea.
    """
    with st.expander("Why does it work?"):
        st.markdown(CAVEATS[name])
        st.markdown(idea.source)
    glossary.expander(*WORDS[name])
