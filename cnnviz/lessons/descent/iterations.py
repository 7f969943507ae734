"""A gradient descent, step by step, from a random kernel."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from cnnviz.errors import NetworkError
from cnnviz.lessons.descent.problems import Array, Problem
from cnnviz.optimizers import OPTIMIZERS, Rule

#: The update rules with which a kernel can be learned, by the optimizer's name.
RULES: dict[str, Rule] = {name: one.rule for name, one in OPTIMIZERS.items() if one.rule is not None}
#: The most steps of a descent. Momentum learns the kernel of each sample image within them.
STEPS = 300
#: The largest learning rate.
MAX_RATE = 1e9
#: Above this loss, an error of a million times the target's spread, the descent has diverged.
HIGHEST = 1e12
#: A learning rate for Adam, whose limit is unknown, that suits most images.
ADAM_RATE = 0.1


@dataclass(frozen=True)
class Descent:
    """The steps of a descent; before the first one stands the random start."""

    optimizer: str
    rate: float
    kernels: Array = field(repr=False)
    """(steps + 1, size, size), in the image's units."""
    added: Array = field(repr=False)
    """What each kernel adds to a pixel, (steps + 1,)."""
    losses: Array = field(repr=False)
    """Mean squared errors of the standardised picture, (steps + 1,)."""
    remark: str
    """Why the descent was cut short or its loss rose; else ""."""

    @property
    def errors(self) -> Array:
        """The errors as shares of the target's spread, (steps + 1,); in the image's units if that is 0."""
        errors: Array = np.sqrt(self.losses)
        return errors

    @property
    def n_steps(self) -> int:
        """Number of steps; fewer than asked for if the descent was cut short."""
        return len(self.losses) - 1


def random_start(size: int, seed: int) -> Array:
    """Return random standardised weights and a bias of 0, (size² + 1,), as Keras's "glorot_uniform".

    >>> random_start(1, seed=0).round(3)
    array([0.474, 0.   ])
    """
    most = math.sqrt(6 / (2 * size**2))
    return np.append(np.random.default_rng(seed).uniform(-most, most, size**2), 0.0)


def rate_limit(given: Problem, optimizer: str) -> float | None:
    """Return the learning rate above which the steps keep growing; None for Adam, whose steps do not grow.

    The loss is a paraboloid. Plain steps overshoot more and more above 2 / curvature, steps with momentum
    above 2 · (1 + momentum) / curvature.

    Source: B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    """
    stability = OPTIMIZERS[optimizer].stability
    return None if stability is None else stability / largest_curvature(given)


def largest_curvature(given: Problem) -> float:
    """Return the largest curvature (second derivative) of the loss: the largest eigenvalue of 2 · gram."""
    return 2 * float(np.linalg.eigvalsh(given.gram)[-1])


def suggested_rate(given: Problem, optimizer: str) -> float:
    """Return a learning rate just below the limit, rounded to two digits."""
    most = rate_limit(given, optimizer)
    if most is None:
        return ADAM_RATE
    digit = 10 ** (math.floor(math.log10(0.95 * most)) - 1)
    return float(f"{math.floor(0.95 * most / digit) * digit:.2g}")


def descend(given: Problem, optimizer: str, rate: float, *, seed: int = 0, steps: int = STEPS) -> Descent:
    """Return the descent from a random kernel. It ends early if it diverges.

    Args:
        given: The problem to solve.
        optimizer: A key of `RULES`.
        rate: The learning rate, above 0 and up to `MAX_RATE`.
        seed: Seed of the random start.
        steps: Number of steps.

    Raises:
        NetworkError: If the rate is out of range.
    """
    check_rate(rate)
    step, weights = RULES[optimizer](rate), random_start(given.size, seed)
    walked, losses = [weights], [given.loss(weights)]
    for _ in range(steps):
        weights = weights + step(given.gradient(weights))
        loss = given.loss(weights)
        if not loss <= HIGHEST:
            break
        walked.append(weights)
        losses.append(loss)
    kernels, added = given.in_image_units(np.array(walked))
    remark = _remark(given, optimizer, rate, losses, cut=len(losses) <= steps)
    return Descent(optimizer, rate, kernels, added, np.array(losses), remark)


def check_rate(rate: float) -> None:
    """Raise a NetworkError if the learning rate is out of range."""
    if rate == 0:
        raise NetworkError(
            "With a learning rate of 0, every step is 0 and nothing is learned. Choose a rate above 0."
        )
    if rate < 0:
        raise NetworkError(
            f"A negative learning rate makes the loss grow. Choose a rate above 0. Received: {rate}"
        )
    if not rate <= MAX_RATE:
        raise NetworkError(
            f"The learning rate must be above 0 and at most {MAX_RATE:,.0f}. Choose 0.1, for example. "
            f"Received: {rate}"
        )


def _remark(given: Problem, optimizer: str, rate: float, losses: list[float], *, cut: bool) -> str:
    """Return why a descent was cut short or its loss rose, or ""."""
    most = rate_limit(given, optimizer)
    beyond = most is not None and rate > most
    if not cut and not beyond and losses[-1] <= max(losses[0], given.least):
        return ""
    why = (
        f"The learning rate {rate:g} is above the limit of {most:.3g}. "
        "Each step overshoots more than the last."
        if beyond
        else f"The learning rate {rate:g} is too large. Each step overshoots the minimum."
    )
    if cut:
        return f"{why} The numbers became too large, so training stopped at step {len(losses)}."
    return f"{why} The loss {'has risen' if losses[-1] > losses[0] else 'will rise'}."
