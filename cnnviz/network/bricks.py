"""Layers in a row that need not fit: what is wrong at which of them, and the network that they make."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.errors import NetworkError, sentence
from cnnviz.network.checks import Shape, check
from cnnviz.network.kinds import Activation, Dense, Dropout, Layer
from cnnviz.network.network import Network

#: What goes into a network here, one digit, and how many classes come out of it.
DIGIT: Shape = (28, 28, 1)
N_CLASSES = 10


def check_bricks(bricks: Sequence[Layer], input_shape: Shape = DIGIT) -> list[str]:
    """Return a sentence for each brick: what is wrong there, or "".

    Of those behind the first that does not fit nothing is known, and nothing is said.

    >>> check_bricks([Dense(10, "softmax")])
    ['Dense needs one axis: put a Flatten before it.']
    """
    fault = next(filter(None, (_misfit(bricks, n, input_shape) for n in range(len(bricks)))), None)
    if fault is None and bricks and (ending := _ending(Network(input_shape, tuple(bricks)))):
        fault = len(bricks) - 1, ending
    return [fault[1] if fault and fault[0] == n else "" for n in range(len(bricks))]


def _misfit(bricks: Sequence[Layer], n: int, input_shape: Shape) -> tuple[int, str] | None:
    """Return the number of a brick and what is wrong when it is put behind those before it."""
    try:
        Network(input_shape, tuple(bricks[: n + 1]))
    except NetworkError as error:
        return n, sentence(error)
    return None


def check_reads_digits(network: Network) -> None:
    """Raise a NetworkError unless this takes a digit and gives ten probabilities."""
    check(
        network.input_shape == DIGIT, f"Digits are {DIGIT}: give the network that input.", network.input_shape
    )
    check(not (ending := _ending(network)), ending, network.output_shapes[-1])


def _ending(network: Network) -> str:
    """Return what is wrong with a network's end, or ""."""
    shape, last = network.output_shapes[-1], network.layers[-1]
    if shape == (N_CLASSES,) and isinstance(last, Dense | Activation) and last.activation == "softmax":
        return ""
    return f"The end must give {N_CLASSES} probabilities: Dense with {N_CLASSES} units and softmax."


def of(bricks: Sequence[Layer], input_shape: Shape = DIGIT) -> Network:
    """Return the network that the bricks make.

    Raises:
        NetworkError: with the place of the brick that does not fit, and what is wrong there.
    """
    for n, fault in enumerate(check_bricks(bricks, input_shape), start=1):
        if fault:
            raise NetworkError(f"Layer {n}, {type(bricks[n - 1]).__name__}, does not fit. {fault}")
    return Network(input_shape, tuple(bricks))


def fitting(bricks: Sequence[Layer], input_shape: Shape = DIGIT) -> tuple[Layer, ...]:
    """Return the bricks before the first that does not fit; where only the end is missing, all."""
    misfit = next(filter(None, (_misfit(bricks, n, input_shape) for n in range(len(bricks)))), None)
    return tuple(bricks if misfit is None else bricks[: misfit[0]])


def without_dropout(network: Network) -> Network:
    """Return the same network without its Dropout layers."""
    return Network(
        network.input_shape,
        tuple(layer for layer in network.layers if not isinstance(layer, Dropout)),
    )
