"""Thin out the events of a long run: enough to draw its curves, few enough to keep."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.runs.events import Event

#: The maximum number of batch events kept for a run; at ten a second it is reached after three minutes.
MAX_BATCHES = 2048
#: The newest batch events are all kept, since they are shown as they arrive.
RECENT = 128


def thinned(events: Sequence[Event]) -> list[Event]:
    """Return all epoch events and at most MAX_BATCHES batch events.

    If there are more batch events, the newest RECENT stay, and of the others at most half the maximum, evenly
    spaced over the run: the first of every 2, 4, 8 … batches.
    """
    batches = [event for event in events if event["kind"] == "batch"]
    if len(batches) <= MAX_BATCHES:
        return list(events)
    apart = 1
    while _step(batches[-1]) >= apart * MAX_BATCHES // 2:
        apart *= 2
    first: dict[int, Event] = {}
    for event in batches[:-RECENT]:
        first.setdefault(_step(event) // apart, event)
    kept = {id(event) for event in (*first.values(), *batches[-RECENT:])}
    return [event for event in events if event["kind"] == "epoch" or id(event) in kept]


def _step(event: Event) -> int:
    return event["epoch"] * event["n_batches"] + event["batch"] - 1
