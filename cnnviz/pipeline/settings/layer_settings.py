"""The settings of the chapters on layers: from the walk and the convolution to the flattened column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from cnnviz import mnist
from cnnviz.layers import ACTIVATIONS
from cnnviz.layers.windows import PADDINGS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.rounds import MAX_ROUNDS, STAGES_OF_A_ROUND, Round, parse_rounds, round_texts
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.stack import STACKS, StackLayer, parse_stack, stack_texts
from cnnviz.pipeline.unit import UNIT, Unit

#: A convolution's padding: Keras's two modes, or a number of cells on each side.
CONVOLUTION_PADDINGS = (*PADDINGS, *map(str, range(9)))
#: The content of the padding -> the mode of numpy.pad.
PADDING_MODES = {"zeros": "constant", "reflect": "reflect", "edge": "edge", "wrap": "wrap"}
#: The views of the pages ReLU and Pooling: cell by cell, on the whole picture, and their purpose.
RELU_VIEWS = ("cells", "picture", "curve", "why")
POOLING_VIEWS = ("cells", "picture", "moved")
#: Kernels that can directly follow the chosen one.
SECONDS = ("blur", "sobel x")
#: What the pages walk over cell by cell: the smiley under the lecture's kernel or the chosen one; the image;
#: what a unit of a network sees.
WALKED_OVER = ("lecture", "smiley", "image", "unit")
FLATTEN_VIEWS = ("column", "votes", "boat", "shuffle")
#: Kernels for further maps besides the chosen one's, and their largest number.
FURTHER = ("sobel x", "sobel y", "outline", "emboss", "sharpen", "blur")
MAX_FURTHER = 3
#: More positions than any column or layer has.
MAX_PLACES = 100_000
#: The voters in a fully connected layer; "layer" are the inputs of the one that `VotesSettings.unit` names.
VOTERS = ("inputs", "hidden", "unit", "layer")


@dataclass(frozen=True)
class WalkSettings:
    """The walk of the image through rounds of convolution, ReLU and pooling."""

    rounds: tuple[Round, ...] = setting((Round(),), codecs.Codec(round_texts, parse_rounds))
    stage: int = setting(1, codecs.integer(0, STAGES_OF_A_ROUND * MAX_ROUNDS))
    """The result that is shown; 0 is the image."""
    numbers: bool = setting(False, codecs.FLAG)
    """Whether a region is enlarged, with its numbers."""
    region: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the region's corner; None is around the strongest cell."""

    def rounds_with(self, n: int, **changed: Any) -> tuple[Round, ...]:
        """Return the rounds with changed fields of round `n`.

        >>> WalkSettings().rounds_with(0, pool_size=3)[0].pool_size
        3
        """
        return (*self.rounds[:n], replace(self.rounds[n], **changed), *self.rounds[n + 1 :])


@dataclass(frozen=True)
class CutoutSettings:
    """The cut-out of the image that the pages step through cell by cell."""

    over: Literal["lecture", "smiley", "image", "unit"] = setting("image", codecs.one_of(WALKED_OVER))
    """What it is cut out of, one of `WALKED_OVER`."""
    unit: Unit | None = setting(None, UNIT, link="walked_unit")
    """The unit of the network in use whose input takes the place of the image."""
    corner: tuple[int, int] | None = setting(None, codecs.integers(2), link="cutout")
    """Row and column of its corner; None is around the middle."""
    side: int = setting(12, codecs.integer(3, 28))
    """Height and width in pixels."""
    coloured: bool = setting(False, codecs.FLAG)
    """Whether the cut-out of a colour image has three channels instead of their mean."""


@dataclass(frozen=True)
class ConvolutionSettings:
    """The convolution of the cut-out."""

    strides: tuple[int, int] = setting((1, 1), codecs.integers(2, 1, 4))
    padding: str = setting("valid", codecs.one_of(CONVOLUTION_PADDINGS))
    """Keras's "valid" or "same", or a number of cells on each side as text."""
    mode: str = setting("zeros", codecs.one_of(tuple(PADDING_MODES)))
    """The content of the padding."""
    dilation_rate: int = setting(1, codecs.integer(1, 3))
    position: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the selected output cell; None is the strongest."""


@dataclass(frozen=True)
class ReluSettings:
    """The activation after the convolution."""

    activation: str = setting("relu", codecs.one_of(tuple(ACTIVATIONS)))
    view: str = setting("cells", codecs.one_of(RELU_VIEWS), link="relu_view")
    second: str = setting("blur", codecs.one_of(SECONDS))
    """The kernel after the chosen one, where two are composed into one."""


@dataclass(frozen=True)
class PoolingSettings:
    """The view of the page Pooling, and its padding; the rest of the pooling is set in the first round."""

    view: str = setting("cells", codecs.one_of(POOLING_VIEWS), link="pooling_view")
    padding: str = setting("valid", codecs.one_of(tuple(PADDINGS)), link="pool_padding")
    """Keras's "valid" or "same"."""


@dataclass(frozen=True)
class ReceptiveFieldSettings:
    """The stack of layers, and the unit whose receptive field is shown."""

    stack: tuple[StackLayer, ...] = setting(STACKS["VGG-like"], codecs.Codec(stack_texts, parse_stack))
    unit: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the unit in the last map; None is the middle."""


@dataclass(frozen=True)
class FlattenSettings:
    """The view of the page Flatten, and the maps that are flattened."""

    view: str = setting("column", codecs.one_of(FLATTEN_VIEWS), link="flat_view")
    further: tuple[str, ...] = setting(("sobel y", "outline"), codecs.some_of(FURTHER, MAX_FURTHER))
    """Names of kernels for further maps, so that there is more than one channel to flatten."""
    place: int | None = setting(None, codecs.integer(0, MAX_PLACES - 1), link="flat")
    """The selected position in the flattened column; None is that of the largest value."""


@dataclass(frozen=True)
class VotesSettings:
    """The votes that are shown of the fully connected layers after the flattened column."""

    voters: str = setting("inputs", codecs.one_of(VOTERS))
    neuron: int | None = setting(None, codecs.integer(0, mnist.N_CLASSES - 1))
    """The output neuron that is voted for; None is the predicted class."""
    hidden: int | None = setting(None, codecs.integer(0, MAX_PLACES - 1))
    """The hidden unit that is voted for; None is that with the largest value."""
    unit: Unit | None = setting(None, UNIT, link="voted_unit")
    """A unit of any fully connected layer that is voted for."""


@dataclass(frozen=True)
class BoatSettings:
    """The lecture's example with a boat."""

    logit: float = setting(2.75, codecs.number(-8.0, 8.0))
    """The logit of one output neuron, before its sigmoid."""
    added: float = setting(0.0, codecs.number(-8.0, 8.0))
    """The number added to each of the boat's logits."""
