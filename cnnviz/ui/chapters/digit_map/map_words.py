"""What stands over and under the map: what the network has done, and what the plane can and cannot show."""

from __future__ import annotations

from cnnviz.figures import captions
from cnnviz.lessons.digit_map import STEPS, DigitMap
from cnnviz.network import INPUT
from cnnviz.ui.components.digit_map import MapWords

#: The headline of the pixels.
UNREAD = "As pixels: no network has read these digits yet."
TOGETHER = "The network has moved digits of one class together."
NOT_TOGETHER = "Up to this layer, digits of one class are no closer than as pixels."
EXPLANATION = (
    "A layer turns each digit into many numbers. A screen is flat and has room for only two. "
    "Digits that look alike to the network lie close together."
)
MEANING = f"""
**A point.** It is one of 1,000 test digits, 100 of each class. No network has learned from them.
The numeral is the true class. A ring marks a digit that the network misreads.

**Nearest neighbour.** It is the digit whose numbers in this layer differ least.
All numbers count for that, not only the two on the map. A line leads to it, and it may look far away.

**PCA.** Principal component analysis finds the plane in which the points spread most.
It keeps a share of the spread. Spread is the variance: the mean squared distance from the middle.

**t-SNE.** It begins with PCA's plane and makes {STEPS} small steps.
Each step pulls neighbours together and pushes all others apart.
The size of a group and the distance between groups mean little.

**Your digit.** PCA puts it into the same plane. t-SNE knows only its own digits.
Yours then stands in the middle of its ten nearest neighbours.
"""
QUESTIONS = """
- Which classes touch? Do people confuse the same digits?
- Look at a mistake: which digits surround it?
- Draw a digit between a 4 and a 9. Where does it land?
- Which layer separates the classes first?
- PCA and t-SNE show the same numbers. What does each one hide?
"""
SOURCES = """
- Pearson: On lines and planes of closest fit to systems of points in space. Phil. Mag. 2, 1901.
- van der Maaten and Hinton: Visualizing data using t-SNE. J. Mach. Learn. Res. 9, 2008.
- Wattenberg, Viégas and Johnson: How to use t-SNE effectively. Distill, 2016.
- Poličar, Stražar and Zupan: openTSNE. J. Stat. Softw. 109, 2024.
"""


def words(
    digit_map: DigitMap,
    pixels: DigitMap,
    labels: list[int],
    *,
    layer: str,
    method: str,
    n_mistakes: int,
) -> MapWords:
    """Return what is said of a map.

    Args:
        digit_map: The map.
        pixels: The map by the pixels.
        labels: The classes of its digits.
        layer: The name of the layer; "input" for the pixels.
        method: How it becomes flat, "pca" or "tsne".
        n_mistakes: The number of digits that the network misreads.
    """
    n, own, before = len(labels), digit_map.own_class(labels), pixels.own_class(labels)
    headline = UNREAD if layer == INPUT else TOGETHER if own > before else NOT_TOGETHER
    detail = f"{own:,} of {n:,} digits have a nearest neighbour of their own class"
    detail += "." if layer == INPUT else f"; as pixels, {before:,}."
    note = _tsne_note(digit_map) if method == "tsne" else _pca_note(digit_map)
    mistakes = f"The network misreads {n_mistakes:,} of them."
    alt = f"A map of {n:,} digits. {detail} {mistakes} The arrow keys lead from digit to digit."
    return MapWords(headline=headline, detail=detail, note=note, alt=alt)


def _pca_note(digit_map: DigitMap) -> str:
    kept = captions.share(float(digit_map.kept.sum()))
    return (
        f"PCA turns {digit_map.n_values:,} numbers into two: the plane in which the digits spread most. "
        f"It keeps {kept} of the spread."
    )


def _tsne_note(digit_map: DigitMap) -> str:
    return (
        f"t-SNE turns {digit_map.n_values:,} numbers into two and keeps neighbours together. "
        "Distances between groups mean little."
    )
