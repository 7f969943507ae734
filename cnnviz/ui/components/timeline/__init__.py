"""The timeline of networks: each is a circle, by year and error; its area is its parameters.

A browser component. The browser names the network under the pointer and shows the card of the chosen one;
Python is told which one was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cnnviz.ui.components import component


@dataclass(frozen=True, kw_only=True)
class TimelineNetwork:
    """A network on the timeline."""

    name: str
    """As in links, such as "resnet50"."""
    title: str
    short: str
    """What stands beside its circle."""
    year: int
    error: float | None
    """In percent; None for a network without one."""
    parameters: int
    tip: str
    """Its numbers in a line, for the pointer."""
    brought: str
    rows: Sequence[tuple[str, str]]
    """Names and values on its card."""
    notes: Sequence[str]
    """Sentences below its numbers, such as where its error comes from."""


@dataclass(frozen=True, kw_only=True)
class TimelineWords:
    """What stands around the circles, and what a screen reader says of them."""

    headline: str
    error_name: str
    none_name: str
    size_name: str
    alt: str


def show(
    networks: Sequence[TimelineNetwork],
    words: TimelineWords,
    chosen: str,
    key: str,
    *,
    on_choose: Callable[[str], None] | None = None,
) -> None:
    """Show the timeline.

    Args:
        networks: The networks in the order of their years.
        words: What stands around them.
        chosen: The name of the network whose card is shown.
        key: The component's key on this page.
        on_choose: Is called with the name of the network that the visitor chose.
    """
    names = [one.name for one in networks]
    _component(
        key=key,
        data=message(networks, words, chosen),
        on_chosen_change=lambda: component.call_listener(
            key, "chosen", on_choose, lambda name: name in names
        ),
    )


def message(networks: Sequence[TimelineNetwork], words: TimelineWords, chosen: str) -> dict[str, Any]:
    """Return the component's message, with digests of the figure and of all.

    Raises:
        ValueError: If no network has the chosen name.
    """
    content: dict[str, Any] = {
        "networks": [
            vars(one) | {"rows": [list(row) for row in one.rows], "notes": list(one.notes)}
            for one in networks
        ],
        **vars(words),
    }
    place = [one.name for one in networks].index(chosen)
    figure = component.digest(content)
    return content | {"chosen": place, "figure": figure, "digest": f"{figure} {place}"}


_component = component.define(
    "timeline",
    html='<div class="panel timeline" role="group" aria-label="Networks over the years"></div>',
    styles=("shared/panel",),
)
