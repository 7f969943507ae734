"""Train the network `pen` on MNIST, on what people wrote with a pen, and on what is made from both."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import keras

from cnnviz import handwriting
from cnnviz.data_sets import Labels, Pictures
from cnnviz.errors import DataError
from cnnviz.handwriting import PenSample, mixture, printed, scanned
from cnnviz.handwriting.mixture import Counts, Sources
from cnnviz.mnist import Digits
from cnnviz.network import Network
from cnnviz.reading.keras_file import Weights
from cnnviz.with_keras import models
from cnnviz.with_keras.training.in_rounds import Schedule, train_in_rounds
from cnnviz.with_keras.training.mnist_part import mnist_part
from cnnviz.with_keras.training.pen_judges import by_samples, judged
from cnnviz.with_keras.training.trained import Trained

BATCH_SIZE = 128
#: How often a round has each digit by pen and each scan.
PENS, SCANS = 8, 5
#: How many digits of other kinds a round has for each picture of MNIST.
SKELETONS, PRINTED, DISPLAYS, STRETCHED = 0.2, 0.07, 0.07, 0.1
#: How often a round has each picture of MNIST in the last part of the training, with small steps.
PICTURES_IN_SETTLING = 3
#: How long the network learns that is judged by writers whom it does not know.
JUDGE_EPOCHS = 4
#: With fewer pictures in a round, further processes would not pay.
FEW = 5000


class TrainingPart(NamedTuple):
    """A part of a training: how long it lasts, and what its rounds have."""

    schedule: Schedule
    counts: Counts


def train_on_handwriting(arguments: argparse.Namespace, network: Network) -> Trained:
    """Return the network after its training, and its card.

    It learns from all writers. The card's figure for unseen writers is that of another network, which is
    trained first, without them.

    Raises:
        DataError: If a file cannot be read, or nothing is left to learn from.
    """
    started = time.perf_counter()
    digits = mnist_part(arguments.data, exclude_bundled=arguments.exclude_bundled)
    known, unseen = by_writer(arguments.strokes, arguments.judge_writers)
    sources = _sources(digits, [*known, *unseen], arguments.scans)
    parts = _parts(arguments, sources)
    figures = _of_unseen_writers(network, replace(sources, pens=known), unseen, arguments) if unseen else {}
    data = models.to_bytes(network, _learned(network, sources, parts))
    figures |= judged(models.from_bytes(data), digits, sources.pens, with_bundled=arguments.exclude_bundled)
    card = {
        "network": f"pen: {', '.join(type(layer).__name__ for layer in network.layers)}",
        "weights": network.n_weights,
        "data": _credits(digits, arguments),
        "a round of training has": asdict(parts[0].counts),
        "without the bundled digits": arguments.exclude_bundled,
        "writers": sorted({sample.writer for sample in sources.pens}),
        "command": f"python -m cnnviz.training {_command(arguments, parts[0].schedule)}",
        "epochs": sum(part.schedule.epochs for part in parts),
        "batch size": parts[0].schedule.batch_size,
        "seed": arguments.seed,
        "seconds": round(time.perf_counter() - started, 1),
        "keras": keras.__version__,
        **figures,
    }
    return Trained(data, card)


def by_writer(strokes: str | None, left_out: str | None) -> tuple[list[PenSample], list[PenSample]]:
    """Return the digits by pen to learn from, and those of the writers to judge by.

    Args:
        strokes: The file of the strokes, if there is one.
        left_out: The numbers of the writers to judge by, with commas between them.

    Raises:
        DataError: If the file cannot be read, or has no such writers.
    """
    samples = handwriting.read(strokes) if strokes else []
    try:
        apart = {int(n) for n in (left_out or "").split(",") if n}
    except ValueError as error:
        raise DataError(f"Writers are numbers with commas between them. Received: {left_out!r}") from error
    if unknown := apart - {sample.writer for sample in samples}:
        raise DataError(f"The strokes have no writer {min(unknown)}.")
    known = [sample for sample in samples if sample.writer not in apart]
    return known, [sample for sample in samples if sample.writer in apart]


def _sources(digits: Digits, pens: list[PenSample], scans: str | None) -> Sources:
    return Sources(
        digits.x_train, digits.y_train, pens, *(scanned.read(scans) if scans else scanned.nothing())
    )


def _parts(arguments: argparse.Namespace, sources: Sources) -> list[TrainingPart]:
    """Return the parts of the training: all kinds of digits, and then small steps with more of MNIST's."""
    batch_size, seed = arguments.batch_size or BATCH_SIZE, arguments.seed
    parts = [TrainingPart(Schedule(arguments.epochs, batch_size, seed), _counts(sources, 1))]
    if arguments.settling_epochs:
        settling = Schedule(arguments.settling_epochs, batch_size, seed + 1)
        parts.append(TrainingPart(settling, _counts(sources, PICTURES_IN_SETTLING)))
    return parts


def _learned(network: Network, sources: Sources, parts: Sequence[TrainingPart]) -> Weights:
    """Return the weights of the network after all parts of its training."""
    weights = None
    with _processes(sources, parts[0].counts) as executor:
        for schedule, counts in parts:
            make = partial(_round, sources, counts, schedule.seed, executor)
            weights = train_in_rounds(network, make, schedule, weights)
    if weights is None:
        raise ValueError("A training has at least one part.")
    return weights


def _round(
    sources: Sources, counts: Counts, seed: int, executor: Executor | None, n: int
) -> tuple[Pictures, Labels]:
    return mixture.round_of(sources, counts, (seed, n), executor)


def _of_unseen_writers(
    network: Network, sources: Sources, unseen: Sequence[PenSample], arguments: argparse.Namespace
) -> dict[str, Any]:
    """Return the figure of a network of its own for writers from whom it has not learned."""
    epochs = arguments.judge_epochs or JUDGE_EPOCHS
    schedule = Schedule(epochs, arguments.batch_size or BATCH_SIZE, arguments.seed)
    weights = _learned(network, sources, [TrainingPart(schedule, _counts(sources, 1))])
    model = models.from_bytes(models.to_bytes(network, weights))
    without = {"without the writers": sorted({sample.writer for sample in unseen}), "epochs": epochs}
    return {"unseen writers": by_samples(model, unseen) | {"by a network of its own": without}}


def _counts(sources: Sources, pictures: int) -> Counts:
    """Return how many pictures of each kind a round has."""
    n = len(sources.pictures)
    return Counts(
        pictures=pictures * n,
        pens=PENS * len(sources.pens),
        skeletons=round(SKELETONS * n),
        printed=round(PRINTED * n),
        scans=SCANS * len(sources.scans),
        displays=round(DISPLAYS * n),
        stretched=round(STRETCHED * n),
    )


@contextmanager
def _processes(sources: Sources, counts: Counts) -> Iterator[Executor | None]:
    """Provide processes that make pictures; None if they are too few."""
    if sum(asdict(counts).values()) < FEW:
        yield None
        return
    context = get_context("spawn")  # a fork of a process with TensorFlow's threads may hang
    with ProcessPoolExecutor(os.cpu_count(), context, mixture.begin, (sources,)) as executor:
        yield executor


def _credits(digits: Digits, arguments: argparse.Namespace) -> list[str]:
    return [
        digits.source,
        *([handwriting.CREDIT] if arguments.strokes else []),
        *([scanned.CREDIT] if arguments.scans else []),
        printed.CREDIT,
        "digits as curves and on displays, cnnviz.handwriting.skeletons and .displays (MIT)",
    ]


def _command(arguments: argparse.Namespace, schedule: Schedule) -> str:
    """Return the arguments of the command that makes this network, with files by their names alone."""
    files = {name: getattr(arguments, name) for name in ("data", "strokes", "scans")}
    given = [f"--{name} {Path(file).name}" for name, file in files.items() if file]
    if arguments.exclude_bundled:
        given.append("--exclude-bundled")
    if arguments.judge_writers:
        epochs = arguments.judge_epochs or JUDGE_EPOCHS
        given.append(f"--judge-writers {arguments.judge_writers} --judge-epochs {epochs}")
    given.append(f"--epochs {schedule.epochs}")
    if arguments.settling_epochs:
        given.append(f"--settling-epochs {arguments.settling_epochs}")
    numbers = f"--batch-size {schedule.batch_size} --seed {schedule.seed}"
    return f"--network pen {' '.join(given)} {numbers} --out {Path(arguments.out).name}"
