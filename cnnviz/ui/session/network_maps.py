"""The maps of a large network, and the numbers behind one of them, computed once for all visitors."""

from __future__ import annotations

from cnnviz.lessons.shown_maps import MapsAsked, ShownMaps, part_of
from cnnviz.network import INPUT
from cnnviz.pipeline import WindowPart
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.explained_answers import Array, Question, input_digest
from cnnviz.workers import NetworkFile

#: A sheet of maps is at most a few megabytes.
_shown: Answers[list[ShownMaps]] = Answers(kept=24)
_windows: Answers[list[Array]] = Answers()


def shown_maps(network: NetworkFile, x: Array, asked: tuple[MapsAsked, ...]) -> Question[list[ShownMaps]]:
    """Return the question for some maps of several layers for one input."""
    return Question(
        _shown,
        (network.digest, input_digest(x), asked),
        lambda: worker_processes.workers().shown_maps(network, x, asked),
    )


def windows(network: NetworkFile, x: Array, parts: tuple[WindowPart, ...]) -> Question[list[Array]]:
    """Return the question for the numbers that one number is computed from: those of each part."""

    def compute() -> list[Array]:
        return [_part(network, x, part) for part in parts]

    return Question(_windows, (network.digest, input_digest(x), parts), compute)


def _part(network: NetworkFile, x: Array, part: WindowPart) -> Array:
    asked = part.asked
    if part.source == INPUT:
        return part_of(x, asked)
    cells = tuple(asked.rows or ()), tuple(asked.columns or ())
    return worker_processes.workers().maps(network, x, asked.layer, asked.channels, cells)
