"""The pictures that a network for people's writing learns from, made anew for each round of training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from PIL import Image

from cnnviz.data_sets import Labels, Pictures
from cnnviz.digits.prepared import STROKE
from cnnviz.digits.preparing import resized, trimmed
from cnnviz.handwriting import scanned
from cnnviz.handwriting.as_drawn import as_drawn
from cnnviz.handwriting.displays import LIT, display, shown
from cnnviz.handwriting.edits import EDITS, edited
from cnnviz.handwriting.elastic import elastic
from cnnviz.handwriting.inked import Digit, as_bytes, by_pen, by_picture, from_ink
from cnnviz.handwriting.pen_samples import PenSample, Strokes
from cnnviz.handwriting.printed import fonts, printed
from cnnviz.handwriting.skeletons import SKELETONS, skeleton
from cnnviz.mnist import N_CLASSES

#: The number of pictures that a process makes at a time.
CHUNK = 2000
#: The share of a writer's digits that stay as they are, and of those that get another style if there is one.
UNTOUCHED, EDITED = 0.15, 0.3
#: The share of strokes that a picture of ink on paper stands for.
ON_PAPER = 0.25
#: The pen on paper as a share of the digit's longer side: 6 to 40 cells of the board, for all sizes.
THINNEST, THICKEST = 0.025, 0.3
#: The longer side of a digit in a picture, in pixels. Few pixels leave it blurred, as in a picture of 8x8.
FEWEST, MOST = 9, 140
#: The longer side of a digit that is stretched, in pixels, and how many times the shorter one may grow: a
#: slim 1 that fills a square is a block.
STRETCHED, FARTHEST = 80, 2.2


@dataclass(frozen=True, eq=False)
class Sources:
    """What the pictures are made from; any of it may be empty.

    Args:
        pictures: Digits (n, 28, 28) uint8 as MNIST has them, with labels (n,).
        labels: Their labels.
        pens: Digits as strokes.
        scans: Scanned digits (n, height, width) uint8 that fill their frames.
        scan_labels: Their labels.
    """

    pictures: Pictures
    labels: Labels
    pens: Sequence[PenSample]
    scans: Pictures
    scan_labels: Labels


@dataclass(frozen=True)
class Counts:
    """How many pictures of each kind one round has."""

    pictures: int
    pens: int
    skeletons: int
    printed: int
    scans: int
    displays: int
    stretched: int


Maker = Callable[[Sources, int, np.random.Generator], tuple[Digit, int]]


def _picture(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:
    """Return one of the pictures, in two of three cases elastically distorted."""
    n %= len(sources.pictures)
    picture, label = sources.pictures[n], int(sources.labels[n])
    if rng.random() < 1 / 3:
        return picture, label
    return as_bytes(elastic(picture.astype(np.float32) / np.float32(255), rng)), label


def _pen(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:
    """Return one of the digits that were written with a pen, as it is or as others might have written it."""
    label, _, strokes = sources.pens[n % len(sources.pens)]
    if rng.random() < UNTOUCHED:
        return by_pen(strokes), label
    if label in EDITS and rng.random() < EDITED:
        strokes = edited(label, strokes, rng)
    return in_ink(as_drawn(strokes, rng), rng), label


def _skeleton(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:  # noqa: ARG001
    """Return one of the digits that are written down as curves."""
    label = n % N_CLASSES
    style = str(rng.choice(list(SKELETONS[label])))
    return in_ink(as_drawn(skeleton(label, style, rng), rng), rng), label


def in_ink(strokes: Strokes, rng: np.random.Generator) -> Digit:
    """Return strokes from the pad, or in a picture of them."""
    if rng.random() < ON_PAPER:
        return by_picture(strokes, _between(THINNEST, THICKEST, rng), round(_between(FEWEST, MOST, rng)))
    return by_pen(strokes, STROKE if rng.random() < 0.6 else float(rng.uniform(1.8, 3.6)))


def _between(low: float, high: float, rng: np.random.Generator) -> float:
    """Return a number between two others whose logarithm is evenly distributed."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _printed(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:  # noqa: ARG001
    """Return a printed digit, photographed at a slight angle."""
    label, font = n % N_CLASSES, fonts()[rng.integers(len(fonts()))]
    page = np.pad(printed(label, font), 12)
    return from_ink(elastic(page, rng, float(rng.uniform(0, 1)))), label


def _stretched(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:
    """Return one of the pictures, more or less stretched to a square, as somebody has cropped it."""
    n %= len(sources.pictures)
    ink = resized(trimmed(sources.pictures[n].astype(np.float32) / np.float32(255)), STRETCHED)
    longer = min(STRETCHED / min(ink.shape), FARTHEST) ** rng.uniform(0.3, 1)
    sides = [min(STRETCHED, round(side * longer)) for side in ink.shape]
    ink = np.asarray(Image.fromarray(ink).resize((sides[1], sides[0]), Image.Resampling.BILINEAR))
    return from_ink(elastic(np.pad(ink, 12), rng, float(rng.uniform(0, 0.7)))), int(sources.labels[n])


def _display(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:  # noqa: ARG001
    """Return a digit on a display, photographed at a slight angle, in few pixels or many."""
    label = n % N_CLASSES
    ink = shown(str(rng.choice(LIT[label])), display(rng))
    ink = elastic(np.pad(ink, 12), rng, float(rng.uniform(0, 0.5)))
    return from_ink(resized(trimmed(ink), round(_between(FEWEST, MOST, rng)))), label


def _scan(sources: Sources, n: int, rng: np.random.Generator) -> tuple[Digit, int]:
    """Return a scanned digit, at some width, in few pixels or many."""
    n %= len(sources.scans)
    label = int(sources.scan_labels[n])
    ink = elastic(np.pad(scanned.upright(sources.scans[n], float(rng.uniform(0.8, 1.5))), 12), rng)
    return from_ink(resized(trimmed(ink), round(_between(FEWEST, 64, rng)))), label


MAKERS: dict[str, Maker] = {
    "pictures": _picture,
    "pens": _pen,
    "skeletons": _skeleton,
    "printed": _printed,
    "scans": _scan,
    "displays": _display,
    "stretched": _stretched,
}


def chunk(sources: Sources, kind: str, start: int, n: int, seed: Sequence[int]) -> tuple[Pictures, Labels]:
    """Return `n` pictures of a kind, from the sample `start` on: (n, 28, 28) uint8 and (n,) uint8.

    Args:
        sources: What they are made from.
        kind: A key of MAKERS.
        start: The number of the first; samples repeat after the last.
        n: How many.
        seed: The same seed gives the same pictures.
    """
    rng = np.random.default_rng([*seed, list(MAKERS).index(kind), start])
    made = [MAKERS[kind](sources, k, rng) for k in range(start, start + n)]
    return np.stack([digit for digit, _ in made]), np.array([label for _, label in made], np.uint8)


def round_of(
    sources: Sources, counts: Counts, seed: Sequence[int], executor: Executor | None = None
) -> tuple[Pictures, Labels]:
    """Return the pictures of one round in random order, (n, 28, 28) uint8, and their labels (n,) uint8.

    Args:
        sources: What they are made from.
        counts: How many there are of each kind.
        seed: The same seed gives the same round, with any executor.
        executor: The processes that make them, which `begin` has prepared; None makes them here.
    """
    jobs = [
        (kind, start, min(CHUNK, getattr(counts, kind) - start))
        for kind in MAKERS
        for start in range(0, getattr(counts, kind), CHUNK)
    ]
    kinds, starts, sizes = zip(*jobs, strict=True)
    if executor is None:
        parts = [chunk(sources, *job, seed) for job in jobs]
    else:
        parts = list(executor.map(_chunk_there, kinds, starts, sizes, repeat(tuple(seed))))
    order = np.random.default_rng(seed).permutation(sum(sizes))
    return tuple(np.concatenate(arrays)[order] for arrays in zip(*parts, strict=True))  # type: ignore[return-value]


_THERE: dict[str, Sources] = {}


def begin(sources: Sources) -> None:
    """Prepare a process of an executor: keep what it makes pictures from."""
    _THERE["sources"] = sources


def _chunk_there(kind: str, start: int, n: int, seed: Sequence[int]) -> tuple[Pictures, Labels]:
    return chunk(_THERE["sources"], kind, start, n, seed)
