"""What is set of whole networks: the digit they read, their layers, data, training and evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cnnviz import mnist, network, runs
from cnnviz.optimizers import OPTIMIZERS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.settings.declaration import setting

DIGIT_SOURCES = ("bundled", "drawing", "image")
DATA = ("bundled", "complete")
DATA_VIEWS = ("samples", "mean", "split", "network", "source")
#: More sheets of samples than any data have here.
MAX_SHEETS = 1000
#: Shares of the training digits that a run can learn from.
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
#: How a network's answers to the test digits are looked at.
EVALUATE_VIEWS = ("confusion", "mistakes", "doubtful", "classes", "amount", "confidence")
#: The most characters of a layer's name.
LONGEST_NAME = 40


def _layer_name(text: Text) -> str:
    return codecs.first_text(text)[:LONGEST_NAME]


def _bricks(text: Text) -> tuple[network.Brick, ...]:
    return network.from_text(codecs.first_text(text))


@dataclass(frozen=True)
class DigitSettings:
    """The digit that networks read."""

    source: Literal["bundled", "drawing", "image"] = setting(
        "bundled", codecs.one_of(DIGIT_SOURCES), link="digit"
    )
    """Where it comes from; which of the bundled digits is set with the image."""


@dataclass(frozen=True)
class NetworkSettings:
    """What the page on the whole network shows."""

    layer: str = setting("conv2d", codecs.Codec(str, _layer_name))
    """The name of the layer whose output is enlarged."""


@dataclass(frozen=True)
class BuildSettings:
    """The visitor's own network."""

    bricks: tuple[network.Brick, ...] = setting(
        network.lecture_network().layers, codecs.Codec(network.to_text, _bricks), link="built"
    )
    """Its layers, which need not fit."""


@dataclass(frozen=True)
class DataSettings:
    """The digits in use, and what the page Data shows of them."""

    source: Literal["bundled", "complete"] = setting("bundled", codecs.one_of(DATA), link="data")
    """Which MNIST: the bundled digits that are always here, or all of it."""
    view: str = setting("samples", codecs.one_of(DATA_VIEWS), link="data_view")
    sheet: int = setting(0, codecs.integer(0, MAX_SHEETS - 1))
    """Which samples of each class are shown."""
    sample: int | None = setting(None, codecs.integer(0, mnist.MAX_DIGITS - 1))
    """The training digit that is enlarged; None is the first that is shown."""


@dataclass(frozen=True)
class TrainSettings:
    """How a network is trained. The defaults are those of a run's settings."""

    epochs: int = setting(runs.RunSettings.epochs, codecs.integer(1, 30))
    optimizer: str = setting(
        runs.RunSettings.optimizer, codecs.one_of(tuple(OPTIMIZERS)), link="train_optimizer"
    )
    learning_rate: float = setting(
        runs.RunSettings.learning_rate, codecs.number(1e-6, runs.MAX_LEARNING_RATE), link="train_rate"
    )
    loss: str = setting(runs.RunSettings.loss, codecs.one_of(tuple(runs.LOSSES)), link="train_loss")
    batch_size: int = setting(runs.RunSettings.batch_size, codecs.integer(1, 4000))
    """Digits between two changes of the weights."""
    share: float = setting(runs.RunSettings.share, codecs.one_of_numbers(SHARES))
    """How much of the training digits a network learns from."""
    seed: int = setting(runs.RunSettings.seed, codecs.integer(0, 9999), link="train_seed")
    """Of the first weights, the order of the digits, and what dropout switches off."""
    patience: int = setting(0, codecs.integer(0, 10))
    """Epochs without a better validation loss after which a run ends; 0 is never."""
    keep_best: bool = setting(runs.RunSettings.keep_best, codecs.FLAG)
    """Whether a run's network is that of its best epoch, and not of its last."""


@dataclass(frozen=True)
class EvaluateSettings:
    """What the page Evaluate shows of a network's answers to the test digits."""

    view: str = setting("confusion", codecs.one_of(EVALUATE_VIEWS), link="evaluate_view")
    confused: tuple[int, int] | None = setting(None, codecs.integers(2, 0, mnist.N_CLASSES - 1))
    """True and predicted class of the digits that are shown; None is the most frequent mistake."""
    judged: int | None = setting(None, codecs.integer(0, mnist.MAX_DIGITS - 1))
    """The test digit that is enlarged; None is the first that is shown."""
