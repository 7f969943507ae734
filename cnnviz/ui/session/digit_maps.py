"""The maps of all digits, computed in the background, once for all visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.lessons.digit_map import DigitMap, OwnPlace
from cnnviz.network import INPUT
from cnnviz.ui.session import loaded_digits, worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

#: The digits of the map: 100 of each class, on which no network has been trained.
SOURCE = "bundled"
#: The number of maps that are kept; each takes less than a megabyte.
KEPT = 32

_maps: Answers[DigitMap] = Answers(KEPT)
_places: Answers[OwnPlace] = Answers()


def mapped_digits() -> mnist.Digits:
    """Return the digits; the map shows their test part. They are shared: do not change them."""
    return loaded_digits.loaded(SOURCE)


def number_of(index: int) -> int:
    """Return the number of a digit of the map among all bundled digits."""
    return index * mnist.BUNDLED_TEST_EVERY


def index_of(number: int) -> int | None:
    """Return the place of a bundled digit on the map, or None if it is not among its digits.

    >>> index_of(1530), index_of(1531)
    (306, None)
    """
    index, rest = divmod(number, mnist.BUNDLED_TEST_EVERY)
    return None if rest else index


def key_of(network: NetworkFile, layer: str) -> Hashable:
    """Return what identifies a map; that of the pixels is the same for all networks."""
    return ("", INPUT) if layer == INPUT else (network.digest, layer)


def digit_map(network: NetworkFile, layer: str) -> DigitMap | None:
    """Return the map by a layer's outputs, or None if it is not ready yet.

    Args:
        network: The network.
        layer: The name of a node, or "input" for the pixels.

    Raises:
        NetworkError: If the network cannot take digits.
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _maps.answer(*_question(network, layer))


def is_ready(network: NetworkFile, layer: str) -> bool:
    """Return whether `digit_map` would return or raise without waiting."""
    return _maps.is_ready(*_question(network, layer))


def own_place(network: NetworkFile, layer: str, digit: Array) -> OwnPlace | None:
    """Return where a digit (28, 28) stands on the map, or None if it is not known yet.

    Raises:
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _places.answer(*_place_question(network, layer, digit))


def is_placed(network: NetworkFile, layer: str, digit: Array) -> bool:
    """Return whether `own_place` would return or raise without waiting."""
    return _places.is_ready(*_place_question(network, layer, digit))


def _place_question(
    network: NetworkFile, layer: str, digit: Array
) -> tuple[Hashable, Callable[[], OwnPlace]]:
    """Return the key of a digit's place, and the function that computes it."""
    copied = digit.astype(np.float32)
    question = (key_of(network, layer), copied.tobytes())
    return question, lambda: worker_processes.workers().own_place(network, layer, copied)


def _question(network: NetworkFile, layer: str) -> tuple[Hashable, Callable[[], DigitMap]]:
    """Return the key of a map, and the function that computes it."""
    return key_of(network, layer), lambda: worker_processes.workers().digit_map(network, layer)
