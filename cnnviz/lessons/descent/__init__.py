"""Learn a kernel by gradient descent, from an image and the same image under the kernel."""

from cnnviz.lessons.descent.freedom import Freedom, freedom
from cnnviz.lessons.descent.iterations import (
    ADAM_RATE,
    MAX_RATE,
    RULES,
    STEPS,
    Descent,
    descend,
    largest_curvature,
    random_start,
    rate_limit,
    suggested_rate,
)
from cnnviz.lessons.descent.problems import LONGEST, Problem, picture, problem

__all__ = [
    "ADAM_RATE",
    "LONGEST",
    "MAX_RATE",
    "RULES",
    "STEPS",
    "Descent",
    "Freedom",
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
