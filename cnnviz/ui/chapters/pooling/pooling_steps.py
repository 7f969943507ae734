"""The pooling of the cut-out's activated map, window by window."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz import layers, pipeline
from cnnviz.figures import captions, pictures
from cnnviz.ui.components import stepper
from cnnviz.ui.controls import glossary
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]
#: The stepper's height, as a share of the screen's.
TALLEST = 0.64
#: The cells in a corner of a map, and a window that reaches beyond it.
CORNER = ((1, 2), (3, 4))
CORNER_WINDOW = 3


def operation(convolved: ConvolvedCutout) -> stepper.Pooling:
    """Return the first round's pooling of the cut-out's activated map."""
    first = current().walk.rounds[0]
    values = convolved.activated
    padding = stepper.Pooling.padding
    if current().pooling.padding == "same":
        rows, columns = (layers.same_padding(n, first.pool_size, first.strides) for n in values.shape[:2])
        padding = rows, columns
    return stepper.Pooling(values, first.pooling, (first.pool_size,) * 2, (first.strides,) * 2, padding)


def show(convolved: ConvolvedCutout) -> pictures.Encoded | None:
    """Show the pooling window by window; return the pooled map's picture, or None if no window fits."""
    pooling = operation(convolved)
    stepper.show(
        pooling,
        "pool-stepper",
        position=_cell(pooling),
        tallest=TALLEST,
        on_position=_keep_position,
    )
    if stepper.problem(pooling):
        return None
    height, width, _ = stepper.output_shape(pooling)
    glossary.explained(
        f"{convolved_cutout.origin(convolved)} {_before(convolved)}"
        f"{pooling.x.size:,} numbers became {height}·{width} = {height * width:,}."
    )
    if rule := border_rule():
        glossary.explained(rule)
    return pictures.feature_map(pipeline.pooled(pooling.x, current())[..., 0])


def _before(convolved: ConvolvedCutout) -> str:
    """Return a sentence that says what comes before the pooling, with a blank; "" if nothing does."""
    if convolved.unit is not None and convolved.unit.seen.plain:
        return ""
    return f"{current().relu.activation} comes first, then pooling. "


def border_rule() -> str:
    """Return sentences that say what counts at the border, or "" where nothing can lie beyond it.

    An average of padded cells differs between frameworks; the example is computed.
    """
    first = current().walk.rounds[0]
    if first.pooling == "max":
        padded = current().pooling.padding == "same"
        return "The padding is never the largest number: only real cells count." if padded else ""
    corner = np.array(CORNER, np.float32)[..., np.newaxis]
    mean = float(layers.average_pool2d(corner, CORNER_WINDOW, padding="same")[0, 0, 0])
    with_zeros = float(corner.sum()) / CORNER_WINDOW**2
    return (
        "At the border, only real cells count. "
        f"The corner 1, 2, 3, 4 averages to **{captions.number(mean)}** in a {CORNER_WINDOW} × "
        f"{CORNER_WINDOW} window. PyTorch counts the padding as zeros and gets {captions.number(with_zeros)}."
    )


def _cell(pooling: stepper.Pooling) -> tuple[int, int]:
    """Return the pooled cell of the position that is looked at; at first, it is the first cell."""
    strides = current().walk.rounds[0].strides
    row, column = current().convolution.position or (0, 0)
    if stepper.problem(pooling):
        return 0, 0
    rows, columns, _ = stepper.output_shape(pooling)
    return min(row // strides, rows - 1), min(column // strides, columns - 1)


def _keep_position(row: int, column: int) -> None:
    """Keep a cell of the map in the pooled cell's window: the pages before this one look at it as well."""
    strides = current().walk.rounds[0].strides
    change(convolution={"position": (row * strides, column * strides)})
