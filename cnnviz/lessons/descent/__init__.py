"""Learn a kernel by gradient descent, from an image and the same image under the kernel."""

from cnnviz.lessons.descent.freedom import Freedom, freedom
from cnnviz.lessons.descent.optimizers import MOMENTUM, OPTIMIZERS, Optimizer
from cnnviz.lessons.descent.problems import LONGEST, Problem, picture, problem
from cnnviz.lessons.descent.runs import MAX_RATE, STEPS, Run, bend, descend, limit, start, suggested

__all__ = [
    "LONGEST",
    "MAX_RATE",
    "MOMENTUM",
    "OPTIMIZERS",
    "STEPS",
    "Freedom",
    "Optimizer",
    "Problem",
    "Run",
    "bend",
    "descend",
    "freedom",
    "limit",
    "picture",
    "problem",
    "start",
    "suggested",
]
