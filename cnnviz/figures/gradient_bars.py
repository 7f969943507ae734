"""The size of the gradient at each layer of several networks, as bars on a logarithmic scale.

It is an SVG whose text has the colour of the text around it: a page draws it anew every second.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from cnnviz.colours import RGB, css
from cnnviz.figures.font import SIZE
from cnnviz.figures.pictures import Encoded

#: Pixels: the whole drawing, and the room for the numbers on the left and the words below.
WIDTH, HEIGHT, LEFT, BELOW, TOP = 450, 200, 56, 28, 12
#: The fewest powers of ten on the scale, and the most of its lines.
FEWEST, LINES = 4, 5
#: The smallest size that is drawn; a smaller gradient has no bar.
LEAST = 1e-30
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def bars(sizes: Sequence[Mapping[str, float]], colours: Sequence[RGB], name: str) -> Encoded:
    """Return the bars of each layer beside each other, from the first layer to the last.

    Args:
        sizes: For each network the size of the gradient of each layer, by the layer's name. The networks have
            the same layers.
        colours: The colour of each network.
        name: What the drawing shows, for those who do not see it.
    """
    layers = list(sizes[0])
    low, high = scale([value for one in sizes for value in one.values()])
    step = (WIDTH - LEFT) / len(layers)
    thick = 0.8 * step / len(sizes)
    parts = [_line(power, low, high) for power in _powers(low, high)]
    for n, layer in enumerate(layers):
        for m, (one, colour) in enumerate(zip(sizes, colours, strict=True)):
            left = LEFT + n * step + 0.1 * step + m * thick
            top = _y(math.log10(max(one[layer], LEAST)), low, high)
            parts.append(_bar((left, thick), top, colour, f"{layer}: {one[layer]:.1e}"))
    parts += [_word(LEFT, "start", "first layer"), _word(WIDTH, "end", "last layer")]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="{SIZE}"'
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}" {size} fill="currentColor">'
        f"{''.join(parts)}</svg>"
    )
    return Encoded(text.encode(), "image/svg+xml", WIDTH, HEIGHT)


def scale(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten at the ends of the scale.

    >>> scale([0.5, 2e-7, 0.0])
    (-7, 0)
    >>> scale([2.0, 3.0])
    (-3, 1)
    """
    powers = [math.log10(value) for value in values if value >= LEAST]
    high = math.ceil(max(powers, default=0))
    return min(math.floor(min(powers, default=0)), high - FEWEST), high


def _powers(low: int, high: int) -> range:
    """Return the powers of ten that have a line."""
    return range(high, low - 1, -max(1, math.ceil((high - low) / LINES)))


def _y(power: float, low: int, high: int) -> float:
    return TOP + (high - power) / (high - low) * (HEIGHT - TOP - BELOW)


def _line(power: int, low: int, high: int) -> str:
    y = _y(power, low, high)
    words = f"10{str(power).translate(_RAISED)}"
    look = 'stroke="currentColor" stroke-opacity="0.25"'
    return (
        f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" {look}/>'
        f'<text x="{LEFT - 6}" y="{y + 0.34 * SIZE:.1f}" text-anchor="end">{words}</text>'
    )


def _bar(place: tuple[float, float], top: float, colour: RGB, name: str) -> str:
    """Return a bar from its top to the lower end of the scale; one that would end below has no height."""
    (left, thick), tall = place, max(0.0, HEIGHT - BELOW - top)
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{thick:.1f}" height="{tall:.1f}" '
        f'fill="{css(colour)}"><title>{name}</title></rect>'
    )


def _word(x: float, anchor: str, word: str) -> str:
    return f'<text x="{x}" y="{HEIGHT - 8}" text-anchor="{anchor}">{word}</text>'
