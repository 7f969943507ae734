"""Convert layers to the short text in a link, and back. A stranger may write the text, so it is limited.

The text lists the layers, as in `conv 32 3x3 relu - max 2x2 - flatten - dense 10 softmax`. A layer takes the
output of the one before it, unless one of these follows its settings, in this order:

    named skip         its name is skip
    with skip input    it takes these outputs besides that of the layer before
    from skip input    it takes only these outputs; `previous` is that of the layer before
"""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.network.checks import check
from cnnviz.network.kinds import KINDS
from cnnviz.network.layer import Layer
from cnnviz.network.network import Network
from cnnviz.network.node import PREVIOUS, Brick, Node, as_node, is_name, names_of
from cnnviz.network.terms import ACTIVATIONS

#: The default limit of layers in a text: as many as the Build page shows.
MAX_BRICKS = 24
#: The most characters for `MAX_BRICKS` layers: more than the longest ones need.
MAX_CHARACTERS = 10_000
BETWEEN = " - "
NAMED, WITH, FROM = "named", "with", "from"

_KIND_OF = {kind.word: kind for kind in KINDS.values()}


def to_text(layers: Network | Sequence[Brick]) -> str:
    r"""Return layers as text.

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
    """Return the layers that a text describes. They need not fit together.

    >>> from_text("max 2 - flatten - dense 10 softmax")[0]
    MaxPooling2D(pool_size=(2, 2), strides=(2, 2), padding='valid')
    >>> from_text("conv 8 3x3 padding same - add with input")[1].inputs
    ('previous', 'input')

    Args:
        text: Text as from `to_text`.
        most: The maximum number of layers.

    Raises:
        NetworkError: If there is no layer, there are more than `most`, or a setting is out of bounds.
    """
    longest = MAX_CHARACTERS * max(1, most // MAX_BRICKS)
    check(len(text) <= longest, "The text of a network is too long.", len(text))
    bricks = text.split(BETWEEN)
    check(len(bricks) <= most, f"A network in a link has at most {most} layers.", len(bricks))
    layers = tuple(_brick(brick) for brick in bricks)
    names_of(layers)  # raises if two have the same name
    return layers


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
    check(len(inputs) != 1, "The inputs of a layer are missing.", text[:80])
    check(all(map(is_name, name[1:])), "The name of a layer must consist of letters and digits.", name)
    layer = _layer(words)
    if not name and not inputs:
        return layer
    first = (PREVIOUS,) if not inputs or inputs[0] == WITH else ()
    return Node(layer, (*first, *inputs[1:]), name[1] if name else "")


def _split(words: list[str], marks: set[str]) -> tuple[list[str], list[str]]:
    """Return the words before the first of the marks, and the words from there on."""
    at = next((n for n, word in enumerate(words) if word in marks), len(words))
    return words[:at], words[at:]


def _layer(words: list[str]) -> Layer:
    first, *rest = words or [""]
    if first in ACTIVATIONS:
        check(not rest, "An activation has no settings.", " ".join(words)[:80])
        return _KIND_OF[""].from_words(words)
    known = ", ".join(filter(None, _KIND_OF))
    check(first != "" and first in _KIND_OF, f"A layer must begin with {known}, or an activation.", first)
    return _KIND_OF[first].from_words(rest)
