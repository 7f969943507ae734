"""Where the nodes of a graph stand in a drawing: columns by depth, lanes for branches, arcs for shortcuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A node's place: columns from left to right, lanes from top to bottom."""

    column: int
    lane: int


@dataclass(frozen=True)
class Arc:
    """An edge that others stand in the way of: it goes above the lane of its start."""

    start: int
    end: int
    level: int
    """How high it goes; 1 is the lowest."""


@dataclass(frozen=True)
class Lanes:
    """Places of all nodes, and the edges between them."""

    places: tuple[Place, ...]
    straight: tuple[tuple[int, int], ...]
    """Edges with nothing between, from node to node; they may change the lane."""
    arcs: tuple[Arc, ...]

    @property
    def n_lanes(self) -> int:
        """How many lanes there are."""
        return 1 + max(place.lane for place in self.places)

    @property
    def n_columns(self) -> int:
        """How many columns there are."""
        return 1 + max(place.column for place in self.places)

    def levels(self, lane: int) -> int:
        """Return how many arcs lie above one another over a lane."""
        over = [arc.level for arc in self.arcs if self.places[arc.start].lane == lane]
        return max(over, default=0)


def laid_out(sources: Sequence[Sequence[int]]) -> Lanes:
    """Return the places of the nodes of a graph.

    Args:
        sources: for each node, the numbers of the nodes before it that it takes from; the first has none.

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
    """Return each node's lane: its first source's where that is free, or else the next one that is.

    A node off the first lane keeps its lane free as far as the last that takes from it.
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
        taken = range(begin, until[node] if lane else columns[node] + 1)
        owners |= {(lane, column): node for column in taken}
        lanes.append(lane)
    return lanes


def _blocked(start: int, end: int, places: Sequence[Place]) -> bool:
    """Whether a node stands in the lane that an edge goes along."""
    lane = max(places[start].lane, places[end].lane)
    return any(
        place.lane == lane and places[start].column < place.column < places[end].column for place in places
    )


def _arcs(edges: Sequence[tuple[int, int]], places: Sequence[Place]) -> tuple[Arc, ...]:
    """Return the arcs, short ones below long ones that lie over the same columns."""
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
