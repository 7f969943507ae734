"""The pooling of the cut-out's activated map, window by window."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import pipeline
from cnnviz.figures import pictures
from cnnviz.layers import output_size
from cnnviz.pipeline import POOLINGS
from cnnviz.ui.components import stepper
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]


def operation(convolved: ConvolvedCutout) -> stepper.Pooling:
    """Return the first round's pooling of the cut-out's activated map."""
    first = current().walk.rounds[0]
    values = pipeline.activated(convolved.done.output, current())
    return stepper.Pooling(values, first.pooling, (first.pool_size,) * 2, (first.strides,) * 2)


def show(convolved: ConvolvedCutout) -> pictures.Encoded | None:
    """Show the pooling window by window; return the pooled map's picture, or None if no window fits."""
    pooling = operation(convolved)
    stepper.show(pooling, "pool-stepper", position=_cell(pooling.x), tallest=0.6, on_position=_keep_position)
    if stepper.problem(pooling):
        return None
    height, width, _ = stepper.output_shape(pooling)
    few = f"{height}·{width} = {height * width:,} numbers where {pooling.x.size:,} were"
    made = f"{current().relu.activation} makes the map that is pooled here"
    st.markdown(f"{convolved_cutout.origin(convolved)} {made}: {few}.")
    first = current().walk.rounds[0]
    pooled = POOLINGS[first.pooling].pool(pooling.x, first.pool_size, strides=first.strides)
    return pictures.feature_map(pooled[..., 0])


def _cell(values: Array) -> tuple[int, int]:
    """Return the pooled cell whose window begins at the position that is looked at, or just before it.

    Args:
        values: (height, width, 1), the map that is pooled.
    """
    strides = current().walk.rounds[0].strides
    position = current().convolution.position or pipeline.strongest(values[..., 0])
    row, column = (
        min(at // strides, _last_cell(size)) for at, size in zip(position, values.shape[:2], strict=True)
    )
    return row, column


def _last_cell(size: int) -> int:
    """Return the last pooled cell along an axis of the map; 0 if no window fits."""
    first = current().walk.rounds[0]
    return 0 if size < first.pool_size else output_size(size, first.pool_size, first.strides) - 1


def _keep_position(row: int, column: int) -> None:
    """Keep the map's cell at which a window begins: the pages before this one look at it as well."""
    strides = current().walk.rounds[0].strides
    change(convolution={"position": (row * strides, column * strides)})
