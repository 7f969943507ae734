"""A published architecture as a value: its network, its paper, what it brought, its error, its variants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from cnnviz.network import Network
from cnnviz.network.families import Convolving

#: Which numbers a published count counts: all weights, only those that are learned, or only the convolutions'
#: kernels, without biases.
Counting: TypeAlias = Literal["all", "learned", "kernels"]


class Paper(NamedTuple):
    """Where an architecture was published."""

    authors: str
    title: str
    venue: str
    """The conference or journal with its year, such as "CVPR 2016"."""
    link: str


class TopFive(NamedTuple):
    """A top-5 error in ImageNet's contest: how often the right class is not among the five best."""

    percent: float
    data: Literal["validation", "test"]
    """The photos on which it was measured."""
    n_networks: int
    """1 for one network; more for several whose answers are averaged."""
    source: str
    """Where the number stands, and what there is to know about it."""


@dataclass(frozen=True)
class Variant:
    """A version of an architecture, or a way to count it, that explains a published number."""

    name: str
    sentence: str
    """What differs, in one sentence."""
    published: str
    """Where this number stands, in one sentence."""
    link: str
    """The address of that place; "" where no single place is meant."""
    build: Callable[[], Network]
    counting: Counting = "all"

    @property
    def network(self) -> Network:
        """The network of this version. It is built when first asked for, and kept."""
        return built(self.build)

    @property
    def count(self) -> int:
        """The number of parameters, counted as the publication counts."""
        return counted(self.network, self.counting)


@dataclass(frozen=True)
class Architecture:
    """A published architecture. Called, it returns its network.

    >>> from cnnviz.architectures import ARCHITECTURES
    >>> ARCHITECTURES["vgg16"].year, ARCHITECTURES["vgg16"]().n_weights
    (2014, 138357544)
    """

    title: str
    """Its name for readers, such as "VGG-16"."""
    year: int
    build: Callable[[], Network]
    paper: Paper
    brought: tuple[str, ...]
    """What was new, in short sentences."""
    errors: tuple[TopFive, ...] = ()
    """Its errors in ImageNet's contest: of one network first, then of what was handed in."""
    no_error: str = ""
    """Why there is no error; "" if there is one."""
    variants: tuple[Variant, ...] = ()
    """What explains published numbers that contradict each other; the first is the published network."""

    def __call__(self) -> Network:
        """Return the network. It is built at the first call, and kept."""
        return built(self.build)


@cache
def built(build: Callable[[], Network]) -> Network:
    """Return what a function makes, each time the same network. No weights are allocated."""
    return build()


def counted(network: Network, counting: Counting) -> int:
    """Return a network's number of parameters.

    Args:
        network: The layers.
        counting: "all" as Keras's `count_params`; "learned" without the statistics of batch normalization;
            "kernels" for the kernels of the convolutions alone, without biases.

    >>> from cnnviz.network import Conv2D, BatchNormalization
    >>> small = Network((8, 8, 1), [Conv2D(2), BatchNormalization()])
    >>> counted(small, "all"), counted(small, "learned"), counted(small, "kernels")
    (28, 24, 18)
    """
    if counting == "all":
        return network.n_weights
    if counting == "learned":
        return sum(network.trainable)
    convolutions = (node for node in network.nodes if isinstance(node.layer, Convolving))
    arrays = (weight for node in convolutions for weight in node.layer.weights(*network.input_shapes(node)))
    return sum(weight.size for weight in arrays if weight.name != "bias")
