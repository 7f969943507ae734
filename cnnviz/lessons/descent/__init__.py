"""Learn a kernel by gradient descent, from an image and the same image under the kernel."""

from cnnviz.lessons.descent.freedom import Freedom, freedom
from cnnviz.lessons.descent.iterations import (
    MAX_RATE,
    STEPS,
    Descent,
    descend,
    largest_curvature,
    random_start,
    rate_limit,
    suggested_rate,
)
from cnnviz.lessons.descent.optimizers import MOMENTUM, OPTIMIZERS, Optimizer
from cnnviz.lessons.descent.problems import LONGEST, Problem, picture, problem

__all__ = [
    "LONGEST",
    "MAX_RATE",
    "MOMENTUM",
    "OPTIMIZERS",
    "STEPS",
    "Descent",
    "Freedom",
    "Optimizer",
    "Problem",
    "descend",
    "freedom",
    "largest_curvature",
    "picture",
    "problem",
    "random_start",
    "rate_limit",
    "suggested_rate",
]
