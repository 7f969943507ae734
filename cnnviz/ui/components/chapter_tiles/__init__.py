"""The chapters as tiles, each with a picture, a sentence and links to its pages.

A browser component: some fifty elements of Streamlit would hold up the picture above it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.components import component, stage


class PageLink(NamedTuple):
    """A link to a page: the page's name and its address, such as "pooling"."""

    name: str
    address: str


class ChapterTile(NamedTuple):
    """A tile; a click anywhere but on a link opens the first page."""

    title: str
    sentence: str
    picture: Encoded
    alt: str
    pages: Sequence[PageLink]


def show(tiles: Sequence[ChapterTile], key: str, *, on_open: Callable[[str], None]) -> None:
    """Show the tiles.

    Args:
        tiles: the tiles.
        key: the component's key on this page.
        on_open: is called with the address of the page that a visitor wants to see.
    """
    known = {page.address for tile in tiles for page in tile.pages}
    _component(
        key=key,
        data=message(tiles, key),
        on_open_change=lambda: component.call_listener(
            key, "open", on_open, lambda address: isinstance(address, str) and address in known
        ),
    )


def message(tiles: Sequence[ChapterTile], place: str) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Args:
        tiles: the tiles.
        place: where the pictures stand, the same in each run.
    """
    described = [
        {
            "title": tile.title,
            "sentence": tile.sentence,
            "src": stage.address(tile.picture, f"{place} {tile.title}"),
            "alt": tile.alt,
            "pages": [page._asdict() for page in tile.pages],
        }
        for tile in tiles
    ]
    return {"tiles": described, "digest": component.digest(described)}


_component = component.define("chapter_tiles", html='<nav class="tiles" aria-label="Chapters"></nav>')
