"""Do neighbouring pixels matter to a network? Two networks of one size, on digits and on shuffled digits."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz.data_sets import DataSet
from cnnviz.mnist import INPUT_SHAPE, N_CLASSES
from cnnviz.network import Conv2D, Dense, Flatten, MaxPooling2D, Network
from cnnviz.runs import RunSettings

SEED = 1
EPOCHS = 8

AnyDataSet = TypeVar("AnyDataSet", bound=DataSet)
Value = TypeVar("Value", bound=np.generic)

#: A hidden layer, then an output for each digit. The order of the pixels does not matter.
DENSE = Network(
    INPUT_SHAPE, (Flatten(), Dense(16, activation="relu"), Dense(N_CLASSES, activation="softmax"))
)
#: The same number of weights, within one percent, in two convolutions with pooling.
CNN = Network(
    INPUT_SHAPE,
    (
        Conv2D(16, activation="relu"),
        MaxPooling2D(),
        Conv2D(32, activation="relu"),
        MaxPooling2D(),
        Flatten(),
        Dense(N_CLASSES, activation="softmax"),
    ),
)


class Entry(NamedTuple):
    """One of the four runs: its name, the kind of its network, and whether its pixels are shuffled."""

    name: str
    kind: str
    shuffled: bool
    settings: RunSettings


def order(n_pixels: int, seed: int = SEED) -> npt.NDArray[np.int64]:
    """Return the source pixel of each shuffled pixel (n_pixels,), the same for every picture."""
    return np.random.default_rng(seed).permutation(n_pixels)


def shuffled(pictures: npt.NDArray[Value], seed: int = SEED, *, axis: int = -2) -> npt.NDArray[Value]:
    """Return pictures with their pixels shuffled, all in the same way. The channels of a pixel stay together.

    Args:
        pictures: One or more pictures, such as (height, width) or (n, height, width, channels).
        seed: The seed of the new order.
        axis: The axis of the height; the width is the next axis.
    """
    axis %= pictures.ndim
    before, (height, width), after = np.split(np.array(pictures.shape), [axis, axis + 2])
    pixels = pictures.reshape(*before, height * width, *after)
    return np.take(pixels, order(height * width, seed), axis=axis).reshape(pictures.shape)


def shuffled_data(data: AnyDataSet, seed: int) -> AnyDataSet:
    """Return a data set with the pixels of all its pictures shuffled in the same way."""
    return replace(
        data, x_train=shuffled(data.x_train, seed, axis=1), x_test=shuffled(data.x_test, seed, axis=1)
    )


def entries(epochs: int = EPOCHS) -> tuple[Entry, ...]:
    """Return the four runs, in the order in which they are trained."""
    return tuple(
        Entry(
            f"{kind}, {'shuffled' if mixed else 'in order'}",
            kind,
            mixed,
            RunSettings(network, epochs=epochs, seed=SEED, shuffle=SEED if mixed else None),
        )
        for kind, network in (("Dense", DENSE), ("CNN", CNN))
        for mixed in (False, True)
    )
