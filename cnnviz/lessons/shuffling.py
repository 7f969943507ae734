"""Does a network know neighbours? Two networks of one size, on digits and on shuffled digits."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.mnist import Digits
from cnnviz.network import Conv2D, Dense, Flatten, MaxPooling2D, Network
from cnnviz.runs import Settings

SEED = 1
EPOCHS = 8
SIZE = 28

#: Every pixel a number of its own, in no order: a hidden layer, then the ten outputs.
DENSE = Network((SIZE, SIZE, 1), (Flatten(), Dense(16, activation="relu"), Dense(10, activation="softmax")))
#: As many weights, within a hundredth, in two convolutions with pooling.
CNN = Network(
    (SIZE, SIZE, 1),
    (
        Conv2D(16, activation="relu"),
        MaxPooling2D(),
        Conv2D(32, activation="relu"),
        MaxPooling2D(),
        Flatten(),
        Dense(10, activation="softmax"),
    ),
)


class Entry(NamedTuple):
    """One of the four runs: its name, the kind of its network, and whether its pixels are shuffled."""

    name: str
    kind: str
    shuffled: bool
    settings: Settings


def order(seed: int = SEED) -> npt.NDArray[np.int64]:
    """Return from which pixel each of the 784 is taken; the same for every digit."""
    return np.random.default_rng(seed).permutation(SIZE * SIZE)


def shuffled(images: npt.NDArray[np.generic], seed: int = SEED) -> npt.NDArray[np.generic]:
    """Return (..., 28, 28) pictures with their pixels shuffled, each in the same way."""
    flat = images.reshape(*images.shape[:-2], SIZE * SIZE)
    return np.ascontiguousarray(flat[..., order(seed)].reshape(images.shape))


def shuffled_digits(digits: Digits, seed: int) -> Digits:
    """Return the digits, those to train on and those to judge by, all shuffled in the same way."""
    return replace(
        digits,
        x_train=shuffled(digits.x_train, seed).astype(np.uint8),
        x_test=shuffled(digits.x_test, seed).astype(np.uint8),
    )


def entries(epochs: int = EPOCHS) -> tuple[Entry, ...]:
    """Return the four runs, in the order in which they are trained."""
    return tuple(
        Entry(
            f"{kind}, {'shuffled' if mixed else 'in order'}",
            kind,
            mixed,
            Settings(network, epochs=epochs, seed=SEED, shuffle=SEED if mixed else None),
        )
        for kind, network in (("Dense", DENSE), ("CNN", CNN))
        for mixed in (False, True)
    )
