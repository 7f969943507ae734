"""Digits as people write them, made to learn from: strokes, edited, distorted and drawn. No Keras.

from cnnviz import handwriting

samples = handwriting.read("pen_strokes.json.gz")
rng = numpy.random.default_rng(1)
strokes = handwriting.as_drawn(samples[0].strokes, rng)
digit = handwriting.by_pen(strokes)  # (28, 28) uint8
"""

from cnnviz.handwriting.as_drawn import as_drawn
from cnnviz.handwriting.edits import EDITS, edited
from cnnviz.handwriting.inked import by_pen, by_picture
from cnnviz.handwriting.pen_samples import CREDIT, PenSample, Strokes, read
from cnnviz.handwriting.skeletons import SKELETONS, skeleton

__all__ = [
    "CREDIT",
    "EDITS",
    "SKELETONS",
    "PenSample",
    "Strokes",
    "as_drawn",
    "by_pen",
    "by_picture",
    "edited",
    "read",
    "skeleton",
]
