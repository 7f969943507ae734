"""The digit that networks read: a bundled one, the visitor's drawing, or one in their image."""

from __future__ import annotations

from cnnviz import digits, mnist
from cnnviz.errors import ImageError
from cnnviz.ui.session import found_digits
from cnnviz.ui.session.state import current

#: What a page shows while the pad is empty.
DRAW = "Draw a digit."


def prepared_digit() -> digits.PreparedDigit:
    """Return the visitor's digit, prepared as MNIST's digits were.

    Raises:
        ImageError: If there is no digit in the drawing or the image.
    """
    now = current()
    if is_awaited():
        raise ImageError(DRAW)
    if now.digit.source == "bundled":
        return digits.from_mnist(mnist.bundled()[0][now.image.number])
    if now.digit.source == "drawing":
        return digits.from_drawing(now.image.drawing)
    return found_digits.chosen()


def is_awaited() -> bool:
    """Return whether the digit is to be drawn, and the pad is still empty: no error yet."""
    now = current()
    return now.digit.source == "drawing" and not now.image.drawing.strokes
