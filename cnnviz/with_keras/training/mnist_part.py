"""The part of MNIST that a network of the command line learns from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cnnviz import mnist
from cnnviz.mnist import Digits


def mnist_part(source: str | Path, *, exclude_bundled: bool) -> Digits:
    """Return the digits of `mnist.load`, without the bundled ones if they are to judge by.

    A file with as many digits as MNIST that holds all bundled ones is MNIST, however it was packed.

    Raises:
        DataError: If the file cannot be read, or no digit is left.
    """
    digits = mnist.load(source)
    if not exclude_bundled:
        return digits
    rest = mnist.without(digits, mnist.bundled()[0])
    complete = len(digits.x_train) == mnist.N_TRAIN and len(digits.x_test) == mnist.N_TEST
    if complete and len(digits.x_train) - len(rest.x_train) == mnist.N_BUNDLED:
        return replace(rest, source=mnist.CREDIT)
    return rest
