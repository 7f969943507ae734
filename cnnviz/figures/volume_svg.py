"""Volumes, arrows and texts as SVG, in the colours of the page around them; as a file, dark on white."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cnnviz.colours import GROUND, INK, WARNING
from cnnviz.figures.font import SIZE
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.volume_shapes import SLANT

_INK, _GROUND = f"var(--st-text-color, {INK})", f"var(--st-background-color, {GROUND})"
_RED = f"var(--st-red-color, {WARNING})"
_STYLE = " ".join(
    (
        f"svg .ground {{ fill: {_GROUND} }}",
        f"svg text {{ fill: {_INK}; font: {SIZE}px var(--st-font, sans-serif); text-anchor: middle }}",
        "svg .label { font-weight: 700 } svg .carried { text-anchor: start }",
        f"svg .volume {{ fill: {_INK}; stroke: {_INK}; stroke-linejoin: round }}",
        "svg .front { fill-opacity: 0.12 } svg .top { fill-opacity: 0.22 } svg .side { fill-opacity: 0.34 }",
        f"svg .arrow {{ stroke: {_INK}; stroke-width: 1.5; fill: none }}",
        f"svg .misfit .volume {{ fill: none; stroke: {_RED}; stroke-width: 2.5; stroke-dasharray: 6 4 }}",
        f"svg .misfit text {{ fill: {_RED} }}",
    )
)


def svg(parts: Sequence[str], width: float, height: float) -> Encoded:
    """Return a picture of parts that are drawn one after the other."""
    wide, high = math.ceil(width), math.ceil(height)
    size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    style = f'<style>{_STYLE}</style><rect class="ground" width="100%" height="100%"/>'
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(parts)}</svg>'
    return Encoded(whole.encode(), "image/svg+xml", wide, high)


def arrow(way: str) -> str:
    """Return an arrow along an SVG path."""
    return f'<path class="arrow" d="{way}m-6,-5l6,5l-6,5"/>'


def box(x: float, y: float, size: tuple[float, float, float], *, flat: bool = False) -> str:
    """Return the visible faces of a volume.

    Args:
        x: The middle of all its faces.
        y: The same, down.
        size: Its width, height and depth.
        flat: Whether only its front is drawn.
    """
    width, height, depth = size
    back = SLANT * depth
    left, top = x - (width + back) / 2, y - (height - back) / 2
    right, bottom = left + width, top + height
    front = [(left, top), (right, top), (right, bottom), (left, bottom)]
    above = [(left, top), (left + back, top - back), (right + back, top - back), (right, top)]
    side = [(right, top), (right + back, top - back), (right + back, bottom - back), (right, bottom)]
    faces = {"front": front} if flat else {"front": front, "top": above, "side": side}
    return "".join(_polygon(points, name) for name, points in faces.items())


def _polygon(points: Sequence[tuple[float, float]], name: str) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon class="volume {name}" points="{corners}"/>'


def text(x: float, y: float, words: str, name: str) -> str:
    """Return a text around x, with its class."""
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}">{words}</text>'
