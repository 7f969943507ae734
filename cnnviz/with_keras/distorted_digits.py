"""Record how many distorted digits the shipped networks read right. Imports Keras.

`python -m cnnviz.with_keras.distorted_digits --out cnnviz/assets/distorted_accuracy.json`
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np

from cnnviz.atomic_file import write
from cnnviz.lessons.distorted_accuracy import COMPARED, Counts, judged_digits
from cnnviz.lessons.distortions import DISTORTIONS, distorted
from cnnviz.with_keras.models import load_pretrained


def count_right(models: Sequence[keras.Model], name: str, amounts: Sequence[float]) -> list[list[int]]:
    """Return how many of the judged digits each model reads right after a distortion.

    Args:
        models: Models that take (28, 28, 1).
        name: One of `DISTORTIONS`.
        amounts: Its amounts. The noise of each digit has its own seed, its place among the judged digits.

    Returns:
        For each model the counts, one for each amount.
    """
    digits, labels = judged_digits()
    pictures = [
        distorted(digit, {name: amount}, seed=n) for amount in amounts for n, digit in enumerate(digits)
    ]
    x = np.stack(pictures)[..., np.newaxis]
    counts = []
    for model in models:
        predicted = model.predict(x, batch_size=500, verbose=0).argmax(axis=1).reshape(len(amounts), -1)
        counts.append((predicted == labels).sum(axis=1).tolist())
    return counts


def count_all() -> Counts:
    """Return the numbers of right answers of all compared networks, for all distortions and amounts."""
    models = [load_pretrained(name) for name in COMPARED]
    counts: Counts = {}
    for name, distortion in DISTORTIONS.items():
        counts[name] = dict(zip(COMPARED, count_right(models, name, distortion.amounts), strict=True))
        sys.stdout.write(f"{name}: {counts[name]}\n")
    return counts


def main() -> None:
    """Count, and write the counts to a file."""
    parser = argparse.ArgumentParser(
        description="Record how well the shipped networks read distorted digits."
    )
    parser.add_argument("--out", type=Path, required=True, help="the .json file to write")
    arguments = parser.parse_args()
    write((json.dumps(count_all()) + "\n").encode(), arguments.out)


if __name__ == "__main__":
    main()
