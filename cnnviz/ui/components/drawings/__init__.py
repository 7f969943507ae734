"""SVG drawings beside each other, in the colour of the page's text, each with a heading and a line.

A browser component: Streamlit shows an SVG only as a picture, which does not know the page's colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from cnnviz.colours import RGB, css
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.components import component


class Drawn(NamedTuple):
    """A drawing with the words above it; each part may be missing."""

    picture: Encoded | None = None
    title: str = ""
    line: str = ""
    colour: RGB | None = None
    """The colour of the mark before the title."""
    shrinks: bool = False
    """Whether a narrow screen makes it smaller, and does not scroll it."""


def show(drawn: Sequence[Drawn], key: str) -> None:
    """Show the drawings.

    Args:
        drawn: The drawings.
        key: The component's key on this page.
    """
    _component(key=key, data=message(drawn))


def message(drawn: Sequence[Drawn]) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    described = [
        {
            "svg": one.picture.data.decode() if one.picture else "",
            "title": one.title,
            "line": one.line,
            "colour": css(one.colour) if one.colour else "",
            "shrinks": one.shrinks,
        }
        for one in drawn
    ]
    return {"drawings": described, "digest": component.digest(described)}


_component = component.define("drawings", html='<div class="drawings"></div>')
