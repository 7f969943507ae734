"""The digit that the networks read: one of the bundled ones, the drawing, or the image of all pages."""

from __future__ import annotations

from cnnviz import digits, drawing, mnist
from cnnviz.ui.controls import image_picker
from cnnviz.ui.session.state import current


def digit() -> digits.PreparedDigit:
    """Return the visitor's digit, prepared as MNIST was.

    Raises:
        ImageError: if there is no digit in the drawing or the image.
    """
    now = current()
    if now.digit == "bundled":
        return digits.from_mnist(mnist.bundled()[0][now.number])
    if now.digit == "drawing":
        return digits.from_picture(drawing.render(now.drawing))
    return digits.from_picture(image_picker.chosen().pixels)


def label() -> int | None:
    """Return what the digit is, or None where nobody has said so."""
    now = current()
    if now.digit == "bundled":
        return int(mnist.bundled()[1][now.number])
    if now.digit == "image" and now.image == "digit":
        return int(mnist.bundled()[1][now.number])
    return None


def told() -> str:
    """Return in a few words which digit it is."""
    now = current()
    if now.digit == "bundled":
        return f"a handwritten {label()}, no. {now.number} of the bundled digits"
    return "your drawing" if now.digit == "drawing" else "the image of all pages"
