"""Turn a drawing or a picture into a 28x28 digit, prepared as MNIST was, and keep every step."""

from cnnviz.digits.finding import LIMIT, FoundDigit, find
from cnnviz.digits.from_pixels import from_picture
from cnnviz.digits.from_strokes import from_drawing
from cnnviz.digits.picking import pick
from cnnviz.digits.prepared import (
    BOX,
    NO_INK,
    SIZE,
    STROKE,
    PreparationStep,
    PreparedDigit,
    from_mnist,
)
from cnnviz.digits.preparing import stroke_width

__all__ = [
    "BOX",
    "LIMIT",
    "NO_INK",
    "SIZE",
    "STROKE",
    "FoundDigit",
    "PreparationStep",
    "PreparedDigit",
    "find",
    "from_drawing",
    "from_mnist",
    "from_picture",
    "pick",
    "stroke_width",
]
