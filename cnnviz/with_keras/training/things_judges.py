"""How many digits `digit-or-not` keeps, and how many things it refuses, as its card tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.data_sets import Pictures, encode
from cnnviz.handwriting import PenSample, by_pen
from cnnviz.no_digits.mixed_things import DIGITS_OF_FONTS, Material, made, makers
from cnnviz.runs.run_settings import EVALUATION_BATCH_SIZE
from cnnviz.with_keras.training.pen_judges import scikit_learns

#: How many pictures of each kind of things there are, and their seed; training draws with other seeds.
N_THINGS, SEED = 500, (30_000,)
#: The shares of digits to keep for which the card tells the probability.
KEPT = (0.95, 0.99)

Probabilities = npt.NDArray[np.float32]


def judged_by_things(
    model: keras.Model, unseen: Sequence[PenSample], learned: Material, left_out: Material
) -> dict[str, Any]:
    """Return the thresholds and the network's figures for each set of digits and each kind of things.

    Args:
        model: The trained network.
        unseen: The digits by pen of writers that it does not know.
        learned: The kinds of things that it has learned from.
        left_out: The kinds of things that it has not learned from.
    """
    digits = {
        "bundled digits": mnist.bundled()[0],
        "scikit-learn's digits": scikit_learns()[0],
        DIGITS_OF_FONTS: made(left_out, DIGITS_OF_FONTS, N_THINGS, SEED),
    }
    if unseen:
        digits["unseen writers"] = np.stack([by_pen(sample.strokes) for sample in unseen])
    sure = {name: _probabilities(model, pictures) for name, pictures in digits.items()}
    thresholds = {str(share): _exceeded_by(share, sure) for share in KEPT}
    return {
        "share of the digits at or above a probability": thresholds,
        "digits kept": {
            name: {"digits": len(some), **_shares(some, thresholds)} for name, some in sure.items()
        },
        "things refused": {
            "of kinds learned from": _refused(model, learned, thresholds),
            "of other kinds": _refused(model, left_out, thresholds),
        },
    }


def _probabilities(model: keras.Model, pictures: Pictures) -> Probabilities:
    result: Probabilities = model.predict(encode(pictures), batch_size=EVALUATION_BATCH_SIZE, verbose=0)
    return result[:, 0]


def _exceeded_by(share: float, sets: dict[str, Probabilities]) -> float:
    """Return the probability that this share of the digits has at least, where each set counts the same."""
    everything = np.concatenate(list(sets.values()))
    weights = np.concatenate([np.full(len(some), 1 / len(some)) for some in sets.values()])
    order = np.argsort(everything)
    below = np.cumsum(weights[order]) / weights.sum()
    return round(float(everything[order][np.searchsorted(below, 1 - share)]), 4)


def _shares(some: Probabilities, thresholds: dict[str, float]) -> dict[str, float]:
    return {
        f"where {share} is kept": round(float((some >= least).mean()), 4)
        for share, least in thresholds.items()
    }


def _refused(model: keras.Model, material: Material, thresholds: dict[str, float]) -> dict[str, Any]:
    """Return for each kind of things the shares that are below the thresholds, and for all kinds."""
    found = {name: _probabilities(model, made(material, name, N_THINGS, SEED)) for name in makers(material)}
    found["all"] = np.concatenate(list(found.values()))
    return {
        name: {key: round(1 - share, 4) for key, share in _shares(some, thresholds).items()}
        for name, some in found.items()
    }
