"""Remarks on a finished training step: whether the loss fell, why not, and what was learned."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from cnnviz.lessons.backprop import TrainingStep, training_step
from cnnviz.lessons.walkthrough.forward import verdict
from cnnviz.lessons.walkthrough.tables import apart, number

#: A predicted drop this many times as large as the loss is called impossible.
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


def predicted_drop(step: TrainingStep) -> float:
    """Return the drop of the loss at a constant slope: the learning rate times all squared gradients."""
    slopes = [getattr(step.gradients, one.name).astype(np.float64) for one in fields(step.old)]
    return step.learning_rate * float(sum((values**2).sum() for values in slopes))


def _why(step: TrainingStep) -> str:
    """Return what the gradient predicted, and why the result differs."""
    fall = predicted_drop(step)
    if step.after.loss > step.before.loss:
        return (
            f"The step was too large. It went past the lowest point and up the other side. {_smaller(step)}"
        )
    if fall > TOO_MUCH * step.before.loss:
        return (
            f"The gradient predicted a drop of {number(fall)}, more than the whole loss. "
            "It is exact only for tiny steps."
        )
    if not fall:
        return ""
    return f"The gradient predicted a drop of {number(fall)}, but that is exact only for tiny steps."


def _smaller(step: TrainingStep) -> str:
    """Return a smaller learning rate at which the loss falls, as a sentence; "" if there is none."""
    rate, done = 10 * min(step.learning_rate, USUAL), step
    while not done.fell and rate > 1e-9:
        rate /= 10
        done = training_step(step.before.x, int(step.before.target.argmax()), step.old, rate)
    return (
        f"At a learning rate of {number(rate)} the loss falls to {number(done.after.loss)}."
        if done.fell
        else ""
    )


def filters(step: TrainingStep) -> str:
    """Return the answer to the lecture's question, with the numbers of the weight that moved most."""
    question = "**Are filters also optimised during back-propagation?**"
    if not step.kernel_learns:
        return f"{question} Yes, wherever a gradient reaches them. Here ReLU let nothing through."
    slopes = step.gradients.kernel[..., 0, 0]
    row, column = np.unravel_index(np.abs(slopes).argmax(), slopes.shape)
    before, after = (one.kernel[row, column, 0, 0] for one in (step.old, step.new))
    return (
        f"{question} Yes, by the same rule as all weights. The kernel's weight at row {row}, "
        f"column {column} went from {' to '.join(apart(before, after))}. This step changed {_moved(step)} of "
        f"{step.old.count} numbers, {_moved(step, 'kernel', 'kernel_bias')} of them in the filter. "
        "A number with gradient 0 stays."
    )


def _moved(step: TrainingStep, *names: str) -> int:
    """Return how many values of these parameters, by default of all, the step changed."""
    every = names or tuple(one.name for one in fields(step.old))
    return sum(int(np.sum(getattr(step.old, name) != getattr(step.new, name))) for name in every)


def _others(step: TrainingStep) -> list[str]:
    found = []
    if np.ptp(step.before.x) == 0:
        found.append(
            "All pixels of the input are equal, and so are all windows. There is nothing to learn from."
        )
    if step.kernel_learns and not step.after.a.any():
        found.append(
            "After this step, ReLU lets nothing of this picture through. The kernel cannot learn from it any "
            "more. Try a smaller learning rate."
        )
    return found
