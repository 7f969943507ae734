"""What is set of the layers: from the rounds of the walk and the convolution to the flattened column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cnnviz import mnist
from cnnviz.layers import ACTIVATIONS
from cnnviz.layers.windows import PADDINGS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.rounds import MAX_ROUNDS, Round, parse_rounds, round_texts
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.stack import STACKS, StackLayer, parse_stack, stack_texts

#: What a convolution's padding can be: Keras's two, or a number of cells on each side.
CONVOLUTION_PADDINGS = (*PADDINGS, *map(str, range(9)))
#: What the padding is filled with -> what numpy.pad calls it.
PADDING_MODES = {"zeros": "constant", "reflect": "reflect", "edge": "edge", "wrap": "wrap"}
#: What the pages ReLU and Pooling show: cell by cell, on the whole picture, and what it is good for.
RELU_VIEWS = ("cells", "picture", "curve", "why")
POOLING_VIEWS = ("cells", "picture", "moved")
#: Kernels that can come after the chosen one, with nothing between.
SECONDS = ("blur", "sobel x")
FLATTEN_VIEWS = ("column", "votes", "boat", "shuffle")
#: Kernels that can make further maps beside the chosen one's, and how many at most.
FURTHER = ("sobel x", "sobel y", "outline", "emboss", "sharpen", "blur")
MAX_FURTHER = 3
#: More places than any column or layer here has.
MAX_PLACES = 100_000
#: Who votes in a fully connected layer, and for what.
VOTERS = ("inputs", "hidden", "unit")


@dataclass(frozen=True)
class WalkSettings:
    """The walk of the image through rounds of convolution, ReLU and pooling."""

    rounds: tuple[Round, ...] = setting((Round(),), codecs.Codec(round_texts, parse_rounds))
    stage: int = setting(1, codecs.integer(0, 3 * MAX_ROUNDS))
    """Which result of the walk is shown; 0 is the image."""
    numbers: bool = setting(False, codecs.FLAG)
    """Whether a part is enlarged, with its numbers."""
    region: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the corner of what is enlarged; None is around the strongest cell."""

    def rounds_with(self, n: int, **changed: Any) -> tuple[Round, ...]:
        """Return the rounds with some fields of the n-th changed.

        >>> WalkSettings().rounds_with(0, pool_size=3)[0].pool_size
        3
        """
        return (*self.rounds[:n], replace(self.rounds[n], **changed), *self.rounds[n + 1 :])


@dataclass(frozen=True)
class CutoutSettings:
    """The part of the image that the pages step through cell by cell."""

    corner: tuple[int, int] | None = setting(None, codecs.integers(2), link="cutout")
    """Row and column of its corner; None is around the middle."""
    side: int = setting(12, codecs.integer(3, 28))
    """Height and width in pixels."""
    coloured: bool = setting(False, codecs.FLAG)
    """Whether the cut-out of a colour image has three channels, and not their mean."""


@dataclass(frozen=True)
class ConvolutionSettings:
    """How the kernel walks over the cut-out."""

    strides: tuple[int, int] = setting((1, 1), codecs.integers(2, 1, 4))
    padding: str = setting("valid", codecs.one_of(CONVOLUTION_PADDINGS))
    """Keras's "valid" or "same", or a number of cells on each side as text."""
    mode: str = setting("zeros", codecs.one_of(tuple(PADDING_MODES)))
    """What the padding is filled with."""
    dilation_rate: int = setting(1, codecs.integer(1, 3))
    position: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the output cell that is looked at; None is the strongest."""


@dataclass(frozen=True)
class ReluSettings:
    """The activation after the convolution."""

    activation: str = setting("relu", codecs.one_of(tuple(ACTIVATIONS)))
    view: str = setting("cells", codecs.one_of(RELU_VIEWS), link="relu_view")
    toned: bool = setting(False, codecs.FLAG)
    """Whether maps are black, grey and white, as in the lecture, and not in two colours."""
    second: str = setting("blur", codecs.one_of(SECONDS))
    """The kernel that comes after the chosen one where two are made one."""


@dataclass(frozen=True)
class PoolingSettings:
    """What the page Pooling shows; what is pooled how is set in the first round."""

    view: str = setting("cells", codecs.one_of(POOLING_VIEWS), link="pooling_view")


@dataclass(frozen=True)
class ReceptiveFieldSettings:
    """A stack of layers, and the unit whose receptive field is shown."""

    stack: tuple[StackLayer, ...] = setting(STACKS["VGG-like"], codecs.Codec(stack_texts, parse_stack))
    unit: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the unit in the last map; None is the middle."""


@dataclass(frozen=True)
class FlattenSettings:
    """What the page Flatten shows, and the maps that are flattened."""

    view: str = setting("column", codecs.one_of(FLATTEN_VIEWS), link="flat_view")
    further: tuple[str, ...] = setting(("sobel y", "outline"), codecs.some_of(FURTHER, MAX_FURTHER))
    """Names of kernels that make further maps, so that there is more than one channel to flatten."""
    place: int | None = setting(None, codecs.integer(0, MAX_PLACES - 1), link="flat")
    """The place in the flattened column that is looked at; None is that of the largest value."""


@dataclass(frozen=True)
class VotesSettings:
    """Whose votes are shown in the fully connected layers behind the flattened column."""

    voters: str = setting("inputs", codecs.one_of(VOTERS))
    neuron: int | None = setting(None, codecs.integer(0, mnist.N_CLASSES - 1))
    """The output neuron that is voted for; None is the class that the network reads."""
    hidden: int | None = setting(None, codecs.integer(0, MAX_PLACES - 1))
    """The hidden unit that is voted for; None is the largest one."""


@dataclass(frozen=True)
class BoatSettings:
    """What a visitor changes in the lecture's example with a boat."""

    logit: float = setting(2.75, codecs.number(-8.0, 8.0))
    """What one output neuron gives before its sigmoid."""
    added: float = setting(0.0, codecs.number(-8.0, 8.0))
    """What is added to each of the boat's logits."""
