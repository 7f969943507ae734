"""What is set of the lessons on learning: a kernel that is learned, one training step, the loss."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz import mnist
from cnnviz.kernels import MAX_WEIGHT
from cnnviz.lessons import descent
from cnnviz.pipeline import codecs
from cnnviz.pipeline.example_input import CLASSES, EXAMPLES, GRID, LAST_START, LAST_STOP, RATE, Grid, drawn
from cnnviz.pipeline.settings.declaration import setting

DRAWN = drawn("vertical")
#: The largest absolute value of a logit: that of all numbers a visitor can type, such as a kernel's weights.
MAX_LOGIT = MAX_WEIGHT
#: How the loss is looked at: how large it is, or how fast a network learns from it.
LOSS_VIEWS = ("loss", "why")


@dataclass(frozen=True)
class LearnKernelSettings:
    """How a kernel is learned by gradient descent."""

    optimizer: str = setting("momentum", codecs.one_of(tuple(descent.RULES)))
    rates: tuple[float, ...] = setting((), codecs.decimals(2, descent.MAX_RATE))
    """Learning rates, at most two; () is the one that suits. The descent says which numbers are none."""
    size: int = setting(3, codecs.one_of_integers((3, 5, 7)), link="learned_size")
    """Rows and columns of the kernel that is learned."""
    seed: int = setting(0, codecs.integer(0, 9999))
    """Of the random kernel that a descent starts from."""
    step: int = setting(0, codecs.integer(0, descent.STEPS), link="descended")
    """How many steps of the descent are made."""


@dataclass(frozen=True)
class TrainingStepSettings:
    """The tiny input of one training step, and how the step is made."""

    example: str = setting("vertical", codecs.one_of(EXAMPLES))
    """The tiny input."""
    grid: Grid = setting(DRAWN, GRID, link="example_grid")
    """The visitor's own tiny input."""
    true_class: int = setting(0, codecs.integer(0, len(CLASSES) - 1), link="example_class")
    """Which of `CLASSES` is said to be the true one."""
    start: int = setting(4, codecs.integer(0, LAST_START), link="example_start")
    """Which dense weights the step starts from."""
    learning_rate: float = setting(0.01, RATE, link="example_rate")
    stop: int = setting(0, codecs.integer(0, LAST_STOP), link="example_stop")
    """How far the walk through the step is."""


@dataclass(frozen=True)
class LossSettings:
    """What the page on softmax and loss works out."""

    view: str = setting("loss", codecs.one_of(LOSS_VIEWS), link="loss_view")
    logits: tuple[float, ...] | None = setting(None, codecs.numbers(mnist.N_CLASSES, -MAX_LOGIT, MAX_LOGIT))
    """What stands before the softmax, one for each class; None is what the network gives for the digit."""
    temperature: float = setting(1.0, codecs.number(0.05, 20.0))
    """By which the logits are divided before the softmax."""
    true_class: int | None = setting(None, codecs.integer(0, mnist.N_CLASSES - 1))
    """None is what the digit is."""
