"""What a network reads, in large."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.figures import captions
from cnnviz.ui.components import digit_answer
from cnnviz.ui.controls import digit_source

Array = npt.NDArray[np.float32]


def show(outputs: Mapping[str, Array], key: str) -> None:
    """Show the digit that a network reads, with its probability if the network gives one.

    Args:
        outputs: The outputs by the names of their layers, in the network's order.
        key: The key of the answer on this page.
    """
    *_, scores = outputs.values()
    best = int(scores.argmax())
    share = captions.share_among(scores, best) if is_probabilities(scores) else ""
    digit_answer.show(mnist.CLASS_NAMES[best], key, share=share, note=digit_source.must_choose())


def is_probabilities(output: Array) -> bool:
    """Return whether a layer's output has a probability for each class."""
    return (
        output.shape == (mnist.N_CLASSES,)
        and bool(abs(output.sum() - 1) < 1e-3)
        and bool((output >= 0).all())
    )
