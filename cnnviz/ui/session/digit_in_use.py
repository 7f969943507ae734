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
    if now.digit.source == "bundled":
        return digits.from_mnist(mnist.bundled()[0][now.image.number])
    if now.digit.source == "drawing":
        return digits.from_picture(drawing.render(now.image.drawing))
    return digits.from_picture(image_picker.chosen().pixels)


def label() -> int | None:
    """Return what the digit is, or None where nobody has said so."""
    now = current()
    if now.digit.source == "bundled":
        return int(mnist.bundled()[1][now.image.number])
    if now.digit.source == "image" and now.image.name == "digit":
        return int(mnist.bundled()[1][now.image.number])
    return None


def told() -> str:
    """Return in a few words which digit it is."""
    now = current()
    if now.digit.source == "bundled":
        return f"a handwritten {label()}, no. {now.image.number} of the bundled digits"
    return "your drawing" if now.digit.source == "drawing" else "the image of all pages"
