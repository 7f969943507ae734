"""Residual connections: a plain stack of convolutions against one with skips, from 4 to 40 layers deep."""

from __future__ import annotations

from collections.abc import Iterator

from cnnviz.lessons.ideas.idea import BATCH_SIZE, SEED, Contender, Idea, Options, classified
from cnnviz.mnist import INPUT_SHAPE
from cnnviz.network import Activation, BatchNormalization, Brick, Conv2D, MaxPooling2D, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.runs import RunSettings

FILTERS = 16
EPOCHS = 5
#: The share of the training digits: 2,000 of the bundled ones.
SHARE = 0.5
PLAIN, RESIDUAL = "Plain", "With skips"


def stack(options: Options, *, skips: bool) -> Network:
    """Return a stack of convolutions on maps of one size; with skips, each two of them add to their input.

    Without the skips both networks have the same weights, and compute the same.
    """
    return classified(INPUT_SHAPE, [*_stem(options), *_blocks(options, skips=skips)])


def _stem(options: Options) -> Iterator[Brick]:
    """Yield the layers that make the first maps, 7x7."""
    yield from _convolution("stem", options, strides=2)
    yield Activation("relu")
    yield Node(MaxPooling2D(), name="stem_pool")


def _blocks(options: Options, *, skips: bool) -> Iterator[Brick]:
    before = "stem_pool"
    for n in range(1, options.depth // 2 + 1):
        yield from _convolution(f"conv{n}a", options)
        yield Node(Activation("relu"), name=f"relu{n}a")
        yield from _convolution(f"conv{n}b", options)
        if skips:
            yield Node(Add(), ("previous", before), f"add{n}")
        before = f"relu{n}b"
        yield Node(Activation("relu"), name=before)


def _convolution(name: str, options: Options, strides: int = 1) -> Iterator[Brick]:
    bias = not options.normalization
    yield Node(Conv2D(FILTERS, (3, 3), (strides, strides), "same", use_bias=bias), name=name)
    if options.normalization:
        yield Node(BatchNormalization(momentum=0.9), name=f"norm_{name}")


def contenders(options: Options) -> tuple[Contender, ...]:
    """Return the stack with skips, which can be switched off while it trains, and the plain one."""
    made = []
    for name, skips in ((RESIDUAL, True), (PLAIN, False)):
        network = stack(options, skips=skips)
        settings = RunSettings(
            network,
            epochs=EPOCHS,
            batch_size=BATCH_SIZE,
            seed=SEED,
            share=SHARE,
            initializer=options.initializer,
            gradients=True,
        )
        block = network.names[network.names.index("conv1a") : network.names.index("relu1b") + 1]
        made.append(Contender(name, settings, block, options.depth // 2))
    return tuple(made)


IDEA = Idea(
    title="Skips",
    question="Why does a deep stack need skips?",
    watch="A skip adds a block's input to its output. Do the bars shrink towards the first layer?",
    source="K. He, X. Zhang, S. Ren, J. Sun, “Deep Residual Learning for Image Recognition”, CVPR 2016.",
    contenders=contenders,
    options=("depth", "normalization", "initializer"),
)
