"""Lay out the nodes of a graph: columns by depth, lanes for branches, arcs for shortcuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A node's position: columns from left to right, lanes from top to bottom."""

    column: int
    lane: int


@dataclass(frozen=True)
class Arc:
    """An edge with other nodes in its way: it passes above the lane of its start."""

    start: int
    end: int
    level: int
    """Its height; 1 is the lowest."""


@dataclass(frozen=True)
class Lanes:
    """The positions of all nodes, and the edges between them."""

    places: tuple[Place, ...]
    straight: tuple[tuple[int, int], ...]
    """Edges without other nodes in their way, as (start, end); they may change the lane."""
    arcs: tuple[Arc, ...]

    @property
    def n_lanes(self) -> int:
        """The number of lanes."""
        return 1 + max(place.lane for place in self.places)

    @property
    def n_columns(self) -> int:
        """The number of columns."""
        return 1 + max(place.column for place in self.places)

    def levels(self, lane: int) -> int:
        """Return the number of levels of the arcs above a lane."""
        over = [arc.level for arc in self.arcs if self.places[arc.start].lane == lane]
        return max(over, default=0)


def laid_out(sources: Sequence[Sequence[int]]) -> Lanes:
    """Return the layout of a graph.

    Args:
        sources: For each node, the indices of its inputs among earlier nodes; the first has none.

    >>> laid_out([[], [0], [1], [2, 0]]).arcs
    (Arc(start=0, end=3, level=1),)
    """
    columns = _columns(sources)
    lanes = _lanes(sources, columns)
    places = tuple(map(Place, columns, lanes))
    edges = list(dict.fromkeys((start, end) for end, starts in enumerate(sources) for start in starts))
    blocked = [edge for edge in edges if _blocked(*edge, places)]
    straight = tuple(edge for edge in edges if edge not in blocked)
    return Lanes(places, straight, _arcs(blocked, places))


def _columns(sources: Sequence[Sequence[int]]) -> list[int]:
    columns: list[int] = []
    for starts in sources:
        columns.append(1 + max((columns[start] for start in starts), default=-1))
    return columns


def _lanes(sources: Sequence[Sequence[int]], columns: Sequence[int]) -> list[int]:
    """Return each node's lane: that of its topmost source, or the next free lane below.

    A node outside the first lane reserves its lane up to the last node that takes its output, or up to a node
    that stands there already.
    """
    until = [column + 1 for column in columns]
    for end, starts in enumerate(sources):
        for start in starts:
            until[start] = max(until[start], columns[end])
    owners: dict[tuple[int, int], int] = {}
    lanes: list[int] = []
    for node, starts in enumerate(sources):
        nearest = min(starts, key=lambda start: lanes[start], default=None)
        lane = 0 if nearest is None else lanes[nearest]
        begin = columns[node] if nearest is None else columns[nearest] + 1
        way = range(begin, columns[node] + 1)
        while any(owners.get((lane, column), nearest) != nearest for column in way):
            lane += 1
        for column in range(begin, until[node] if lane else columns[node] + 1):
            if owners.get((lane, column), nearest) != nearest:
                break
            owners[lane, column] = node
        lanes.append(lane)
    return lanes


def _blocked(start: int, end: int, places: Sequence[Place]) -> bool:
    """Return whether another node is in the way of an edge."""
    lane = max(places[start].lane, places[end].lane)
    return any(
        place.lane == lane and places[start].column < place.column < places[end].column for place in places
    )


def _arcs(edges: Sequence[tuple[int, int]], places: Sequence[Place]) -> tuple[Arc, ...]:
    """Return the arcs; over the same columns, short ones are below long ones."""
    arcs: list[Arc] = []
    for start, end in sorted(edges, key=lambda edge: places[edge[1]].column - places[edge[0]].column):
        over = {
            arc.level
            for arc in arcs
            if places[arc.start].lane == places[start].lane
            and places[arc.start].column < places[end].column
            and places[start].column < places[arc.end].column
        }
        arcs.append(Arc(start, end, next(n for n in range(1, len(edges) + 2) if n not in over)))
    return tuple(arcs)
