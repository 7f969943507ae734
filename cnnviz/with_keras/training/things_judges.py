"""How many digits `digit-or-not` keeps, and how many things it refuses, as its card tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.data_sets import Pictures, encode
from cnnviz.handwriting import PenSample, by_pen, mixture, scanned
from cnnviz.handwriting.mixture import Sources
from cnnviz.no_digits.mixed_things import DIGITS_OF_FONTS, Material, made, makers
from cnnviz.runs.run_settings import EVALUATION_BATCH_SIZE
from cnnviz.with_keras.training.pen_judges import scikit_learns

#: How many pictures of each kind of things there are, and their seed; training draws with other seeds.
N_THINGS, SEED = 500, (30_000,)
#: The share of digits that has at least the probability 1/2, the larger one that is not refused at once, and
#: the one that is looked at in a picture.
KEPT, NOT_REFUSED, LOOKED_AT = 0.95, 0.99, 0.995
#: Scans of 8x8 pixels, too coarse to tell the probability that good pictures of digits exceed.
COARSE = "scikit-learn's digits"

Probabilities = npt.NDArray[np.float32]


def digits_to_judge_by(unseen: Sequence[PenSample], left_out: Material) -> dict[str, Pictures]:
    """Return the sets of digits that the network does not know, (n, 28, 28) uint8 each, by their names.

    Args:
        unseen: The digits by pen of writers that it does not know.
        left_out: Has the fonts and digits that it does not know.
    """
    bundled = Sources(left_out.digits, left_out.labels, [], *scanned.nothing())
    digits = {
        "bundled digits": left_out.digits,
        COARSE: scikit_learns()[0],
        DIGITS_OF_FONTS: made(left_out, DIGITS_OF_FONTS, N_THINGS, SEED),
        "stretched digits": mixture.chunk(bundled, "stretched", 0, N_THINGS, SEED)[0],
    }
    if unseen:
        digits["unseen writers"] = np.stack([by_pen(sample.strokes) for sample in unseen])
    return digits


def probabilities_of(model: keras.Model, digits: dict[str, Pictures]) -> list[Probabilities]:
    """Return the network's probabilities for each set of digits that is not too coarse."""
    return [_probabilities(model, pictures) for name, pictures in digits.items() if name != COARSE]


def judged_by_things(
    model: keras.Model, digits: dict[str, Pictures], learned: Material, left_out: Material
) -> dict[str, Any]:
    """Return the thresholds and the network's figures for each set of digits and each kind of things.

    Args:
        model: The trained network.
        digits: Sets of digits that it has not learned from, by their names.
        learned: The kinds of things that it has learned from.
        left_out: The kinds of things that it has not learned from.
    """
    sets = probabilities_of(model, digits)
    thresholds = {str(share): exceeded_by(share, sets) for share in (KEPT, NOT_REFUSED, LOOKED_AT)}
    return {
        "share of the digits at or above a probability": thresholds,
        "digits kept": {
            name: {"digits": len(some), **_shares(_probabilities(model, some), thresholds)}
            for name, some in digits.items()
        },
        "things refused": {
            "of kinds learned from": _refused(model, learned, thresholds),
            "of other kinds": _refused(model, left_out, thresholds),
        },
    }


def _probabilities(model: keras.Model, pictures: Pictures) -> Probabilities:
    result: Probabilities = model.predict(encode(pictures), batch_size=EVALUATION_BATCH_SIZE, verbose=0)
    return result[:, 0]


def exceeded_by(share: float, sets: Sequence[Probabilities]) -> float:
    """Return the largest probability that this share of the digits has at least; each set counts the same.

    >>> exceeded_by(0.75, [np.array([0.1, 0.9]), np.array([0.6, 0.7, 0.8, 0.95])])
    0.6
    """
    everything = np.concatenate(sets)
    weights = np.concatenate([np.full(len(some), 1 / len(some) / len(sets)) for some in sets])
    order = np.argsort(everything)
    below = np.cumsum(weights[order]) - weights[order]
    n = np.searchsorted(below, 1 - share + 1e-9, side="right") - 1
    return round(float(everything[order][n]), 4)


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
