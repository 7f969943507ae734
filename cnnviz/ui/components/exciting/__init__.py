"""What excites filters: a column for each layer, or one filter with its nine patches and whole pictures.

A browser component. The pointer leads from a patch to its whole picture without messages to the server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.exciting import FieldBox
from cnnviz.ui.components import component, stage


@dataclass(frozen=True, kw_only=True)
class ExcitingPatch:
    """One of the nine patches."""

    value: str
    """The filter's output there."""
    label: str
    """What its picture is called."""
    is_own: bool
    """Whether it is the visitor's own picture."""
    picture: int
    """The index of its picture among those that are sent; -1 if none are sent."""
    box: FieldBox
    """The receptive field in its picture."""


@dataclass(frozen=True, kw_only=True)
class ShownFilter:
    """A filter with what excites it."""

    name: str
    """The layer's name, and the class if it is one."""
    sees: str
    """How large its receptive field is."""
    filter_text: str
    """Which filter it is."""
    sheet: Encoded | None
    """The patches, three in a row; None if they are still to come, or there are none."""
    patches: Sequence[ExcitingPatch]
    strongest: str
    """What stands below the patches."""
    grown: Encoded | None
    """The input so far; None if it is still to come."""
    excitation: str
    """What stands below the grown input."""
    note: str = ""
    """A sentence in place of what there is not."""


@dataclass(frozen=True, kw_only=True)
class PictureOfPatch:
    """A picture in which patches are."""

    encoded: Encoded
    label: str


def show(
    key: str,
    filters: Sequence[ShownFilter],
    *,
    patches_of: str,
    pictures: Sequence[PictureOfPatch] = (),
    is_opened: bool = False,
    is_running: bool = False,
    on_pick: Callable[[int], None] | None = None,
) -> None:
    """Show a column for each filter, or, opened, one filter with its patches in their pictures.

    Args:
        key: The component's key on this page.
        filters: The filters, from the first layer to the last; only one if it is opened.
        patches_of: What the patches are taken from, for the line above them.
        pictures: The whole pictures of an opened filter.
        is_opened: Whether the one filter is shown large.
        is_running: Whether something is still being found or grown.
        on_pick: Is called with the index of the column that the visitor chooses.
    """
    _component(
        key=key,
        data=message(
            key,
            filters,
            patches_of=patches_of,
            pictures=pictures,
            is_opened=is_opened,
            is_running=is_running,
        ),
        on_picked_change=lambda: component.call_listener(key, "picked", on_pick, component.is_index),
    )


def message(
    key: str,
    filters: Sequence[ShownFilter],
    *,
    patches_of: str,
    pictures: Sequence[PictureOfPatch],
    is_opened: bool,
    is_running: bool,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    content: dict[str, Any] = {
        "filters": [_described(one, f"{key} {place}") for place, one in enumerate(filters)],
        "patchesOf": patches_of,
        "pictures": [
            _picture(one.encoded, f"{key} picture {place}") | {"label": one.label}
            for place, one in enumerate(pictures)
        ],
        "opened": is_opened,
        "running": is_running,
    }
    return content | {"digest": component.digest(content)}


def _described(one: ShownFilter, place: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "sees": one.sees,
        "filter": one.filter_text,
        "sheet": None if one.sheet is None else _picture(one.sheet, f"{place} patches"),
        "patches": [
            {
                "value": patch.value,
                "label": patch.label,
                "own": patch.is_own,
                "picture": patch.picture,
                "box": list(patch.box),
            }
            for patch in one.patches
        ],
        "strongest": one.strongest,
        "grown": None if one.grown is None else _picture(one.grown, f"{place} grown"),
        "excitation": one.excitation,
        "note": one.note,
    }


def _picture(encoded: Encoded, place: str) -> dict[str, Any]:
    return {"src": stage.address(encoded, place), "width": encoded.width, "height": encoded.height}


_component = component.define("exciting", html='<div class="panel exciting"></div>', styles=("shared/panel",))
