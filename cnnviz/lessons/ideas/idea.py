"""An idea of an architecture as a value: networks that differ in one thing, and how they are trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cnnviz.mnist import CLASS_NAMES
from cnnviz.network import Brick, Dense, GlobalAveragePooling2D, LayerCost, Network, costs
from cnnviz.runs import RunSettings

#: The numbers of layers of the plain and of the residual stack.
DEPTHS = tuple(range(4, 41, 2))
SEED, BATCH_SIZE = 1, 64
#: A network that ends in the mean of each map learns slowly; larger steps than usual suit it.
LEARNING_RATE = 0.005


@dataclass(frozen=True)
class Options:
    """What a visitor can set; an idea takes those that are in its `options`."""

    depth: int = 20
    """The number of convolutions in the stack, one of `DEPTHS`."""
    normalization: bool = False
    """Whether a batch normalization follows each convolution."""
    initializer: str = "glorot_uniform"
    """How the kernels begin, a key of `runs.INITIALIZERS`."""


@dataclass(frozen=True)
class Contender:
    """One of the networks that are compared.

    Attributes:
        name: Its name on the screen.
        settings: The network and the settings of its training.
        block: The names of the layers in which it differs from the others.
        repeats: How often such a block stands in the network.
        note: What differs, if it is no layer.
    """

    name: str
    settings: RunSettings
    block: tuple[str, ...] = ()
    repeats: int = 1
    note: str = ""

    @property
    def network(self) -> Network:
        """The network."""
        return self.settings.network

    @property
    def block_costs(self) -> list[LayerCost]:
        """The cost of each layer of the block."""
        return [one for one in costs(self.network) if one.name in self.block]


@dataclass(frozen=True)
class Idea:
    """An idea, and the networks that show it.

    Attributes:
        title: Its name on the screen.
        question: What its experiment answers.
        watch: What to look at while the networks train.
        source: The paper that brought it.
        contenders: Returns the networks, in the order in which they are trained.
        options: The names of the `Options` that it takes.
    """

    title: str
    question: str
    watch: str
    source: str
    contenders: Callable[[Options], tuple[Contender, ...]]
    options: tuple[str, ...] = ()


def training(network: Network, epochs: int) -> RunSettings:
    """Return the settings of a short training of a `classified` network."""
    return RunSettings(network, epochs, BATCH_SIZE, SEED, learning_rate=LEARNING_RATE)


def classified(input_shape: tuple[int, ...], bricks: Sequence[Brick]) -> Network:
    """Return a network for digits: the layers, the mean of each map, and a score for each digit."""
    end = (GlobalAveragePooling2D(), Dense(len(CLASS_NAMES), activation="softmax"))
    return Network(input_shape, [*bricks, *end])
