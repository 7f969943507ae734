"""What is said of a whole network: where its parameters sit, where the work is, and how both are counted."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.figures import captions
from cnnviz.figures.opened_network import OpenedNetwork, Section
from cnnviz.network import LayerCost, Network, Shape, by
from cnnviz.network.families import Convolving

SCALE = (
    "The height and width of the maps are to scale. "
    "The thickness grows with the square root of the number of channels. "
    "The length of a column grows with the square root of its units."
)
#: A layer with at least this share of all parameters is named alone.
MOST = 0.3


def headline(network: Network, drawing: OpenedNetwork) -> str:
    """Return where the parameters sit and where the work is, in two sentences.

    >>> from cnnviz.architectures import ARCHITECTURES
    >>> from cnnviz.figures.opened_network import opened
    >>> network = ARCHITECTURES["vgg16"]()
    >>> headline(network, opened(network))
    'The layer fc1 has 74.3 % of the parameters. The convolutions do 99.2 % of the multiplications.'
    """
    if not drawing.parameters:
        return "This network has no parameters."
    first = max(drawing.costs, key=lambda one: one.parameters)
    share = first.parameters / drawing.parameters
    convolve = {node.name for node in network.nodes if isinstance(node.layer, Convolving)}
    if share < MOST:
        held = sum(one.parameters for one in drawing.costs if one.name in convolve) / drawing.parameters
        sentence = f"The convolutions have {captions.share(held)} of the parameters."
    else:
        sentence = f"The layer {first.name} has {captions.share(share)} of the parameters."
    if not drawing.multiplications:
        return sentence
    work = sum(one.multiplications for one in drawing.costs if one.name in convolve) / drawing.multiplications
    subject = "They" if share < MOST else "The convolutions"
    return f"{sentence} {subject} do {captions.share(work)} of the multiplications."


def told(section: Section) -> str:
    """Return what a folded block consists of, or that a layer does not fit.

    >>> from cnnviz.architectures import ARCHITECTURES
    >>> from cnnviz.figures.opened_network import opened
    >>> told(opened(ARCHITECTURES["resnet50"]()).sections[2])
    '3 residual blocks with 32 layers in all → 56 × 56 × 256'
    """
    if not section.shape:
        return f"{section.title.capitalize()} does not fit here."
    layers = f"with {len(section.layers)} layers"
    if section.count > 1:
        return f"{section.count} {section.title}s {layers} in all → {by(section.shape)}"
    return f"{section.title.capitalize()} {layers} → {by(section.shape)}"


def work(cost: LayerCost) -> str:
    """Return how a layer's multiplications are counted: those at one place of its maps, times the places.

    >>> from cnnviz.network import costs, lecture_network
    >>> work(costs(lecture_network())[0])
    '26·26 places · 288 = 194,688'
    """
    shape, number = cost.output_shape, cost.multiplications
    if len(shape) != 3 or not number or number % (shape[0] * shape[1]):
        return f"{number:,}"
    return f"{shape[0]}·{shape[1]} places · {number // (shape[0] * shape[1]):,} = {number:,}"


def alt(input_shape: Shape, sections: Sequence[Section]) -> str:
    """Return what a screen reader says of the drawing."""
    blocks = ", ".join(map(_spoken, sections))
    return f"The network as volumes: input {by(input_shape)}, {blocks}."


def _spoken(section: Section) -> str:
    times = f" times {section.count}" if section.count > 1 else ""
    return f"{section.title}{times} {by(section.shape) if section.shape else 'does not fit'}"
