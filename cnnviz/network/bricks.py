"""Layers in a row that need not fit: what is wrong at which of them, and the network that they make."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.errors import NetworkError, sentence
from cnnviz.network.checks import Shape, by, check
from cnnviz.network.kinds import (
    Activation,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    Layer,
    Pooling2D,
)
from cnnviz.network.network import Network

#: What goes into a network here, one digit, and how many classes come out of it.
DIGIT: Shape = (28, 28, 1)
N_CLASSES = 10


def check_bricks(bricks: Sequence[Layer], input_shape: Shape = DIGIT) -> list[str]:
    """Return a sentence for each brick: what is wrong there, or "".

    Of those behind the first that does not fit nothing is known, and nothing is said.

    >>> check_bricks([Dense(10, "softmax")])
    ['Dense needs one column of numbers, not 28 × 28 × 1. Put a Flatten before it.']
    """
    fault = next(filter(None, (_misfit(bricks, n, input_shape) for n in range(len(bricks)))), None)
    if fault is None and bricks and (ending := _ending(bricks, input_shape)):
        fault = len(bricks) - 1, ending
    return [fault[1] if fault and fault[0] == n else "" for n in range(len(bricks))]


def _misfit(bricks: Sequence[Layer], n: int, input_shape: Shape) -> tuple[int, str] | None:
    """Return the number of a brick and what is wrong when it is put behind those before it."""
    try:
        Network(input_shape, tuple(bricks[: n + 1]))
    except NetworkError as error:
        return n, _advice(bricks, n, input_shape) or sentence(error)
    return None


def check_reads_digits(network: Network) -> None:
    """Raise a NetworkError unless this takes a digit and gives ten probabilities."""
    check(
        network.input_shape == DIGIT, f"Digits are {DIGIT}: give the network that input.", network.input_shape
    )
    ending = _ending(network.layers, network.input_shape)
    check(not ending, ending, network.output_shapes[-1])


def _advice(bricks: Sequence[Layer], n: int, input_shape: Shape) -> str:
    """Return what a brick misses that one before it has taken away, and what to do, or ""."""
    brick, shapes = bricks[n], [input_shape, *_shapes(bricks[:n], input_shape)]
    changes = [m for m in range(1, n + 1) if shapes[m][:2] != shapes[m - 1][:2]]
    if not changes or not isinstance(brick, Conv2D | Pooling2D | GlobalAveragePooling2D):
        return ""
    if len(shapes[n]) == 1:
        flat = next(m for m in changes if len(shapes[m]) == 1)
        return (
            f"{type(brick).__name__} needs maps, with height and width, but {_named(bricks, flat)}, makes "
            f"one column of numbers of them. Move layer {n + 1} before layer {flat}, or remove layer {flat}."
        )
    if isinstance(brick, GlobalAveragePooling2D) or brick.fits(shapes[n]):
        return ""
    return (
        f"Its window spans {by(brick.spans)}, but {_named(bricks, changes[-1])}, leaves only "
        f"{by(shapes[n][:2])}. Make the window smaller in one of the two, or choose padding same."
    )


def _named(bricks: Sequence[Layer], place: int) -> str:
    """Return the place, counted from 1, and the kind of a brick."""
    return f"layer {place}, {type(bricks[place - 1]).__name__}"


def _shapes(bricks: Sequence[Layer], input_shape: Shape) -> tuple[Shape, ...]:
    """Return the shapes that bricks which fit give out."""
    return Network(input_shape, tuple(bricks)).output_shapes if bricks else ()


def _ending(bricks: Sequence[Layer], input_shape: Shape) -> str:
    """Return what is wrong with the end of bricks that fit, and what to do, or ""."""
    if _ends(bricks, input_shape):
        return ""
    shape, last = _shapes(bricks, input_shape)[-1], bricks[-1]
    if len(bricks) > 1 and _ends(bricks[:-1], input_shape):
        todo = "Move this one up, or remove it."
    elif isinstance(last, Dense | Activation) and shape == (N_CLASSES,):
        todo = "Set its activation to softmax."
    elif isinstance(last, Dense):
        todo = f"Set its units to {N_CLASSES} and its activation to softmax."
    else:
        flat = "" if len(shape) == 1 else "a Flatten and "
        todo = f"Add {flat}a Dense behind it, with {N_CLASSES} units and softmax."
    return f"The last layer must give {N_CLASSES} probabilities. {todo}"


def _ends(bricks: Sequence[Layer], input_shape: Shape) -> bool:
    """Return whether bricks that fit end in the probabilities of the classes."""
    last = bricks[-1]
    softmax = isinstance(last, Dense | Activation) and last.activation == "softmax"
    return softmax and _shapes(bricks, input_shape)[-1] == (N_CLASSES,)


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
