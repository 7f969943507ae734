"""The strip of kernels: the visitor's image, small, under each kernel, in groups. A click takes a kernel.

A browser component. All small pictures are on one or two sheets, which the browser loads once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cnnviz.figures.kernel_thumbnails import Sheet
from cnnviz.ui.components import component, stage


@dataclass(frozen=True)
class Tile:
    """A kernel in the strip: its name, its label on the screen, and its small picture."""

    name: str
    label: str
    sheet: int
    """The index of the sheet that has the picture."""
    part: int
    """The picture's index on the sheet."""


@dataclass(frozen=True)
class TileGroup:
    """Kernels that do something similar, and what it is."""

    label: str
    tiles: Sequence[Tile]


def show(
    groups: Sequence[TileGroup],
    sheets: Sequence[Sheet],
    key: str,
    *,
    label: str,
    chosen: Sequence[str],
    on_choose: Callable[[str], None],
    on_several: Callable[[str], None] | None = None,
    on_one: Callable[[], None] | None = None,
) -> None:
    """Show the strip: in one row if several kernels can be taken, else in as many as fit.

    Args:
        groups: All kernels.
        sheets: The sheets that hold their pictures.
        key: The component's key on this page.
        label: What the choice is for.
        chosen: The names of the kernels taken, in their order.
        on_choose: Is called with the name of the kernel that is taken instead of all others.
        on_several: Is called with the name of the kernel that is added to the others, or taken out.
        on_one: Is called when only the first of several is kept.
    """
    names = {tile.name for group in groups for tile in group.tiles}

    def listener(name: str, called: Callable[[str], None] | None) -> Callable[[], None]:
        return lambda: component.call_listener(key, name, called, lambda given: given in names)

    _component(
        key=key,
        data=message(groups, sheets, key, label=label, chosen=chosen, takes_several=on_several is not None),
        on_chosen_change=listener("chosen", on_choose),
        on_several_change=listener("several", on_several),
        on_one_change=lambda: on_one and on_one() if st.session_state[key].get("one") else None,
    )


def message(
    groups: Sequence[TileGroup],
    sheets: Sequence[Sheet],
    key: str,
    *,
    label: str,
    chosen: Sequence[str],
    takes_several: bool,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    content: dict[str, Any] = {
        "label": label,
        "groups": [{"label": group.label, "tiles": [vars(tile) for tile in group.tiles]} for group in groups],
        "sheets": [_describe(one, f"{key} sheet {n}") for n, one in enumerate(sheets)],
        "takesSeveral": takes_several,
    }
    digest = component.digest(content)
    return content | {"content": digest, "chosen": list(chosen), "digest": f"{digest} {list(chosen)}"}


def _describe(sheet: Sheet, place: str) -> dict[str, Any]:
    """Return a sheet's part of the message; `aspect` is the width of one picture over its height."""
    encoded = sheet.encoded
    return {
        "src": stage.address(encoded, place),
        "across": sheet.across,
        "down": sheet.down,
        "aspect": (encoded.width / sheet.across) / (encoded.height / sheet.down),
        "height": encoded.height // sheet.down,
    }


_component = component.define(
    "kernel_strip",
    html='<div class="room"><div class="bar"></div><div class="strip" role="listbox"></div></div>',
)
