"""Where volumes stand on a drawing, and the ways of the arrows between them, as SVG paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.figures.lanes import Arc, Lanes
from cnnviz.figures.volume_shapes import BASELINES, MIDDLE, Volume, arrow

#: The height of a lane, without arcs above it: a volume, and the texts below it.
HEIGHT = MIDDLE + BASELINES[-1] + 8
MARGIN = 8
#: The width that an edge needs to change its lane, and the height of one level of arcs.
BEND, ARC = 12, 16
#: The distance of an arrow from the volumes at both its ends.
FROM, TO = 4, 5


@dataclass(frozen=True)
class Spot:
    """The position of a volume: the middle of its column and of its lane."""

    x: float
    y: float
    volume: Volume

    @property
    def left(self) -> float:
        """The left end of its volume and texts."""
        return self.x - self.volume.reach / 2

    @property
    def right(self) -> float:
        """The right end of its volume and texts."""
        return self.x + self.volume.reach / 2


def spots(drawn: Sequence[Volume], lanes: Lanes) -> tuple[list[Spot], float, float]:
    """Return the position of each volume, and the drawing's width and height.

    Args:
        drawn: The volumes, in the order of the nodes.
        lanes: Their columns and lanes.
    """
    columns = [
        [volume for volume, place in zip(drawn, lanes.places, strict=True) if place.column == column]
        for column in range(lanes.n_columns)
    ]
    bends = {lanes.places[end].column for start, end in lanes.straight if _bent(lanes, start, end)}
    bends |= {lanes.places[arc.end].column for arc in lanes.arcs}
    bends |= {lanes.places[arc.start].column + 1 for arc in lanes.arcs}  # an arc rises next to a number
    left, middles = float(MARGIN), []
    for column, there in enumerate(columns):
        gap = (
            max(arrow(one.after) for one in columns[column - 1]) + 2 * BEND * (column in bends)
            if column
            else 0
        )
        wide = max(one.reach for one in there)
        middles.append(left + gap + wide / 2)
        left += gap + wide
    top, tops = 0.0, []
    for lane in range(lanes.n_lanes):
        top += ARC * lanes.levels(lane)
        tops.append(top)
        top += HEIGHT
    found = [
        Spot(middles[place.column], tops[place.lane] + MIDDLE, volume)
        for volume, place in zip(drawn, lanes.places, strict=True)
    ]
    return found, left + MARGIN, top


def ways(lanes: Lanes, placed: Sequence[Spot]) -> list[str]:
    """Return the way of each edge, without a tip, as an SVG path."""
    straight = [_way(placed[start], placed[end]) for start, end in lanes.straight]
    return straight + [_way_above(arc, placed) for arc in lanes.arcs]


def _bent(lanes: Lanes, start: int, end: int) -> bool:
    return lanes.places[start].lane != lanes.places[end].lane


def _way(start: Spot, end: Spot) -> str:
    """Return the way from one volume to another; it turns down at the start, or up at the end."""
    begin, tip = start.right + FROM, end.left - TO
    bend = ""
    if end.y > start.y:
        bend = f"H{begin + BEND:.1f}V{end.y:g}"
    elif end.y < start.y:
        bend = f"H{tip - BEND:.1f}V{end.y:g}"
    return f"M{begin:.1f},{start.y:g}{bend}H{tip:.1f}"


def _way_above(arc: Arc, placed: Sequence[Spot]) -> str:
    """Return the way that passes above the volumes between two others, at the height of its level."""
    start, end = placed[arc.start], placed[arc.end]
    top, begin, tip = start.y - MIDDLE - ARC * arc.level + ARC / 2, start.right + FROM, end.left - TO
    return f"M{begin:.1f},{start.y:g}H{begin + BEND / 2:.1f}V{top:g}H{tip - BEND:.1f}V{end.y:g}H{tip:.1f}"
