"""Layers as one short text, and back: what stands in a link. A stranger's text, so all has its bounds.

Layers are told one after the other, `conv 32 3x3 relu - max 2x2 - flatten - dense 10 softmax`. A layer takes
what the one before gives; in a graph it may say otherwise, after its settings and in this order:

    named skip         it is called so
    with skip input    it takes these besides the layer before
    from skip input    it takes these alone; `previous` is the layer before
"""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.network.checks import check
from cnnviz.network.kinds import KINDS
from cnnviz.network.layer import Layer
from cnnviz.network.network import Network
from cnnviz.network.node import PREVIOUS, Brick, Node, as_node, is_name, names_of
from cnnviz.network.terms import ACTIVATIONS

#: The most layers of a text, if nothing else is said: as many as the Build page shows.
MAX_BRICKS = 24
#: More than `MAX_BRICKS` of the longest need.
MAX_LETTERS = 10_000
BETWEEN = " - "
NAMED, WITH, FROM = "named", "with", "from"

_KIND_OF = {kind.word: kind for kind in KINDS.values()}


def to_text(layers: Network | Sequence[Brick]) -> str:
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
    bricks = layers.bricks if isinstance(layers, Network) else layers
    return BETWEEN.join(" ".join(_words(as_node(brick))) for brick in bricks)


def from_text(text: str, most: int = MAX_BRICKS) -> tuple[Brick, ...]:
    """Return the layers that a text tells, which need not fit.

    >>> from_text("max 2 - flatten - dense 10 softmax")[0]
    MaxPooling2D(pool_size=(2, 2), strides=(2, 2), padding='valid')
    >>> from_text("conv 8 3x3 padding same - add with input")[1].inputs
    ('previous', 'input')

    Args:
        text: as `to_text` writes it.
        most: how many layers are taken.

    Raises:
        NetworkError: if it tells none, more than `most`, or one with settings out of range.
    """
    longest = MAX_LETTERS * max(1, most // MAX_BRICKS)
    check(len(text) <= longest, "The text of a network is too long.", len(text))
    bricks = text.split(BETWEEN)
    check(len(bricks) <= most, f"{most} layers are the most.", len(bricks))
    told = tuple(_brick(brick) for brick in bricks)
    names_of(told)  # each has a name of its own
    return told


def _words(node: Node) -> list[str]:
    words = node.layer.words()
    words += [NAMED, node.name] if node.name else []
    if node.inputs[0] == PREVIOUS:
        return words + ([WITH, *node.inputs[1:]] if node.inputs[1:] else [])
    return [*words, FROM, *node.inputs]


def _brick(text: str) -> Brick:
    words = text.split(" ")
    words, inputs = _split(words, {WITH, FROM})
    words, name = _split(words, {NAMED})
    check(len(name) in (0, 2), "A layer has one name.", text[:80])
    check(len(inputs) != 1, "What a layer takes is missing.", text[:80])
    check(all(is_name(one) for one in name[1:]), "A layer's name needs letters and digits.", name)
    layer = _layer(words)
    if not name and not inputs:
        return layer
    first = (PREVIOUS,) if not inputs or inputs[0] == WITH else ()
    return Node(layer, (*first, *inputs[1:]), name[1] if name else "")


def _split(words: list[str], marks: set[str]) -> tuple[list[str], list[str]]:
    """Return the words before the first of some marks, and those from there on."""
    at = next((n for n, word in enumerate(words) if word in marks), len(words))
    return words[:at], words[at:]


def _layer(words: list[str]) -> Layer:
    first, *rest = words or [""]
    if first in ACTIVATIONS:
        check(not rest, "An activation has no settings.", " ".join(words)[:80])
        return _KIND_OF[""].from_words(words)
    known = ", ".join(filter(None, _KIND_OF))
    check(first != "" and first in _KIND_OF, f"A layer begins with one of {known}, or an activation.", first)
    return _KIND_OF[first].from_words(rest)
