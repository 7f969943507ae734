"""The figure of the history: year, error and parameters of each network, and the card of the chosen one."""

from __future__ import annotations

from functools import cache

from cnnviz.architectures.history import HISTORY
from cnnviz.lessons.architecture_sizes import architecture_sizes
from cnnviz.ui.chapters.architectures import architecture_words as words
from cnnviz.ui.components import timeline
from cnnviz.ui.components.timeline import TimelineNetwork, TimelineWords
from cnnviz.ui.session.state import change, current

ALT = "Networks by year and error, as circles. The area of a circle is the number of parameters."


def show() -> None:
    """Show the figure with the card of the chosen network."""
    timeline.show(
        networks(),
        TimelineWords(
            headline=words.headline(architecture_sizes(words.BEFORE), architecture_sizes(words.AFTER)),
            error_name=words.ERROR_NAME,
            none_name=words.NONE_NAME,
            size_name=words.SIZE_NAME,
            alt=ALT,
        ),
        current().architectures.chosen,
        "architectures-timeline",
        on_choose=lambda name: change(architectures={"chosen": name}),
    )


@cache
def networks() -> tuple[TimelineNetwork, ...]:
    """Return the networks of the history, computed once for all visitors."""
    seen: set[str] = set()
    found = []
    for name, published in HISTORY.items():
        sizes = architecture_sizes(name)
        found.append(
            TimelineNetwork(
                name=name,
                title=published.title,
                short=published.number if published.family in seen else published.title,
                year=published.year,
                error=published.error.percent if published.error else None,
                parameters=sizes.parameters,
                tip=words.tip(published, sizes),
                brought=published.brought,
                rows=words.facts(published, sizes),
                notes=words.notes(published),
            )
        )
        seen.add(published.family)
    return tuple(found)
