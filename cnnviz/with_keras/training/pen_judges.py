"""The sets of digits by which the network `pen` is judged, and its figures for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import product
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from cnnviz import digits as preparing
from cnnviz import drawing as drawings
from cnnviz import mnist
from cnnviz.data_sets import Labels, Pictures
from cnnviz.digits import PreparedDigit
from cnnviz.drawing import BOARD, Drawing
from cnnviz.errors import ImageError
from cnnviz.handwriting import SKELETONS, PenSample, as_drawn, by_pen, skeleton
from cnnviz.handwriting.geometry import corners_of
from cnnviz.handwriting.inked import as_bytes, from_ink
from cnnviz.handwriting.pen_samples import Strokes
from cnnviz.mnist import Digits
from cnnviz.with_keras.training.judging import answers, confusions, figure

#: The seed of the judges' curves; training draws with other seeds.
SEED = 20_000
#: How many drawings there are of each style; how many digits by pen are drawn in many sizes and places.
PER_STYLE, DRAWN = 30, 200
#: Shares of the board that a drawing fills, where it stands, and widths of the pen in cells of the board.
SIZES, PLACES, WIDTHS = (0.6, 0.9), (0.0, 0.5, 1.0), (6, 12, 20, 30, 40)


def judged(
    model: keras.Model,
    digits: Digits,
    samples: Sequence[PenSample],
    *,
    with_bundled: bool,
) -> dict[str, Any]:
    """Return the network's figures for each set, and what it reads badly.

    Args:
        model: The trained network.
        digits: MNIST, whose test part is judged.
        samples: The digits by pen from which it has learned; some are drawn in many sizes and places.
        with_bundled: Whether the bundled digits are judged, because it has not learned from them.
    """
    sets = {"test digits": (digits.x_test, digits.y_test), "scikit-learn's digits": scikit_learns()}
    if with_bundled:
        sets["bundled digits"] = mnist.bundled()
    read = {name: (labels, answers(model, pictures)) for name, (pictures, labels) in sets.items()}
    badly = {name: confusions(*one) for name, one in read.items()}
    return {
        **{name: figure(*one) for name, one in read.items()},
        "styles that it knows": _styles(model),
        **_on_the_board(model, samples),
        "reads badly": {name: told for name, told in badly.items() if told},
    }


def by_samples(model: keras.Model, samples: Sequence[PenSample]) -> dict[str, Any]:
    """Return the network's figure for digits by pen, and what of them it reads badly.

    Args:
        model: The trained network.
        samples: The digits.
    """
    labels = np.array([sample.label for sample in samples])
    predicted = answers(model, np.stack([by_pen(sample.strokes) for sample in samples]))
    return figure(labels, predicted) | {"reads badly": confusions(labels, predicted)}


def scikit_learns() -> tuple[Pictures, Labels]:
    """Return scikit-learn's 1,797 digits, ink of 8x8 pixels, prepared as ink in any picture is."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - a second, and only a judge needs it

    small = load_digits()
    pictures = (small.images / small.images.max()).astype(np.float32)
    return np.stack([from_ink(one) for one in pictures]), small.target


def _styles(model: keras.Model) -> dict[str, Any]:
    """Return the figure for digits from curves, and the styles that are read worst."""
    rng = np.random.default_rng(SEED)
    names = [(label, style) for label, styles in SKELETONS.items() for style in styles]
    pictures = [by_pen(as_drawn(skeleton(*name, rng), rng)) for name in names for _ in range(PER_STYLE)]
    labels = np.repeat([label for label, _ in names], PER_STYLE)
    predicted = answers(model, np.stack(pictures))
    shares = (predicted == labels).reshape(-1, PER_STYLE).mean(axis=1)
    worst = {
        f"{names[n][0]} {names[n][1]}": round(float(shares[n]), 4)
        for n in np.argsort(shares, kind="stable")[:5]
        if shares[n] < 1
    }
    return figure(labels, predicted) | {"worst": worst}


def _on_the_board(model: keras.Model, samples: Sequence[PenSample]) -> dict[str, Any]:
    """Return how often a drawing is read alike in all sizes and places, and with all pens in a picture."""
    some = samples[:: max(1, len(samples) // DRAWN)][:DRAWN]
    if not some:
        return {}
    labels = np.array([sample.label for sample in some])
    spots = list(product(SIZES, PLACES, PLACES))
    by_place = np.stack([_read(model, [_placed(one.strokes, *spot) for one in some]) for spot in spots])
    middle = [_placed(one.strokes, SIZES[0], 0.5, 0.5) for one in some]
    by_width = {width: _read(model, middle, width) for width in WIDTHS}
    return {
        "drawn at nine places in two sizes": {
            "digits": len(some),
            "the same answer": _share(by_place == by_place[0]),
            "accuracy": _share(by_place == labels),
        },
        "pictures of drawings by width of the pen": {
            "digits": len(some),
            **{str(width): _share(predicted == labels) for width, predicted in by_width.items()},
        },
    }


def _read(model: keras.Model, some: Sequence[Drawing], width: int | None = None) -> npt.NDArray[np.intp]:
    """Return the answers for drawings: from their strokes, or with a width from pictures of them.

    A picture in which no digit is found has the answer -1.
    """
    read = np.full(len(some), -1, np.intp)
    prepared = {}
    for n, one in enumerate(some):
        with suppress(ImageError):
            prepared[n] = as_bytes(_prepared(one, width).digit)
    read[list(prepared)] = answers(model, np.stack(list(prepared.values())))
    return read


def _prepared(drawing: Drawing, width: int | None) -> PreparedDigit:
    if width is None:
        return preparing.from_drawing(drawing)
    return preparing.from_picture(drawings.render(drawing, width=width))


def _placed(strokes: Strokes, size: float, across: float, down: float) -> Drawing:
    """Return the strokes on the board, `size` of its side long, after shares of the room left and above."""
    low, high = corners_of(strokes)
    scale = size * (BOARD - 1) / max(*(high - low), 1e-9)
    start = (BOARD - 1 - (high - low) * scale) * [across, down]
    cells = [np.rint((stroke - low) * scale + start).astype(int) for stroke in strokes]
    return Drawing(tuple(tuple((int(x), int(y)) for x, y in stroke) for stroke in cells))


def _share(right: npt.NDArray[np.bool_]) -> float:
    return round(float(right.mean()), 4)
