"""Train the network `digit-or-not` on digits and on things that are none."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import keras
import numpy as np

from cnnviz import handwriting, mnist
from cnnviz.data_sets import Labels, Pictures
from cnnviz.handwriting import mixture, printed, scanned
from cnnviz.handwriting.elastic import elastic
from cnnviz.handwriting.inked import as_bytes
from cnnviz.handwriting.mixture import Counts, Sources
from cnnviz.network import Network
from cnnviz.no_digits import kinds_of_things
from cnnviz.no_digits.glyphs import font_files
from cnnviz.no_digits.icons import icon_files
from cnnviz.no_digits.mixed_things import DIGITS_OF_FONTS, Material, made, makers
from cnnviz.with_keras import models
from cnnviz.with_keras.training.in_rounds import Schedule, train_in_rounds
from cnnviz.with_keras.training.mnist_part import mnist_part
from cnnviz.with_keras.training.pen_recipe import FEW, by_writer
from cnnviz.with_keras.training.things_judges import (
    KEPT,
    digits_to_judge_by,
    exceeded_by,
    judged_by_things,
    probabilities_of,
)
from cnnviz.with_keras.training.trained import Trained

BATCH_SIZE = 128
#: The digits of a round, and how many digits in fonts and things there are for each of them.
DIGITS = Counts(
    pictures=6_000, pens=5_500, skeletons=3_000, printed=500, scans=2_000, displays=700, stretched=2_000
)
IN_FONTS, THINGS = 0.1, 1.5
#: The number of pictures that a process makes at a time.
CHUNK = 500
#: How much each picture is distorted again, in each round after the first.
AGAIN = 0.6


def train_on_things(arguments: argparse.Namespace, network: Network) -> Trained:
    """Return the network after its training, and its card.

    Its bias is moved so that KEPT of the digits that it does not know have at least the probability 1/2.

    Raises:
        DataError: If a file or a folder cannot be read.
    """
    digits = mnist_part(arguments.data, exclude_bundled=arguments.exclude_bundled)
    known, unseen = by_writer(arguments.strokes, arguments.without_writers)
    scans = scanned.read(arguments.scans) if arguments.scans else scanned.nothing()
    sources = Sources(digits.x_train, digits.y_train, known, *scans)
    learned, left_out = kinds_of_things.found(arguments.fonts, arguments.icons, arguments.pictures)
    material = Material(learned, digits.x_train, digits.y_train)
    schedule = Schedule(arguments.epochs, arguments.batch_size or BATCH_SIZE, arguments.seed)
    started = time.perf_counter()
    pictures, labels = first_round(sources, material, schedule.seed)

    def rounds(n: int) -> tuple[Pictures, Labels]:
        distorted = again(pictures, np.random.default_rng((schedule.seed, n))) if n else pictures
        return distorted, labels

    weights = train_in_rounds(network, rounds, schedule)
    seconds = time.perf_counter() - started
    others = Material(left_out, *mnist.bundled())
    unknown = digits_to_judge_by(unseen, others)
    usual = exceeded_by(KEPT, probabilities_of(models.build(network, weights), unknown))
    weights[-1] = weights[-1] - log_odds(usual)
    data = models.to_bytes(network, weights)
    figures = judged_by_things(models.from_bytes(data), unknown, material, others)
    card = {
        "network": f"digit-or-not: {', '.join(type(layer).__name__ for layer in network.layers)}",
        "weights": network.n_weights,
        "data": [*_credits(digits.source, arguments)],
        "a round of training has": counts(sources, material),
        "without the bundled digits": arguments.exclude_bundled,
        "without the writers": sorted({sample.writer for sample in unseen}),
        "kinds of things to learn from": {name: len(some) for name, some in vars(learned).items()},
        "kinds of things left out": {name: len(some) for name, some in vars(left_out).items()},
        "command": f"python -m cnnviz.training {_command(arguments, schedule)}",
        "epochs": schedule.epochs,
        "batch size": schedule.batch_size,
        "seed": schedule.seed,
        "seconds": round(seconds, 1),
        "keras": keras.__version__,
        **figures,
    }
    return Trained(data, card)


def log_odds(probability: float) -> np.float32:
    """Return what a sigmoid turns into this probability.

    >>> float(log_odds(0.5))
    0.0
    """
    return np.float32(np.log(probability / (1 - probability)))


def counts(sources: Sources, material: Material) -> dict[str, int]:
    """Return how many pictures of each kind a round has; of what is missing there are none."""
    there = {"pens": len(sources.pens), "scans": len(sources.scans)}
    digits = {name: n for name, n in asdict(DIGITS).items() if there.get(name, 1)}
    total = sum(digits.values())
    things = {name: round(THINGS * total * share) for name, (_, share) in makers(material).items()}
    return digits | {DIGITS_OF_FONTS: round(IN_FONTS * total)} | things


def first_round(sources: Sources, material: Material, seed: int) -> tuple[Pictures, Labels]:
    """Return the pictures (n, 28, 28) uint8 of the first round, and (n,): 1 for a digit and 0 for a thing."""
    jobs = [
        (name, start, min(CHUNK, total - start))
        for name, total in counts(sources, material).items()
        for start in range(0, total, CHUNK)
    ]
    names, starts, sizes = zip(*jobs, strict=True)
    wanted = names, starts, sizes, repeat(seed)
    if sum(sizes) < FEW:
        _begin(sources, material)
        parts = list(map(_chunk, *wanted))
    else:
        context = get_context("spawn")  # a fork of a process with TensorFlow's threads may hang
        with ProcessPoolExecutor(os.cpu_count(), context, _begin, (sources, material)) as executor:
            parts = list(executor.map(_chunk, *wanted))
    of_digits = [name in mixture.MAKERS or name == DIGITS_OF_FONTS for name in names]
    return np.concatenate(parts), np.repeat(np.array(of_digits, np.uint8), sizes)


_THERE: dict[str, Any] = {}


def _begin(sources: Sources, material: Material) -> None:
    """Prepare a process: keep what it makes pictures of."""
    _THERE.update(sources=sources, material=material)


def _chunk(name: str, start: int, n: int, seed: int) -> Pictures:
    if name in mixture.MAKERS:
        return mixture.chunk(_THERE["sources"], name, start, n, (seed,))[0]
    return made(_THERE["material"], name, n, (seed, start))


def again(pictures: Pictures, rng: np.random.Generator) -> Pictures:
    """Return the pictures (n, 28, 28) uint8, each distorted a little."""
    inks = pictures.astype(np.float32) / np.float32(255)
    return np.stack([as_bytes(elastic(ink, rng, AGAIN)) for ink in inks])


def _credits(mnist_source: str, arguments: argparse.Namespace) -> Iterator[str]:
    yield mnist_source
    if arguments.strokes:
        yield handwriting.CREDIT
    if arguments.scans:
        yield scanned.CREDIT
    yield printed.CREDIT
    if arguments.fonts:
        families = sorted({kinds_of_things.family(file) for file in font_files(Path(arguments.fonts))})
        yield f"{len(families)} fonts of the folder {Path(arguments.fonts).name}: {', '.join(families)}"
    if arguments.icons:
        yield f"{len(icon_files(Path(arguments.icons)))} icons in the folder {Path(arguments.icons).name}"
    if arguments.pictures:
        yield f"photographs: {', '.join(kinds_of_things.photographs(Path(arguments.pictures)))}"
    yield "digits, letters and shapes as curves, cnnviz.handwriting and cnnviz.no_digits (MIT)"


def _command(arguments: argparse.Namespace, schedule: Schedule) -> str:
    """Return the arguments of the command that makes this network, with files by their names alone."""
    files = {
        name: getattr(arguments, name) for name in ("data", "strokes", "scans", "fonts", "icons", "pictures")
    }
    given = [f"--{name} {Path(file).name}" for name, file in files.items() if file]
    if arguments.exclude_bundled:
        given.append("--exclude-bundled")
    if arguments.without_writers:
        given.append(f"--without-writers {arguments.without_writers}")
    numbers = f"--epochs {schedule.epochs} --batch-size {schedule.batch_size} --seed {schedule.seed}"
    return f"--network digit-or-not {' '.join(given)} {numbers} --out {Path(arguments.out).name}"
