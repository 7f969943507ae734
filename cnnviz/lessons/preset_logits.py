"""Ten logits that show something about the loss: a doubtful mistake, a confident one, ..."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.kernels import MAX_WEIGHT

#: For each preset, the logits of the true class, of its rival, and of every other class.
PRESETS: dict[str, tuple[float, float, float]] = {
    "equal": (0, 0, 0),
    "doubtful": (2, 2.5, -1),
    "confident": (0, 8, 0),
    "huge": (-MAX_WEIGHT, MAX_WEIGHT, 0),
}


def preset(name: str, logits: Sequence[float], true_class: int) -> list[float]:
    """Return the logits of a preset; the rival is the class with the largest logit after the true one.

    Args:
        name: A key of `PRESETS`.
        logits: The logits to take the rival from, one for each class.
        true_class: The index of the true class.

    >>> preset("doubtful", [9, 0, 3], true_class=0)
    [2, -1, 2.5]
    """
    actual, wrong, others = PRESETS[name]
    rival = max((n for n in range(len(logits)) if n != true_class), key=lambda n: logits[n])
    return [actual if n == true_class else wrong if n == rival else others for n in range(len(logits))]
