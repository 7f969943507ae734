"""The settings of chapters that explain one thing, such as cells, a learned kernel, the loss, or doubt."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz import mnist
from cnnviz.kernels import MAX_WEIGHT
from cnnviz.lessons import ambiguity, cells, descent, none_of_the_ten
from cnnviz.lessons.distortions import DISTORTIONS
from cnnviz.lessons.preset_logits import PRESETS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.example_input import CLASSES, EXAMPLES, GRID, LAST_START, LAST_STOP, RATE, Grid, drawn
from cnnviz.pipeline.settings.declaration import setting

DRAWN = drawn("vertical")
#: The largest absolute value of a logit: that of all numbers a visitor can type, such as a kernel's weights.
MAX_LOGIT = MAX_WEIGHT
#: The views of the loss: its value, or how fast a network learns from it.
LOSS_VIEWS = ("loss", "why")
#: What the page on the loss begins with: the network's logits for the digit, or a preset.
BEGINNINGS = ("digit", *PRESETS)
#: The views of ambiguity: one digit becomes another; doubtful digits; things that are no digit.
AMBIGUITY_VIEWS = ("morph", "guess", "none")
#: What stands at an end of a morph: a bundled digit by its class, or the visitor's drawing.
ENDS = (*mnist.CLASS_NAMES, "drawing")
#: The number of doubtful digits to guess.
N_GUESSED = 12
#: What a network reads that is no digit: a thing, or the visitor's own image or drawing.
NO_DIGITS = (*none_of_the_ten.THINGS, "image", "drawing")
#: The views of invariance: the curves of one digit, or the averages over many.
INVARIANCE_VIEWS = ("digit", "average")


def _amount(name: str, link: str) -> float:
    """Declare the amount of a distortion, which by default changes nothing."""
    one = DISTORTIONS[name]
    return setting(float(one.neutral), codecs.number(float(one.least), float(one.most)), link=link)


@dataclass(frozen=True)
class CellsSettings:
    """The bar in front of simple and complex cells."""

    angle: int = setting(30, codecs.integer(0, 179), link="bar_angle")
    """In degrees, counter-clockwise from the horizontal."""
    shift: int = setting(0, codecs.integer(-cells.MAX_SHIFT, cells.MAX_SHIFT), link="bar_shift")
    """The distance from the centre in pixels."""
    dark: bool = setting(False, codecs.FLAG, link="dark_bar")
    """Whether the bar is black on white."""
    pool_size: int = setting(13, codecs.one_of_integers(cells.POOL_SIZES), link="cells_pooled")
    """Rows and columns of the places that the complex cell pools."""


@dataclass(frozen=True)
class LearnKernelSettings:
    """The learning of a kernel by gradient descent."""

    optimizer: str = setting("momentum", codecs.one_of(tuple(descent.RULES)))
    rates: tuple[float, ...] = setting((), codecs.decimals(2, descent.MAX_RATE))
    """Learning rates, at most two; () is a suitable one. The descent refuses numbers that are not valid."""
    size: int = setting(3, codecs.one_of_integers((3, 5, 7)), link="learned_size")
    """Rows and columns of the learned kernel."""
    seed: int = setting(0, codecs.integer(0, 9999))
    """The seed of the random initial kernel."""
    step: int = setting(0, codecs.integer(0, descent.STEPS), link="descended")
    """The number of steps made."""


@dataclass(frozen=True)
class TrainingStepSettings:
    """One training step on a tiny input."""

    example: str = setting("vertical", codecs.one_of(EXAMPLES))
    """The name of the tiny input."""
    grid: Grid = setting(DRAWN, GRID, link="example_grid")
    """The tiny input that the visitor has drawn."""
    true_class: int = setting(0, codecs.integer(0, len(CLASSES) - 1), link="example_class")
    """The index of the true class in `CLASSES`."""
    start: int = setting(4, codecs.integer(0, LAST_START), link="example_start")
    """The index of the initial dense weights."""
    learning_rate: float = setting(0.01, RATE, link="example_rate")
    stop: int = setting(0, codecs.integer(0, LAST_STOP), link="example_stop")
    """The current stop of the walkthrough."""


@dataclass(frozen=True)
class LossSettings:
    """The page on softmax and loss."""

    view: str = setting("loss", codecs.one_of(LOSS_VIEWS), link="loss_view")
    logits: tuple[float, ...] | None = setting(None, codecs.numbers(mnist.N_CLASSES, -MAX_LOGIT, MAX_LOGIT))
    """The logits, one for each class; None are those of `begins`."""
    begins: str = setting("digit", codecs.one_of(BEGINNINGS), link="loss_begins")
    """The logits to begin with, one of `BEGINNINGS`."""
    temperature: float = setting(1.0, codecs.number(0.05, 20.0))
    """The divisor of the logits before the softmax."""
    true_class: int | None = setting(None, codecs.integer(0, mnist.N_CLASSES - 1))
    """The true class; None is the digit's label."""


@dataclass(frozen=True)
class AmbiguitySettings:
    """The page on ambiguity."""

    view: str = setting("morph", codecs.one_of(AMBIGUITY_VIEWS), link="ambiguity_view")
    first: str = setting("4", codecs.one_of(ENDS), link="morph_from")
    """What the morph begins with, one of `ENDS`."""
    second: str = setting("9", codecs.one_of(ENDS), link="morph_to")
    first_sample: int = setting(130, codecs.integer(0, mnist.BUNDLED_PER_CLASS - 1), link="morph_from_sample")
    """The sample of the first digit, within its class."""
    second_sample: int = setting(45, codecs.integer(0, mnist.BUNDLED_PER_CLASS - 1), link="morph_to_sample")
    way: str = setting("outlines", codecs.one_of(tuple(ambiguity.WAYS)), link="morph_way")
    """How one digit becomes the other, one of `ambiguity.WAYS`."""
    step: int | None = setting(None, codecs.integer(0, ambiguity.STEPS), link="morph_step")
    """The place on the way; None is the greatest doubt."""
    guessed: int = setting(0, codecs.integer(0, N_GUESSED - 1), link="guessed_digit")
    """Which of the doubtful digits is shown, the most doubtful first."""
    guess: int | None = setting(None, codecs.integer(0, mnist.N_CLASSES - 1))
    """The visitor's guess for it; None before they guess."""
    thing: str = setting("letter", codecs.one_of(NO_DIGITS), link="no_digit")
    """What the network reads that is no digit, one of `NO_DIGITS`."""
    letter: str = setting("A", codecs.one_of(tuple(none_of_the_ten.LETTERS)))
    noise_seed: int = setting(0, codecs.integer(0, none_of_the_ten.MAX_SEED))


@dataclass(frozen=True)
class InvarianceSettings:
    """The distortions of the digit, by name, and which one's curves are shown."""

    view: str = setting("digit", codecs.one_of(INVARIANCE_VIEWS), link="invariance_view")
    chosen: str = setting("turn", codecs.one_of(tuple(DISTORTIONS)), link="distortion")
    turn: float = _amount("turn", "turned")
    right: float = _amount("right", "moved_right")
    down: float = _amount("down", "moved_down")
    scale: float = _amount("scale", "scaled")
    shear: float = _amount("shear", "sheared")
    thickness: float = _amount("thickness", "thickened")
    blur: float = _amount("blur", "blurred")
    noise: float = _amount("noise", "noised")

    @property
    def amounts(self) -> dict[str, float]:
        """The amount of each distortion."""
        return {name: getattr(self, name) for name in DISTORTIONS}
