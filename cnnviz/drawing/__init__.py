"""Drawings as strokes, small enough for a link: from the pad, to and from text, to pixels."""

from cnnviz.drawing.fabric import MAX_COORDINATE, MAX_SAMPLES, TOLERANCE, from_fabric, to_fabric
from cnnviz.drawing.strokes import (
    BOARD,
    MAX_POINTS,
    MAX_STROKES,
    MAX_TEXT,
    PEN,
    Drawing,
    parse,
    render,
    to_text,
)

__all__ = [
    "BOARD",
    "MAX_COORDINATE",
    "MAX_POINTS",
    "MAX_SAMPLES",
    "MAX_STROKES",
    "MAX_TEXT",
    "PEN",
    "TOLERANCE",
    "Drawing",
    "from_fabric",
    "parse",
    "render",
    "to_fabric",
    "to_text",
]
