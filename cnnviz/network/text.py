"""Layers as one short text, and back: what stands in a link. A stranger's text, so all has its bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import Field, fields
from typing import Any

from cnnviz.errors import NetworkError
from cnnviz.network.checks import check
from cnnviz.network.kinds import ACTIVATIONS, KINDS, Activation, Layer
from cnnviz.network.network import Network

MAX_BRICKS = 24
#: The most filters, units, and cells of a window, stride or dilation that a text may ask for.
MAX_FILTERS, MAX_UNITS, MAX_WINDOW = 1024, 4096, 28
#: More than `MAX_BRICKS` of the longest need.
MAX_LETTERS = 4000
BETWEEN = " - "

#: The word that a brick begins with; an Activation is its function's name alone.
WORDS = {
    "conv": "Conv2D",
    "max": "MaxPooling2D",
    "average": "AveragePooling2D",
    "norm": "BatchNormalization",
    "dropout": "Dropout",
    "flatten": "Flatten",
    "global-average": "GlobalAveragePooling2D",
    "dense": "Dense",
}
_WORD_OF = {kind: word for word, kind in WORDS.items()}
#: Settings that always stand there, in this order and without their names.
_FIRST = ("filters", "units", "kernel_size", "pool_size", "rate")
_PAIRS = ("kernel_size", "pool_size", "strides", "dilation_rate")


def to_text(layers: Network | Sequence[Layer]) -> str:
    r"""Return layers as a text.

    >>> from cnnviz.network import lecture_network
    >>> print(to_text(lecture_network()).replace(" - ", "\n"))
    conv 32 3x3 relu
    max 2x2
    dropout 0.25
    flatten
    dense 128 relu
    dropout 0.5
    dense 10 softmax
    """
    bricks = layers.layers if isinstance(layers, Network) else layers
    return BETWEEN.join(" ".join(_words(brick)) for brick in bricks)


def from_text(text: str) -> tuple[Layer, ...]:
    """Return the layers that a text tells, which need not fit.

    >>> from_text("max 2 - flatten - dense 10 softmax")[0]
    MaxPooling2D(pool_size=(2, 2), strides=(2, 2), padding='valid')

    Raises:
        NetworkError: if it tells none, more than `MAX_BRICKS`, or one with settings out of range.
    """
    check(len(text) <= MAX_LETTERS, "The text of a network is too long.", len(text))
    bricks = text.split(BETWEEN)
    check(len(bricks) <= MAX_BRICKS, f"{MAX_BRICKS} layers are the most.", len(bricks))
    return tuple(_brick(brick) for brick in bricks)


def _words(brick: Layer) -> list[str]:
    if isinstance(brick, Activation):
        return [brick.activation]
    first = [_WORD_OF[type(brick).__name__]]
    named: list[str] = []
    for field in fields(brick):
        value = getattr(brick, field.name)
        if field.name in _FIRST:
            first.append(_written(value))
        elif value != _usual(brick, field):
            bare = field.name == "activation"
            (first if bare else named).extend([value] if bare else [field.name, _written(value)])
    return first + named


def _usual(brick: Layer, field: Field[Any]) -> Any:
    """Return what a setting is when it does not stand there: a pooling's strides are its window's."""
    usual = getattr(brick, "pool_size", None) if field.name == "strides" else None
    return field.default if usual is None else usual


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _brick(text: str) -> Layer:
    word, *rest = text.split(" ")
    if word in ACTIVATIONS:
        check(not rest, "An activation has no settings.", text)
        return Activation(word)
    check(word in WORDS, f"A layer begins with one of {', '.join(WORDS)}, or an activation.", word)
    kind = KINDS[WORDS[word]]
    settings = _settings(kind, rest, text)
    try:
        return kind(**settings)  # type: ignore[no-any-return]
    except TypeError as error:
        raise NetworkError(f"Some settings of the layer are missing. Received: {text[:80]!r}") from error


def _settings(kind: type[Any], words: list[str], text: str) -> dict[str, Any]:
    """Return the settings that the words after the first tell: values first, then names with values."""
    names = [field.name for field in fields(kind)]
    found: dict[str, Any] = {}
    waiting = [name for name in names if name in _FIRST]
    left = iter(words)
    for word in left:
        if waiting:
            name, value = waiting.pop(0), word
        elif word in ACTIVATIONS and "activation" in names:
            name, value = "activation", word
        else:
            name, value = word, next(left, "")
        check(name in names and name not in found, "A layer's settings cannot be read.", text)
        found[name] = _read(name, value)
    return found


def _read(name: str, value: str) -> Any:
    """Return a setting's value; what is in range, its layer says as well."""
    if name in _PAIRS:
        sides = [_whole(side, MAX_WINDOW) for side in value.split("x")]
        return sides * 2 if len(sides) == 1 else sides
    if name in ("filters", "units"):
        return _whole(value, MAX_FILTERS if name == "filters" else MAX_UNITS)
    if name in ("padding", "activation"):
        return value
    if name in ("use_bias", "center", "scale"):
        check(value in ("yes", "no"), f"{name} is yes or no.", value)
        return value == "yes"
    check(
        re.fullmatch(r"\d{1,3}(\.\d{1,20})?(e-?\d{1,3})?", value) is not None,
        f"{name} needs a number.",
        value,
    )
    return float(value)


def _whole(text: str, most: int) -> int:
    fits = re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII) is not None and int(text) <= most
    check(fits, f"Here a whole number from 1 to {most:,} is needed.", text)
    return int(text)
