"""Of what a long run has told, enough to draw it and little enough to keep it."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.runs.events import Event

#: The most events of kind "batch" that are kept of a run; at ten a second they come in three minutes.
MAX_BATCHES = 2048
#: The newest of them stay, each one: they are shown as they come.
RECENT = 128


def thinned(events: Sequence[Event]) -> list[Event]:
    """Return the events of all epochs, and of too many batches the newest and, of the others, half the bound.

    Those lie evenly over the run: the first of every two batches, or four, and so on.
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
