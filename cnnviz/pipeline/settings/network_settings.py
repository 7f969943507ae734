"""The settings of whole networks: their input, layers, data, training and evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cnnviz import digits, mnist, network, reading, runs
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.unit import UNIT, Unit

DIGIT_SOURCES = ("bundled", "drawing", "image")
DATA = ("bundled", "complete")
DATA_VIEWS = ("samples", "mean", "split", "network", "source")
#: More sheets of samples than any data set has.
MAX_SHEETS = 1000
#: Shares of the training digits that a run can use.
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
#: The views of a network's predictions for the test digits.
EVALUATE_VIEWS = ("confusion", "mistakes", "doubtful", "classes", "amount", "confidence")
#: How the map of all digits becomes flat, and what stands out on it.
MAP_METHODS = ("pca", "tsne")
MAP_SHOWN = ("all", *mnist.CLASS_NAMES, "mistakes")
#: The most characters of a layer's name.
LONGEST_NAME = 40


def _layer_name(text: Text) -> str:
    return codecs.first_text(text)[:LONGEST_NAME]


#: The codec of a layer's name, which a network need not have.
LAYER_NAME = codecs.Codec(str, _layer_name)


def _bricks(text: Text) -> tuple[network.Brick, ...]:
    return network.from_text(codecs.first_text(text))


@dataclass(frozen=True)
class DigitSettings:
    """The input digit of networks."""

    source: Literal["bundled", "drawing", "image"] = setting(
        "bundled", codecs.one_of(DIGIT_SOURCES), link="digit"
    )
    """Its source; the index of a bundled digit is set with the image."""
    found: int | None = setting(None, codecs.integer(0, digits.LIMIT - 1))
    """The index of the digit among those in the image, in reading order; None is the first sure one."""


@dataclass(frozen=True)
class NetworkSettings:
    """Which shipped networks read digits, and the page on the whole network.

    `cnnviz.ui.session.networks` says which page shows which network.
    """

    reader: str = setting("pen", codecs.one_of(tuple(reading.READERS)))
    """The network that reads what visitors draw and bring. `Pipeline.from_link` knows which older links mean
    the lecture's."""
    explained: str = setting("lecture", codecs.one_of(tuple(reading.READERS)))
    """The network that the lecture's pages explain."""
    compared: bool = setting(False, codecs.FLAG, link="both")
    """Whether the other networks of `READERS` read the same digit, too."""
    layer: str = setting("conv2d", LAYER_NAME)
    """The name of the layer whose output is enlarged."""
    unit: Unit | None = setting(None, UNIT, link="network_unit")
    """The unit whose arithmetic is open in the picture of the whole network; None if there is none."""


@dataclass(frozen=True)
class DigitMapSettings:
    """The map of all digits."""

    layer: str = setting("hidden", codecs.Codec(str, _layer_name), link="map_layer")
    """The layer by whose outputs digits are placed: one of `digit_map.LAYERS`, or a layer's own name."""
    method: Literal["pca", "tsne"] = setting("pca", codecs.one_of(MAP_METHODS), link="map_method")
    """How the layer's many outputs become two numbers for each digit."""
    shown: str = setting("all", codecs.one_of(MAP_SHOWN), link="map_shown")
    """What stands out: all digits, one class, or the mistakes."""


@dataclass(frozen=True)
class BuildSettings:
    """The visitor's own network."""

    bricks: tuple[network.Brick, ...] = setting(
        network.lecture_network().layers, codecs.Codec(network.to_text, _bricks), link="built"
    )
    """Its layers, which may not fit together."""


@dataclass(frozen=True)
class DataSettings:
    """The digits in use, and the page Data."""

    source: Literal["bundled", "complete"] = setting("bundled", codecs.one_of(DATA), link="data")
    """The bundled digits, which are always available, or the complete MNIST."""
    view: str = setting("samples", codecs.one_of(DATA_VIEWS), link="data_view")
    sheet: int = setting(0, codecs.integer(0, MAX_SHEETS - 1))
    """The index of the sheet of samples."""
    sample: int | None = setting(None, codecs.integer(0, mnist.MAX_DIGITS - 1))
    """The index of the enlarged training digit; None is the first that is shown."""


@dataclass(frozen=True)
class TrainSettings:
    """The training of a network, with the defaults of `RunSettings`."""

    epochs: int = setting(runs.RunSettings.epochs, codecs.integer(1, 30))
    optimizer: str = setting(
        runs.RunSettings.optimizer, codecs.one_of(tuple(OPTIMIZERS)), link="train_optimizer"
    )
    learning_rate: float = setting(
        runs.RunSettings.learning_rate, codecs.number(1e-6, runs.MAX_LEARNING_RATE), link="train_rate"
    )
    loss: str = setting(runs.RunSettings.loss, codecs.one_of(tuple(runs.LOSSES)), link="train_loss")
    batch_size: int = setting(runs.RunSettings.batch_size, codecs.integer(1, 4000))
    """The number of digits between two updates of the weights."""
    share: float = setting(runs.RunSettings.share, codecs.one_of_numbers(SHARES))
    """The share of the training digits that a network is trained on."""
    seed: int = setting(runs.RunSettings.seed, codecs.integer(0, 9999), link="train_seed")
    """The seed of the initial weights, the order of the digits, and dropout."""
    patience: int = setting(0, codecs.integer(0, 10))
    """The number of epochs without a better validation loss until a run ends; 0 is never."""
    keep_best: bool = setting(runs.RunSettings.keep_best, codecs.FLAG)
    """Whether a run's network is that of its best epoch instead of its last."""


@dataclass(frozen=True)
class EvaluateSettings:
    """The page Evaluate on a network's predictions for the test digits."""

    view: str = setting("confusion", codecs.one_of(EVALUATE_VIEWS), link="evaluate_view")
    confused: tuple[int, int] | None = setting(None, codecs.integers(2, 0, mnist.N_CLASSES - 1))
    """True and predicted class of the digits that are shown; None is the most frequent mistake."""
    sample: int | None = setting(None, codecs.integer(0, mnist.MAX_DIGITS - 1), link="judged")
    """The index of the enlarged test digit; None is the first that is shown."""
