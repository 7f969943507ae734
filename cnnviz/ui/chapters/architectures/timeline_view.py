"""The figure of the history: year, error and parameters of each network, and the card of the chosen one."""

from __future__ import annotations

from functools import cache

from cnnviz.architectures import TIMELINE
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.timeline_picture import TimelinePoint, timeline_picture
from cnnviz.lessons.architecture_history import measures_of, published, short_names, single_error
from cnnviz.ui.chapters.architectures import architecture_words as words
from cnnviz.ui.components import timeline
from cnnviz.ui.components.timeline import TimelineNetwork, TimelineWords
from cnnviz.ui.session.state import change, current

ALT = "Networks by year and error, as circles. The area of a circle shows the number of parameters."


def show() -> None:
    """Show the figure with the card of the chosen network."""
    timeline.show(
        networks(),
        TimelineWords(
            headline=words.headline(),
            error_name=words.ERROR_NAME,
            none_name=words.NONE_NAME,
            size_name=words.SIZE_NAME,
            alt=ALT,
        ),
        current().architectures.chosen,
        "architectures-timeline",
        on_choose=lambda name: change(architectures={"chosen": name}),
    )


def picture() -> Encoded:
    """Return the figure as a picture to download."""
    points = [TimelinePoint(one.title, one.year, one.error, one.parameters) for one in networks()]
    return timeline_picture(points, words.ERROR_NAME)


@cache
def networks() -> tuple[TimelineNetwork, ...]:
    """Return the networks of the history, computed once for all visitors."""
    short = short_names()
    return tuple(_described(name, short[name]) for name in TIMELINE)


def _described(name: str, short: str) -> TimelineNetwork:
    one, error = published(name), single_error(name)
    return TimelineNetwork(
        name=name,
        title=one.title,
        short=short,
        year=one.year,
        error=error.percent if error else None,
        parameters=measures_of(name).parameters,
        tip=words.tip(name),
        brought=" ".join(one.brought),
        rows=words.facts(name),
        notes=words.notes(name),
    )
