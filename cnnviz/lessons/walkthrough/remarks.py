"""Remarks on a finished training step: whether the loss fell, why not, and what was learned."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from cnnviz.lessons.backprop import TrainingStep, training_step
from cnnviz.lessons.walkthrough.forward import verdict
from cnnviz.lessons.walkthrough.tables import apart, number

#: A promised fall this many times as large as the loss is called impossible.
TOO_MUCH = 1.5
#: If the learning rate was too large, the first smaller one to try.
USUAL = 0.01


def remarks(step: TrainingStep) -> list[str]:
    """Return the remarks as Markdown sentences, the most important first."""
    return [
        f"**{verdict(step.before.loss, step.after.loss)}** {_why(step)}".strip(),
        filters(step),
        *_others(step),
    ]


def promised(step: TrainingStep) -> float:
    """Return the fall of the loss at constant slope: the learning rate times the sum of squared gradients."""
    slopes = [getattr(step.gradients, one.name).astype(np.float64) for one in fields(step.old)]
    return step.learning_rate * float(sum((values**2).sum() for values in slopes))


def _why(step: TrainingStep) -> str:
    """Return what the slope promised, and why the result differs."""
    fall = promised(step)
    if step.after.loss > step.before.loss:
        return (
            "The step was too large: a gradient tells the slope only where one stands, and the step went "
            f"past the valley and up the other side. {_smaller(step)}"
        )
    if fall > TOO_MUCH * step.before.loss:
        return (
            f"The slope promised a fall of {number(fall)}, more than there is: it holds only for small "
            "steps. On one picture alone it came out well all the same."
        )
    return f"The slope promised a fall of {number(fall)}; it holds for small steps only." if fall else ""


def _smaller(step: TrainingStep) -> str:
    """Return a smaller learning rate at which the loss falls, as a sentence; "" if there is none."""
    rate, done = 10 * min(step.learning_rate, USUAL), step
    while not done.fell and rate > 1e-9:
        rate /= 10
        done = training_step(step.before.x, int(step.before.target.argmax()), step.old, rate)
    return f"At a learning rate of {number(rate)} it falls to {number(done.after.loss)}." if done.fell else ""


def filters(step: TrainingStep) -> str:
    """Return the answer to the lecture's question, with the numbers of the weight that moved most."""
    question = "**Are filters also optimised during back-propagation?**"
    if not step.kernel_learns:
        return f"{question} Yes, wherever a gradient reaches them. Here none does: ReLU let nothing through."
    slopes = step.gradients.kernel[..., 0, 0]
    row, column = np.unravel_index(np.abs(slopes).argmax(), slopes.shape)
    before, after = (one.kernel[row, column, 0, 0] for one in (step.old, step.new))
    return (
        f"{question} Yes, by the same rule as all weights: the kernel's weight at row {row}, column {column} "
        f"went from {' to '.join(apart(before, after))}. Of {step.old.count} numbers this step moved "
        f"{_moved(step)}, {_moved(step, 'kernel', 'kernel_bias')} of them the filter's; a number stays where "
        "its gradient is 0."
    )


def _moved(step: TrainingStep, *names: str) -> int:
    """Return how many values of these parameters, by default of all, the step changed."""
    every = names or tuple(one.name for one in fields(step.old))
    return sum(int(np.sum(getattr(step.old, name) != getattr(step.new, name))) for name in every)


def _others(step: TrainingStep) -> list[str]:
    found = []
    if np.ptp(step.before.x) == 0:
        found.append(
            "The input is the same everywhere, and so are all windows: there is nothing to tell apart."
        )
    if step.kernel_learns and not step.after.a.any():
        found.append(
            "After this step ReLU lets nothing of this picture through: only the biases answer, and the "
            "kernel no longer learns from it. Take a smaller learning rate."
        )
    return found
