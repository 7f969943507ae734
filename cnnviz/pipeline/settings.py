"""All that a visitor has set, as one frozen value: to a link and from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from cnnviz import drawing as drawings
from cnnviz import filters, kernels, network, runs
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
#: What the pages ReLU and Pooling show: cell by cell, on the whole picture, and what it is good for.
RELU_VIEWS = ("cells", "picture", "curve", "why")
POOLING_VIEWS = ("cells", "picture", "moved")
N_BUNDLED = 5000
MAX_EPOCHS = 30
#: What a training run can be set to: digits in a batch, learning rate, share of the digits, patience.
BATCH_SIZES = 1, 4000
TRAIN_RATES = 1e-6, 10.0
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
MAX_PATIENCE = 10
#: What a convolution's padding can be: Keras's two, or so many cells on each side.
PADDINGS = ("valid", "same", *map(str, range(9)))
MODES = ("zeros", "reflect", "edge", "wrap")
ACTIVATIONS = ("relu", "leaky_relu", "elu", "sigmoid", "tanh", "gelu")
#: The ways in which a kernel is learned; the first reaches its goal within 300 steps on each sample.
OPTIMIZERS = ("momentum", "sgd", "adam")
LEARNED_SIZES = 3, 5, 7
MAX_STEPS = 300
MAX_RATE = 1e9
MAX_SEED = 9999
#: Kernels that can come after the chosen one, with nothing between.
SECONDS = ("blur", "sobel x")
#: The least and the largest side of a cut-out, stride and dilation of a convolution.
SIDES = 3, 28
CONVOLUTION_STRIDES = 1, 4
DILATION_RATES = 1, 3
NOTHING_DRAWN = Drawing()
#: How the loss is looked at: how large it is, or how fast a network learns from it.
LOSS_VIEWS = ("loss", "why")
N_CLASSES = 10
#: The least and the largest logit and temperature.
LOGITS = -1e6, 1e6
TEMPERATURES = 0.05, 20.0
#: What the page on flattening shows.
FLAT_VIEWS = ("column", "votes", "boat", "shuffle")
#: Kernels that can make further maps beside the chosen one's, and how many at most.
FURTHER = ("sobel x", "sobel y", "outline", "emboss", "sharpen", "blur")
MAX_FURTHER = 3
#: More places than any column or layer here has.
MAX_PLACES = 100_000
#: Who votes in a fully connected layer, and for what.
VOTERS = ("inputs", "hidden", "unit")
#: The least and the largest logit that a slider sets.
SLIDER_LOGITS = -8.0, 8.0
DRAWN = drawn("vertical")
#: Which digits are in use, and what is shown of them.
DATA = ("bundled", "complete")
DATA_VIEWS = ("samples", "mean", "split", "network", "source")
#: How a network's answers to the test digits are looked at.
EVALUATE_VIEWS = ("confusion", "mistakes", "doubtful", "classes", "amount", "confidence")
#: More sheets and digits than any data have here.
MAX_SHEETS = 1000
MAX_DIGITS = 250_000


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
    coloured: bool = False
    """Whether the cut-out of a colour image has three channels, and not their mean."""
    strides: tuple[int, int] = (1, 1)
    padding: str = "valid"
    """A key of `PADDINGS`, or a number of cells on each side as text."""
    mode: Literal["zeros", "reflect", "edge", "wrap"] = "zeros"
    """What the padding is filled with."""
    dilation_rate: int = 1
    position: tuple[int, int] | None = None
    """Row and column of the output cell that is looked at; None is the strongest."""
    activation: str = "relu"
    relu_view: str = "cells"
    pooling_view: str = "cells"
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
    optimizer: str = "momentum"
    """How a kernel is learned."""
    rates: tuple[float, ...] = ()
    """Learning rates, two at most; () is the one that suits. The descent says which numbers are none."""
    learned_size: int = 3
    """Rows and columns of the kernel that is learned."""
    seed: int = 0
    """Of the random kernel that a descent starts from."""
    descended: int = 0
    """How many steps of the descent are made."""
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
    train_optimizer: str = "adam"
    """How a network learns."""
    train_rate: float = 0.001
    """Its learning rate."""
    train_loss: str = "categorical_crossentropy"
    batch_size: int = 32
    """Digits between two changes of the weights."""
    share: float = 1.0
    """How much of the training digits a network learns from."""
    train_seed: int = 1
    """Of the first weights, the order of the digits, and what dropout switches off."""
    patience: int = 0
    """Epochs without a better validation loss after which a run ends; 0 is never."""
    keep_best: bool = False
    """Whether a run's network is that of its best epoch, and not of its last."""
    built: tuple[network.Brick, ...] = network.lecture_network().layers
    """The visitor's own network, brick by brick, which need not fit."""
    loss_view: str = "loss"
    logits: tuple[float, ...] | None = None
    """What stands before the softmax, one for each class; None is what the network gives for the digit."""
    temperature: float = 1.0
    """By which the logits are divided before the softmax."""
    true_class: int | None = None
    """None is what the digit is."""
    flat_view: str = "column"
    further: tuple[str, ...] = ("sobel y", "outline")
    """Names of kernels that make further maps, so that there is more than one channel to flatten."""
    flat: int | None = None
    """The place in the flattened column that is looked at; None is that of the largest value."""
    voters: str = "inputs"
    neuron: int | None = None
    """The output neuron that is voted for; None is the class that the network reads."""
    hidden: int | None = None
    """The hidden unit that is voted for; None is the largest one."""
    logit: float = 2.75
    """What one output neuron gives before its sigmoid."""
    added: float = 0.0
    """What is added to each of the boat's logits."""

    data: Literal["bundled", "complete"] = "bundled"
    """Which MNIST: the 5,000 digits that are always here, or all of it."""
    data_view: str = "samples"
    sheet: int = 0
    """Which samples of each class are shown."""
    sample: int | None = None
    """The training digit that is enlarged; None is the first that is shown."""
    evaluate_view: str = "confusion"
    confused: tuple[int, int] | None = None
    """True and predicted class of the digits that are shown; None is the most frequent mistake."""
    judged: int | None = None
    """The test digit that is enlarged; None is the first that is shown."""

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
    "coloured": codecs.FLAG,
    "strides": codecs.numbers(2, *CONVOLUTION_STRIDES),
    "padding": codecs.one_of(PADDINGS),
    "mode": codecs.one_of(MODES),
    "dilation_rate": codecs.whole(*DILATION_RATES),
    "position": codecs.numbers(2),
    "activation": codecs.one_of(ACTIVATIONS),
    "relu_view": codecs.one_of(RELU_VIEWS),
    "pooling_view": codecs.one_of(POOLING_VIEWS),
    "toned": codecs.FLAG,
    "second": codecs.one_of(SECONDS),
    "region": codecs.numbers(2),
    "stack": (stack_texts, parse_stack),
    "unit": codecs.numbers(2),
    "optimizer": codecs.one_of(OPTIMIZERS),
    "rates": codecs.decimals(2, MAX_RATE),
    "learned_size": codecs.whole_of(LEARNED_SIZES),
    "seed": codecs.whole(0, MAX_SEED),
    "descended": codecs.whole(0, MAX_STEPS),
    "example": codecs.one_of(EXAMPLES),
    "example_grid": GRID,
    "example_class": codecs.whole(0, len(CLASSES) - 1),
    "example_start": codecs.whole(0, LAST_START),
    "example_rate": RATE,
    "example_stop": codecs.whole(0, LAST_STOP),
    "digit": codecs.one_of(DIGITS),
    "layer": (str, lambda text: codecs.one(text)[:40]),
    "epochs": codecs.whole(1, MAX_EPOCHS),
    "train_optimizer": codecs.one_of(runs.OPTIMIZERS),
    "train_rate": codecs.real(*TRAIN_RATES),
    "train_loss": codecs.one_of(runs.LOSSES),
    "batch_size": codecs.whole(*BATCH_SIZES),
    "share": codecs.real_of(SHARES),
    "train_seed": codecs.whole(0, MAX_SEED),
    "patience": codecs.whole(0, MAX_PATIENCE),
    "keep_best": codecs.FLAG,
    "built": (network.to_text, lambda text: network.from_text(codecs.one(text))),
    "loss_view": codecs.one_of(LOSS_VIEWS),
    "logits": codecs.reals(N_CLASSES, *LOGITS),
    "temperature": codecs.real(*TEMPERATURES),
    "true_class": codecs.whole(0, N_CLASSES - 1),
    "flat_view": codecs.one_of(FLAT_VIEWS),
    "further": codecs.some_of(FURTHER, MAX_FURTHER),
    "flat": codecs.whole(0, MAX_PLACES - 1),
    "voters": codecs.one_of(VOTERS),
    "neuron": codecs.whole(0, N_CLASSES - 1),
    "hidden": codecs.whole(0, MAX_PLACES - 1),
    "logit": codecs.real(*SLIDER_LOGITS),
    "added": codecs.real(*SLIDER_LOGITS),
    "data": codecs.one_of(DATA),
    "data_view": codecs.one_of(DATA_VIEWS),
    "sheet": codecs.whole(0, MAX_SHEETS - 1),
    "sample": codecs.whole(0, MAX_DIGITS - 1),
    "evaluate_view": codecs.one_of(EVALUATE_VIEWS),
    "confused": codecs.numbers(2, 0, N_CLASSES - 1),
    "judged": codecs.whole(0, MAX_DIGITS - 1),
}
