"""The small part of a round whose numbers are shown: where it lies in the input and in each map."""

from __future__ import annotations

from typing import NamedTuple

from cnnviz.pipeline.rounds import Round
from cnnviz.pipeline.settings import Pipeline
from cnnviz.pipeline.stages import Stage, strongest

#: The height and width of the part in the convolution's map; less if the map is smaller.
ZOOM = 6


class ZoomRegion(NamedTuple):
    """A part of a map, in its cells."""

    top: int
    left: int
    height: int
    width: int


def round_input(stages: list[Stage], place: int) -> int:
    """Return which stage is the input of the round that a stage belongs to; the image belongs to round 0.

    Args:
        stages: All stages, from `walk`.
        place: The stage.
    """
    return 3 * stages[place].round


def zoom_corner(stages: list[Stage], first: int, now: Pipeline) -> tuple[int, int]:
    """Return row and column at which the part begins in the convolution's map.

    It is the corner that the visitor has set; by default the strongest response lies in the middle. The part
    is moved inside the map where it would reach beyond.

    Args:
        stages: All stages, from `walk`.
        first: The stage that is the round's input; its convolution is there as well.
        now: The settings that made the stages.
    """
    values = stages[first + 1].values
    row, column = now.walk.region or (position - ZOOM // 2 for position in strongest(values))
    return max(0, min(row, values.shape[0] - ZOOM)), max(0, min(column, values.shape[1] - ZOOM))


def zoomed(stages: list[Stage], n: int, first: int, now: Pipeline) -> ZoomRegion:
    """Return the part of stage n: the same cells, or in the pooled map those whose windows lie in it.

    Args:
        stages: All stages, from `walk`.
        n: The round's input or one of its three maps: `first` to `first + 3`.
        first: The stage that is the round's input; its convolution is there as well.
        now: The settings that made the stages.
    """
    row, column = zoom_corner(stages, first, now)
    height, width = stages[n].values.shape[:2]
    if n < first + 3:
        return ZoomRegion(row, column, min(ZOOM, height), min(ZOOM, width))
    pooling = now.walk.rounds[stages[n].round]
    top, n_rows = _pooled_cells(row, pooling, height)
    left, n_columns = _pooled_cells(column, pooling, width)
    return ZoomRegion(top, left, n_rows, n_columns)


def zoomed_cell(stages: list[Stage], first: int, now: Pipeline) -> tuple[int, int]:
    """Return row and column of the first pooled cell whose window lies in the part.

    It is (0, 0) if the map is too small to be pooled.

    Args:
        stages: All stages, from `walk`.
        first: The stage that is the round's input; its convolution is there as well.
        now: The settings that made the stages.
    """
    convolved = stages[first + 1]
    pooling = now.walk.rounds[convolved.round]
    sides = (max(1, (size - pooling.pool_size) // pooling.strides + 1) for size in convolved.values.shape[:2])
    row, column = (
        _pooled_cells(start, pooling, side)[0]
        for start, side in zip(zoom_corner(stages, first, now), sides, strict=True)
    )
    return row, column


def _pooled_cells(start: int, pooling: Round, side: int) -> tuple[int, int]:
    """Return the first pooled cell whose window lies in the part, and the number of such cells; at least 1.

    Args:
        start: Where the part begins along one axis of the map before pooling.
        pooling: The round with the window and the stride.
        side: The number of pooled cells along the axis.
    """
    first = min(-(-start // pooling.strides), side - 1)
    count = (start + ZOOM - pooling.pool_size - first * pooling.strides) // pooling.strides + 1
    return first, max(1, min(count, side - first))
