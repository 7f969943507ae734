"""All that a visitor has set, as one frozen value: to a link and from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from cnnviz import drawing as drawings
from cnnviz import filters, kernels
from cnnviz.drawing import Drawing
from cnnviz.kernels import Kernel
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.examples import CLASSES, EXAMPLES, GRID, LAST_START, LAST_STOP, RATE, Grid, drawn
from cnnviz.pipeline.rounds import MAX_ROUNDS, Round, parse, to_text
from cnnviz.pipeline.stack import STACKS, Layer, parse_stack, stack_texts

#: Where the one image comes from; "upload" is a file or the camera, and cannot stand in a link.
IMAGES = ("china", "flower", "smiley", "test card", "digit", "drawing", "upload")
DIGITS = ("bundled", "drawing", "image")
#: The ways in which an image is shown as numbers.
VIEWS = ("bits", "grey", "channels", "unit", "histogram", "digit", "count")
N_BUNDLED = 5000
MAX_EPOCHS = 30
#: What a convolution's padding can be: Keras's two, or so many cells on each side.
PADDINGS = ("valid", "same", *map(str, range(9)))
MODES = ("zeros", "reflect", "edge", "wrap")
ACTIVATIONS = ("relu", "leaky_relu", "elu", "sigmoid", "tanh", "gelu")
#: Kernels that can come after the chosen one, with nothing between.
SECONDS = ("blur", "sobel x")
#: The least and the largest side of a cut-out, stride and dilation of a convolution.
SIDES = 3, 28
CONVOLUTION_STRIDES = 1, 4
DILATION_RATES = 1, 3
NOTHING_DRAWN = Drawing()
DRAWN = drawn("vertical")


@dataclass(frozen=True)
class Pipeline:
    """All that the pages share. Every field has a default, and only what differs stands in a link."""

    image: str = "china"
    number: int = 0
    """Which of the bundled digits."""
    view: str = "bits"
    """How the image is shown as numbers."""
    plain: bool = False
    """Whether each channel is shown in grey, and not in its own colour."""
    place: tuple[int, int] | None = None
    """Row and column of the pixel that is magnified; None is the middle."""
    drawing: Drawing = NOTHING_DRAWN
    grey: bool = False
    crop: tuple[int, int, int, int] | None = None
    """Top, bottom, left, right in pixels; None is the whole picture."""
    beside: tuple[str, ...] = ()
    """Names of kernels shown beside the chosen one."""
    border: str = "reflect"
    flip: bool = False
    clipped: bool = False
    """Whether a filtered picture is shown as an 8-bit image, cut to 0 … 255."""
    magnified: bool = False
    """Whether a magnifier walks over the picture and what the kernel makes of it."""
    rounds: tuple[Round, ...] = (Round(),)
    stage: int = 1
    numbers: bool = False
    cutout: tuple[int, int] | None = None
    """Row and column of the corner of the cut-out that is stepped through; None is around the middle."""
    side: int = 12
    """Height and width of the cut-out, in pixels."""
    strides: tuple[int, int] = (1, 1)
    padding: str = "valid"
    """A key of `PADDINGS`, or a number of cells on each side as text."""
    mode: Literal["zeros", "reflect", "edge", "wrap"] = "zeros"
    """What the padding is filled with."""
    dilation_rate: int = 1
    position: tuple[int, int] | None = None
    """Row and column of the output cell that is looked at; None is the strongest."""
    activation: str = "relu"
    toned: bool = False
    """Whether maps are black, grey and white, as in the lecture, and not in two colours."""
    second: str = "blur"
    """The kernel that comes after the chosen one where two are made one."""
    region: tuple[int, int] | None = None
    """Row and column of the corner of what is enlarged; None is around the middle."""
    stack: tuple[Layer, ...] = STACKS["VGG-like"]
    """The layers through which one unit looks back."""
    unit: tuple[int, int] | None = None
    """Row and column of that unit in the last map; None is the middle."""
    example: str = "vertical"
    """The tiny input of the training step, one of `EXAMPLES`."""
    example_grid: Grid = DRAWN
    """The visitor's own tiny input."""
    example_class: int = 0
    """Which of `CLASSES` is said to be the true one."""
    example_start: int = 4
    """Which dense weights the training step starts from."""
    example_rate: float = 0.01
    """The learning rate of the training step."""
    example_stop: int = 0
    """How far the walk through the training step is."""
    digit: Literal["bundled", "drawing", "image"] = "bundled"
    layer: str = "conv2d"
    epochs: int = 5

    @property
    def kernel(self) -> Kernel:
        """The chosen kernel: that of the first round."""
        return self.rounds[0].kernel

    def to_link(self) -> dict[str, Text]:
        """Return the link's parameters: the image, and whatever is not as it comes."""
        given: dict[str, Text] = {"image": self.image}
        for item in fields(self):
            value = getattr(self, item.name)
            if value != item.default:
                given[item.name] = _CODECS[item.name][0](value)
        return given

    @classmethod
    def from_link(cls, given: Mapping[str, Text]) -> Pipeline:
        """Return what a link asks for; a stranger's link: what cannot be read is as it comes."""
        read = {}
        for name, (_, decode) in _CODECS.items():
            if name in given:
                try:
                    read[name] = decode(given[name])
                except (ValueError, TypeError, IndexError, OverflowError):
                    continue
        return cls(**read)


def _rounds(text: Text) -> tuple[Round, ...]:
    if not text:
        raise ValueError(text)
    return tuple(parse(one) for one in codecs.every(text)[:MAX_ROUNDS])


def _names(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in codecs.every(text) if name in kernels.KERNELS))


#: How each field is written into a link, and read from one.
_CODECS: dict[str, codecs.Codec] = {
    "image": codecs.one_of(IMAGES),
    "number": codecs.whole(0, N_BUNDLED - 1),
    "view": codecs.one_of(VIEWS),
    "plain": codecs.FLAG,
    "place": codecs.numbers(2),
    "drawing": (drawings.to_text, lambda text: drawings.parse(codecs.one(text))),
    "grey": codecs.FLAG,
    "crop": codecs.numbers(4),
    "beside": (list, _names),
    "border": codecs.one_of(tuple(filters.BORDERS)),
    "flip": codecs.FLAG,
    "clipped": codecs.FLAG,
    "magnified": codecs.FLAG,
    "rounds": (lambda rounds: [to_text(one) for one in rounds], _rounds),
    "stage": codecs.whole(0, 3 * MAX_ROUNDS),
    "numbers": codecs.FLAG,
    "cutout": codecs.numbers(2),
    "side": codecs.whole(*SIDES),
    "strides": codecs.numbers(2, *CONVOLUTION_STRIDES),
    "padding": codecs.one_of(PADDINGS),
    "mode": codecs.one_of(MODES),
    "dilation_rate": codecs.whole(*DILATION_RATES),
    "position": codecs.numbers(2),
    "activation": codecs.one_of(ACTIVATIONS),
    "toned": codecs.FLAG,
    "second": codecs.one_of(SECONDS),
    "region": codecs.numbers(2),
    "stack": (stack_texts, parse_stack),
    "unit": codecs.numbers(2),
    "example": codecs.one_of(EXAMPLES),
    "example_grid": GRID,
    "example_class": codecs.whole(0, len(CLASSES) - 1),
    "example_start": codecs.whole(0, LAST_START),
    "example_rate": RATE,
    "example_stop": codecs.whole(0, LAST_STOP),
    "digit": codecs.one_of(DIGITS),
    "layer": (str, lambda text: codecs.one(text)[:40]),
    "epochs": codecs.whole(1, MAX_EPOCHS),
}
