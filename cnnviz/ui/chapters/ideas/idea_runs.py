"""The runs of an idea: one for each of its networks, trained one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.lessons.ideas import Contender
from cnnviz.runs import Run
from cnnviz.ui.chapters.runs_together import RunsTogether
from cnnviz.ui.session import visitor_runs

_COUNTED = {2: "Train both", 3: "Train all three"}


def together(contenders: Sequence[Contender]) -> RunsTogether:
    """Return the runs that the visitor starts together."""
    return RunsTogether(
        visitor_runs.IDEA, _COUNTED[len(contenders)], lambda: [one.settings for one in contenders]
    )


def of(contenders: Sequence[Contender]) -> dict[str, Run]:
    """Return the visitor's runs of these networks by their names; those that were not started are missing."""
    by_settings = {run.settings: run for run in visitor_runs.group_runs(visitor_runs.IDEA)}
    return {one.name: by_settings[one.settings] for one in contenders if one.settings in by_settings}


def other_is_running(contenders: Sequence[Contender]) -> bool:
    """Return whether the visitor trains the networks of another idea, or made in another way."""
    return together(contenders).running and not of(contenders)
