"""One layer with its maps, sheet by sheet, and the arithmetic of one of their numbers."""

from __future__ import annotations

from typing import Any

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.lessons.shown_maps import MapsAsked, ShownMaps
from cnnviz.pipeline import Unit, UnitWindow, unit_window
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject, chosen_layer
from cnnviz.ui.components import layer_maps
from cnnviz.ui.components.layer_maps import OpenedUnit
from cnnviz.ui.session import network_maps
from cnnviz.ui.session.explained_answers import Question
from cnnviz.ui.session.state import change, current

KEY = "inside-maps"
#: The number of maps on a sheet.
SHEET = 20
WORKING = "The network is looking at the photo."
HINT = "Move over a map to read its numbers. Click a number to see how it is computed."


def n_sheets(subject: InsideSubject) -> int:
    """Return how many sheets the chosen layer's maps have."""
    return -(-subject.network.shapes[chosen_layer(subject)][2] // SHEET)


def sheet(subject: InsideSubject) -> int:
    """Return the number of the sheet that is shown, from 0."""
    return min(current().photo_network.sheet, n_sheets(subject) - 1)


def question(subject: InsideSubject) -> Question[list[ShownMaps]]:
    """Return the question for the maps on the sheet."""
    in_order = current().photo_network.order == "channels"
    asked = MapsAsked(chosen_layer(subject), SHEET, SHEET * sheet(subject), in_order)
    return network_maps.shown_maps(subject.file, subject.x, (asked,))


def show(subject: InsideSubject) -> list[Question[Any]]:
    """Show the sheet, and the arithmetic of the chosen number; return the questions that are still open."""
    asked = question(subject)
    try:
        found = asked.answer()
    except (NetworkError, WorkerError) as error:
        layer_maps.show(None, KEY, said=sentence(error))
        return []
    if found is None:
        layer_maps.show(None, KEY, said=WORKING)
        return [asked]
    return _show_maps(subject, found[0])


def _show_maps(subject: InsideSubject, maps: ShownMaps) -> list[Question[Any]]:
    unit, said, opened = chosen_unit(maps), HINT, None
    awaited: list[Question[Any]] = []
    if unit is not None:
        try:
            window = unit_window(subject.network, subject.weights, unit)
            needed = network_maps.windows(subject.file, subject.x, window.sources)
            values = needed.answer()
            awaited = [needed] if values is None else []
            opened = None if values is None else _opened(subject, window, values)
        except (NetworkError, WorkerError) as error:
            unit, said = None, sentence(error)
    layer_maps.show(
        maps,
        KEY,
        said=said,
        unit=unit,
        opened=opened,
        on_unit=lambda chosen: change(photo_network={"unit": chosen}),
    )
    return awaited


def chosen_unit(maps: ShownMaps) -> Unit | None:
    """Return the number that is open; None if it is on no map of the sheet."""
    unit = current().photo_network.unit
    if unit is None or unit.node != maps.asked.layer or unit.channel not in maps.channels:
        return None
    height, width, _ = maps.values.shape
    return unit if unit.row < height and unit.column < width else None


def _opened(subject: InsideSubject, window: UnitWindow, values: list[Any]) -> OpenedUnit:
    names = {*(part.source for part in window.sources), window.made_by, window.unit.node}
    if window.network is not None:
        names |= set(window.network.names)
    shapes = {name: subject.network.shapes[name] for name in sorted(names)}
    return OpenedUnit(window, values, shapes, {name: name for name in shapes})
