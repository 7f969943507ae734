"""What stands around the filters: sizes, numbers, and what the page explains below them."""

from __future__ import annotations

from cnnviz.figures import captions
from cnnviz.lessons.exciting import FilterLayer

POINT = (
    "First layers find local features. Last layers find global patterns. "
    "Each layer sees more of the picture than the one before it."
)
NUMBERS = (
    "A number below a tile is the filter's output, before its activation. "
    "The higher it is, the more the tile excites the filter."
)
DEAD = "No picture excites it: ReLU gives 0 everywhere."
STUCK = "No pixel changes its output."
GROWING = "growing"
HOW_PATCHES = """
**Nine patches.** The network reads every picture at hand.
Each filter gives a number at every place of its feature map.
The page keeps the nine highest numbers.
A digit counts once, a photo up to three times, at different places.
Each patch is the receptive field of that place.
Stripes mark what lies beyond the edge of the picture, where padding stands.

**Which filter.** The page shows the most selective filter of each layer.
Its nine best numbers lie furthest above the mean of all its numbers.
The distance is counted in standard deviations.
For the last layer, the page shows the class with the highest score.
"""
HOW_GROWN = """
**Grown from noise.** The picture begins as faint noise.
Each step moves every pixel a little in the direction that raises the filter's output.
That is gradient ascent: the weights stay, and the picture changes.
In a convolutional layer, the unit in the middle of the map counts.

**Regularizers.** Without them, the picture could become noise that still excites the filter.
Decay makes each number a little smaller. Smoothing makes neighbours more alike.
Jitter shifts the picture by a few pixels before each step.
No pixel leaves the range of real pictures.
"""
QUESTIONS = """
- Which layer is the first that finds whole digits?
- Which filter finds a corner, an arc, a hole?
- Why does the grown picture excite a filter more than any real one?
- Draw a digit of your own. Which filters does it excite most?
- Grow again from other noise. What stays the same?
"""
SOURCES = """
- Zeiler and Fergus: Visualizing and understanding convolutional networks. ECCV 2014 (nine patches).
- Erhan, Bengio, Courville and Vincent: Visualizing higher-layer features of a deep network. 2009.
- Yosinski, Clune, Nguyen, Fuchs and Lipson: Understanding neural networks through deep visualization. 2015.
- Mahendran and Vedaldi: Understanding deep image representations by inverting them. CVPR 2015.
- Olah, Mordvintsev and Schubert: Feature visualization. Distill, 2017.
"""


def sees(layer: FilterLayer, height: int, width: int) -> str:
    """Return how much of the picture a unit sees."""
    rows, columns = layer.field
    if rows >= height and columns >= width:
        return "sees all pixels"
    return f"sees {rows} × {columns} pixels"


def filter_text(layer: FilterLayer, filter_index: int, classes: tuple[str, ...]) -> str:
    """Return which filter it is: its class, for the network's output."""
    if layer.is_output and len(classes) == layer.n_filters:
        return f"class {classes[filter_index]}"
    kind = "filter" if len(layer.shape) == 3 else "unit"
    return f"{kind} {filter_index + 1} of {layer.n_filters}"


def heading(layer: FilterLayer, filter_index: int, classes: tuple[str, ...]) -> str:
    """Return what stands above a layer's column: its name and, for the network's output, the class."""
    if layer.is_output and len(classes) == layer.n_filters:
        return f"{layer.name}: {classes[filter_index]}"
    return layer.name


def excitation(value: float) -> str:
    """Return a filter's output as the page shows it."""
    return captions.fixed(value, 1)
