"""Drawings as strokes, small enough for a link: from the pad, to and from text, to pixels."""

from cnnviz.drawing.strokes import (
    BOARD,
    MAX_POINTS,
    MAX_STROKES,
    MAX_TEXT,
    PEN,
    Drawing,
    from_lists,
    parse,
    render,
    to_text,
)

__all__ = [
    "BOARD",
    "MAX_POINTS",
    "MAX_STROKES",
    "MAX_TEXT",
    "PEN",
    "Drawing",
    "from_lists",
    "parse",
    "render",
    "to_text",
]
