"""The accuracy of the lecture's network after the Train page's default run, on the complete MNIST.

Takes a minute and a half for each seed. Only with the complete data, as `keras.datasets.mnist` saves it:

    CNNVIZ_MNIST=mnist.npz python -m tests.bench mnist

The figures go into the model card.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from cnnviz import atomic_file
from cnnviz.network import lecture_network
from cnnviz.runs import Run, RunSettings
from cnnviz.workers import Workers
from tests.bench.table import Row

SEEDS = (1, 2, 3)
#: The lecture's accuracy.
LIMIT = 0.9855


def accuracy(workers: Workers, seed: int, path: str) -> Run:
    """Return a finished run with the page's defaults."""
    run = workers.train(RunSettings(lecture_network(), seed=seed, data=path))
    while not run.ended:
        time.sleep(0.2)
    return run


def mnist() -> Iterator[Row]:
    """Each seed must reach the lecture's accuracy; without the data, a single row says so."""
    path = os.environ.get("CNNVIZ_MNIST", "")
    if not Path(path).is_file():
        yield Row(
            "accuracy on the complete MNIST", "left out", "set CNNVIZ_MNIST to an mnist.npz", float("nan")
        )
        return
    workers, runs = Workers(), []
    try:
        for seed in SEEDS:
            run = accuracy(workers, seed, path)
            runs.append(run)
            reached = run.result.accuracy if run.result else 0.0
            yield Row(
                f"accuracy on the complete MNIST, seed {seed}",
                f"{reached:.4f}",
                run.error or f"the lecture's {LIMIT}, in {run.settings.epochs} epochs",
                reached / LIMIT,
                f">= {LIMIT}",
                reached >= LIMIT,
            )
    finally:
        workers.close()
    note(runs)


def note(runs: list[Run]) -> None:
    """Write each run's accuracy into the model card."""
    card = Path(str(files("cnnviz.assets").joinpath("lecture.json")))
    told = json.loads(card.read_text())
    told["the page's run on the complete data"] = [
        {
            "seed": run.settings.seed,
            "epochs": run.result.epochs,
            "accuracy on the test digits": run.result.accuracy,
            "seconds": round(run.result.seconds, 1),
        }
        for run in runs
        if run.result
    ]
    atomic_file.write(json.dumps(told, indent=2).encode() + b"\n", card)
