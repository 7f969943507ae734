"""Train a network from the command line, and write it with its model card."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from cnnviz import atomic_file
from cnnviz.errors import DataError, NetworkError
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.runs import RunSettings
from cnnviz.with_keras.training.recipes import RECIPES, Recipe


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m cnnviz.training", description="Train a network on digits and save it."
    )
    parser.add_argument("--network", choices=RECIPES, default="lecture")
    parser.add_argument("--data", default="bundled", help="an mnist.npz; or bundled; or download")
    parser.add_argument(
        "--exclude-bundled", action="store_true", help="train without the 5,000 bundled digits"
    )
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-size", type=int)
    parser.add_argument("--seed", type=int, default=RunSettings.seed)
    parser.add_argument(
        "--out", required=True, help="the .keras file to write; its model card goes beside it"
    )
    _add_options_of_a_run(parser.add_argument_group("networks that learn from MNIST alone"))
    _add_options_of_handwriting(parser.add_argument_group("the networks pen and digit-or-not"))
    _add_options_of_the_pen(parser.add_argument_group("the network pen"))
    _add_options_of_things(parser.add_argument_group("the network digit-or-not"))
    return parser.parse_args(argv)


def _add_options_of_a_run(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--optimizer", choices=OPTIMIZERS)
    group.add_argument("--learning-rate", type=float)
    group.add_argument("--patience", type=int, help="epochs without a better val_loss until training ends")
    group.add_argument(
        "--keep-best", action="store_true", default=None, help="save the network of the best epoch"
    )


def _add_options_of_handwriting(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--strokes", help="digits written with a pen, as strokes: a .json.gz file")
    group.add_argument("--scans", help="scanned digits that fill their frames: an .npz file")


def _add_options_of_the_pen(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--judge-writers",
        help="writers by whom another network is judged that is trained without them, such as 25,26,27",
    )
    group.add_argument("--judge-epochs", type=int, help="how many epochs that other network trains")
    group.add_argument(
        "--settling-epochs", type=int, help="further epochs with small steps and more of MNIST's digits"
    )


def _add_options_of_things(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--without-writers", help="writers to judge by and not to learn from, such as 25,26,27"
    )
    group.add_argument("--fonts", help="a folder of fonts, for more letters than those of matplotlib's fonts")
    group.add_argument("--icons", help="a folder of icons, SVG files whose pictures are lines")
    group.add_argument("--pictures", help="a folder of photographs without digits")


def _check_options(arguments: argparse.Namespace, recipe: Recipe) -> None:
    """Raise a DataError if an option is given that the network does not take."""
    special = frozenset().union(*(one.options for one in RECIPES.values()))
    for name in sorted(special - recipe.options):
        if getattr(arguments, name) is not None:
            raise DataError(f"The network {arguments.network} takes no --{name.replace('_', '-')}.")


def _check_target(target: Path, n_bytes: int) -> None:
    """Raise a DataError before training if its result could not be written."""
    folder = target.parent
    if not folder.is_dir():
        raise DataError(f"There is no folder {str(folder)!r} to write into.")
    if target.is_dir() or not os.access(folder, os.W_OK):
        raise DataError(f"{str(target)!r} cannot be written.")
    if shutil.disk_usage(folder).free < n_bytes:
        raise DataError(f"There is no room in {str(folder)!r}: the network needs {n_bytes // 2**20 + 1} MB.")


def _write(data: bytes, path: Path) -> None:
    """Write a file completely or not at all.

    Raises:
        DataError: If it cannot be written.
    """
    try:
        atomic_file.write(data, path)
    except OSError as error:
        raise DataError(f"{path.name} was not written: {error.strerror or error}.") from error


def main(argv: list[str] | None = None) -> int:
    """Train from the command line; return the exit status."""
    arguments = _arguments(argv)
    recipe = RECIPES[arguments.network]
    try:
        _check_options(arguments, recipe)
        network, out = recipe.network(), Path(arguments.out)
        _check_target(out, 4 * network.n_weights + 2**20)
        trained = recipe.train(arguments, network)
        card = json.dumps(trained.card, indent=2, ensure_ascii=False) + "\n"
        _write(trained.network, out)
        _write(card.encode(), out.with_suffix(".json"))
    except (DataError, NetworkError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(card)
    return 0
