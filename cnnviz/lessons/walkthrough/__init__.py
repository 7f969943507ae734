"""A tour of one training step, stop by stop, with the arithmetic of every cell as text.

>>> import numpy as np
>>> from cnnviz.lessons.backprop import start, training_step
>>> x = np.eye(6)[..., np.newaxis]
>>> walk = stops(training_step(x, 0, start(x.shape, 2), 0.1), ("a", "b"))
>>> walk[2].name, walk[2].sentence
('ReLU', 'Negative numbers become 0. The others stay.')
"""

from __future__ import annotations

from cnnviz.lessons.backprop import TrainingStep
from cnnviz.lessons.walkthrough import backward, forward
from cnnviz.lessons.walkthrough.forward import verdict
from cnnviz.lessons.walkthrough.remarks import remarks
from cnnviz.lessons.walkthrough.tables import Frame, Made, Stop, Table, factor, in_cell, number

__all__ = ["Frame", "Made", "Stop", "Table", "factor", "in_cell", "number", "remarks", "stops", "verdict"]


def stops(step: TrainingStep, classes: tuple[str, ...]) -> list[Stop]:
    """Return all stops: forward, backward, the weight updates, and forward again.

    Args:
        step: A step of a network with one channel and one filter.
        classes: The name of each class.
    """
    return [
        *forward.stops(step.before, step.old, classes),
        *backward.stops(step.before, step.gradients, step.old, classes),
        *backward.updates(step, classes),
        *forward.after(step.after, step.new, classes, step.before),
    ]
