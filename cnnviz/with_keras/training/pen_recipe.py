"""Train the network `pen` on MNIST, on what people wrote with a pen, and on what is made from both."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import keras

from cnnviz import handwriting
from cnnviz.errors import DataError
from cnnviz.handwriting import PenSample, mixture, printed, scanned
from cnnviz.handwriting.mixture import Counts, Sources
from cnnviz.mnist import Digits
from cnnviz.network import Network
from cnnviz.reading import read
from cnnviz.reading.keras_file import Weights
from cnnviz.with_keras import models
from cnnviz.with_keras.training.in_rounds import Schedule, train_in_rounds
from cnnviz.with_keras.training.mnist_part import mnist_part
from cnnviz.with_keras.training.pen_judges import judged
from cnnviz.with_keras.training.trained import Trained

BATCH_SIZE = 128
#: How often a round has each digit by pen and each scan.
PENS, SCANS = 8, 5
#: How many digits of other kinds a round has for each picture of MNIST.
SKELETONS, PRINTED, DISPLAYS, STRETCHED = 0.2, 0.07, 0.07, 0.1
#: How often a round has each picture of MNIST, once a network goes on that has learned from all kinds.
PICTURES_AFTERWARDS = 2
#: With fewer pictures in a round, further processes would not pay.
FEW = 5000


def train_on_handwriting(arguments: argparse.Namespace, network: Network) -> Trained:
    """Return the network after its training, and its card.

    Raises:
        DataError: If a file cannot be read, or nothing is left to learn from.
    """
    digits = mnist_part(arguments.data, exclude_bundled=arguments.exclude_bundled)
    known, unseen = by_writer(arguments)
    sources = _sources(digits, known, arguments.scans)
    schedule = Schedule(arguments.epochs, arguments.batch_size or BATCH_SIZE, arguments.seed)
    started = time.perf_counter()
    start = _start(arguments.start, network)
    counts = _counts(sources, 1 if start is None else PICTURES_AFTERWARDS)
    with _processes(sources, counts) as executor:
        weights = train_in_rounds(
            network,
            lambda n: mixture.round_of(sources, counts, (schedule.seed, n), executor),
            schedule,
            start,
        )
    seconds = time.perf_counter() - started
    data = models.to_bytes(network, weights)
    figures = judged(models.from_bytes(data), digits, known, unseen, with_bundled=arguments.exclude_bundled)
    card = {
        "network": f"pen: {', '.join(type(layer).__name__ for layer in network.layers)}",
        "weights": network.n_weights,
        "data": _credits(digits, arguments),
        "a round of training has": asdict(counts),
        "without the bundled digits": arguments.exclude_bundled,
        "writers": sorted({sample.writer for sample in known}),
        "without the writers": sorted({sample.writer for sample in unseen}),
        "command": f"python -m cnnviz.training {_command(arguments, schedule)}",
        "epochs": schedule.epochs,
        "batch size": schedule.batch_size,
        "seed": schedule.seed,
        "seconds": round(seconds, 1),
        "keras": keras.__version__,
        **figures,
        **_of_unseen_writers(arguments.unseen_writers),
    }
    return Trained(data, card)


def by_writer(arguments: argparse.Namespace) -> tuple[list[PenSample], list[PenSample]]:
    """Return the digits by pen to learn from, and those of the writers to judge by."""
    samples = handwriting.read(arguments.strokes) if arguments.strokes else []
    try:
        left_out = {int(n) for n in (arguments.without_writers or "").split(",") if n}
    except ValueError as error:
        raise DataError(
            f"Writers are numbers with commas between them. Received: {arguments.without_writers!r}"
        ) from error
    if unknown := left_out - {sample.writer for sample in samples}:
        raise DataError(f"The strokes have no writer {min(unknown)}.")
    known = [sample for sample in samples if sample.writer not in left_out]
    return known, [sample for sample in samples if sample.writer in left_out]


def _sources(digits: Digits, pens: list[PenSample], scans: str | None) -> Sources:
    return Sources(
        digits.x_train, digits.y_train, pens, *(scanned.read(scans) if scans else scanned.nothing())
    )


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
    files = {name: getattr(arguments, name) for name in ("data", "strokes", "scans", "start")}
    given = [f"--{name} {Path(file).name}" for name, file in files.items() if file]
    if arguments.exclude_bundled:
        given.append("--exclude-bundled")
    if arguments.without_writers:
        given.append(f"--without-writers {arguments.without_writers}")
    if arguments.unseen_writers:
        given.append(f"--unseen-writers {Path(arguments.unseen_writers).name}")
    numbers = f"--epochs {schedule.epochs} --batch-size {schedule.batch_size} --seed {schedule.seed}"
    return f"--network pen {' '.join(given)} {numbers} --out {Path(arguments.out).name}"


def _start(file: str | None, network: Network) -> Weights | None:
    """Return the weights in a file of the network.

    Raises:
        DataError: If it is no such file.
    """
    if file is None:
        return None
    try:
        stored, weights = read(Path(file).read_bytes())
    except OSError as error:
        raise DataError(f"The file {Path(file).name!r} cannot be opened.") from error
    if stored.layers != network.layers:
        raise DataError(f"The file {Path(file).name!r} holds another network.")
    return weights


def _of_unseen_writers(card: str | None) -> dict[str, Any]:
    """Return what another card says of writers whose digits its network has not learned from."""
    if card is None:
        return {}
    try:
        other = json.loads(Path(card).read_text(encoding="utf-8"))
        return {"unseen writers": other["unseen writers"] | {"by a network of its own": other["command"]}}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{Path(card).name!r} is no card of a network trained without writers.") from error
