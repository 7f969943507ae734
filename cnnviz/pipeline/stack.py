"""A row of convolutions and pooling layers, as values and as texts for a link; and some known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cnnviz.errors import NetworkError
from cnnviz.layers import Window
from cnnviz.layers.windows import PADDINGS
from cnnviz.network import Conv2D, Network, lecture_network
from cnnviz.network.families import Merging, Windowed
from cnnviz.network.pooling import Pooling2D
from cnnviz.pipeline.codecs import Text, all_texts, integer, one_of
from cnnviz.pipeline.rounds import Round

StackKind: TypeAlias = Literal["conv", "pool"]

MAX_LAYERS = 8
STACK_KINDS: tuple[StackKind, ...] = ("conv", "pool")
#: The smallest and the largest window, stride and dilation of a layer.
WINDOWS = 1, 7
LAYER_STRIDES = 1, 4
LAYER_DILATIONS = 1, 3


@dataclass(frozen=True)
class StackLayer:
    """A convolution or pooling with a square window. Pooling has no dilation."""

    kind: StackKind = "conv"
    window: int = 3
    strides: int = 1
    dilation_rate: int = 1
    padding: str = "valid"

    def __post_init__(self) -> None:
        if self.kind == "pool":
            object.__setattr__(self, "dilation_rate", 1)

    @property
    def along(self) -> Window:
        """The layer's window along either axis."""
        return Window(self.window, self.strides, self.dilation_rate, self.padding)

    @property
    def refused(self) -> bool:
        """Whether Keras's Conv2D refuses the layer: strides and dilation are both above 1."""
        return self.strides > 1 and self.dilation_rate > 1


def to_text(layer: StackLayer) -> str:
    """Return the layer as a text.

    >>> to_text(StackLayer("conv", 3, padding="same"))
    'conv 3 1 1 same'
    """
    return f"{layer.kind} {layer.window} {layer.strides} {layer.dilation_rate} {layer.padding}"


def parse(text: str) -> StackLayer:
    """Return the layer in a text.

    Raises:
        ValueError: if the text holds no layer.
    """
    kind, window, strides, dilation, padding = text[:40].split(" ")
    return StackLayer(
        one_of(STACK_KINDS).read(kind),
        integer(*WINDOWS).read(window),
        integer(*LAYER_STRIDES).read(strides),
        integer(*LAYER_DILATIONS).read(dilation),
        one_of(PADDINGS).read(padding),
    )


def stack_texts(stack: Sequence[StackLayer]) -> list[str]:
    """Return each layer's text."""
    return [to_text(layer) for layer in stack]


def parse_stack(text: Text) -> tuple[StackLayer, ...]:
    """Return the layers in a link, at most `MAX_LAYERS`.

    Raises:
        ValueError: if there is none, or one of them cannot be read.
    """
    stack = tuple(parse(one) for one in all_texts(text)[:MAX_LAYERS])
    if not stack:
        raise ValueError(text)
    return stack


def stack_of(network: Network) -> tuple[StackLayer, ...]:
    """Return a network's convolutions and pooling layers with square windows. Later layers see everything.

    Raises:
        NetworkError: if another kind of layer has a window, or the network is no row.

    >>> stack_texts(stack_of(lecture_network()))
    ['conv 3 1 1 valid', 'pool 2 2 1 valid']
    """
    stack = []
    if any(isinstance(layer, Merging) for layer in network.layers):
        raise NetworkError("A stack of layers is a row. Choose a network without branches.")
    for layer in network.layers:
        if isinstance(layer, Conv2D):
            window, strides, dilation = layer.kernel_size[0], layer.strides[0], layer.dilation_rate[0]
            stack.append(StackLayer("conv", window, strides, dilation, layer.padding))
        elif isinstance(layer, Pooling2D):
            strides = (layer.strides or layer.pool_size)[0]
            stack.append(StackLayer("pool", layer.pool_size[0], strides, padding=layer.padding))
        elif isinstance(layer, Windowed):
            kind = type(layer).__name__
            raise NetworkError(f"A stack has convolutions and pooling layers only. Received: {kind}")
    return tuple(stack)


def stack_of_rounds(rounds: Sequence[Round]) -> tuple[StackLayer, ...]:
    """Return a walk's rounds as layers with padding "same"; () if they exceed the limits.

    >>> stack_texts(stack_of_rounds([Round()]))
    ['conv 3 1 1 same', 'pool 2 2 1 valid']
    """
    stack = []
    for one in rounds:
        height, width = one.kernel.shape
        odd = height == width and height % 2 == 1
        if not odd or max(height, one.pool_size) > WINDOWS[1] or one.strides > LAYER_STRIDES[1]:
            return ()
        stack += [StackLayer("conv", height, padding="same"), StackLayer("pool", one.pool_size, one.strides)]
    return tuple(stack) if len(stack) <= MAX_LAYERS else ()


def _vgg() -> tuple[StackLayer, ...]:
    """Return VGG-16's first eight layers.

    Source: K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
    2015, table 1, D.
    """
    conv, pool = StackLayer("conv", 3, padding="same"), StackLayer("pool", 2, 2)
    return (conv, conv, pool, conv, conv, pool, conv, conv)


#: Stacks to start from, by name.
STACKS: dict[str, tuple[StackLayer, ...]] = {
    "The lecture's network": stack_of(lecture_network()),
    "Three 3 × 3": (StackLayer(),) * 3,
    "VGG-like": _vgg(),
}
