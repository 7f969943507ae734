"""The command in a model card."""

from __future__ import annotations

import argparse
from pathlib import Path

from cnnviz.with_keras.training.in_rounds import Schedule


def card_command(arguments: argparse.Namespace, schedule: Schedule) -> str:
    """Return the command that trains this network, with files by their names alone."""
    given = [f"--network {arguments.network}", f"--data {Path(arguments.data).name}"]
    if arguments.exclude_bundled:
        given.append("--exclude-bundled")
    numbers = f"--epochs {schedule.epochs} --batch-size {schedule.batch_size} --seed {schedule.seed}"
    return f"python -m cnnviz.training {' '.join(given)} {numbers} --out {Path(arguments.out).name}"
