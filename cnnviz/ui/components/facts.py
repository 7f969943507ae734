"""The numbers that JavaScript shares with Python, as a JavaScript module.

There is no file `shared/facts.js`: its text is generated from Python's tables when a component's modules are
joined. `shared/facts.d.ts` declares its names for the type checker.
"""

from __future__ import annotations

import json

from cnnviz.colours import (
    BLACK_INK_ABOVE,
    CLASSES,
    LIGHT_LUMINANCE,
    MAP_SCALES,
    MAP_STEPS,
    NEGATIVE,
    OPACITY,
    POSITIVE,
)
from cnnviz.digits import BOX, STROKE
from cnnviz.drawing import BOARD, MAX_POINTS, MAX_STROKES, PEN
from cnnviz.figures.map_colours import ALMOST_NOTHING, SAMPLE
from cnnviz.kernels.kernel import ALMOST_BALANCED, MAX_WEIGHT
from cnnviz.layers.activation import NEGATIVE_SLOPE
from cnnviz.layers.loss import EPSILON
from cnnviz.lessons import ambiguity
from cnnviz.lessons.preset_logits import PRESETS
from cnnviz.mnist import SIDE
from cnnviz.network.limits import BROWSER_MULTIPLICATIONS, BROWSER_WEIGHTS

#: The path that modules import the facts from, below `components`.
PATH = "shared/facts.js"
FACTS: dict[str, object] = {
    "POSITIVE": POSITIVE,
    "NEGATIVE": NEGATIVE,
    "OPACITY": OPACITY,
    "BLACK_INK_ABOVE": BLACK_INK_ABOVE,
    "LIGHT_LUMINANCE": LIGHT_LUMINANCE,
    "CLASS_COLOURS": CLASSES,
    "MAP_SCALES": {name: scale._asdict() for name, scale in MAP_SCALES.items()},
    "MAP_STEPS": MAP_STEPS,
    "MAP_SAMPLE": SAMPLE,
    "MAP_NOTHING": ALMOST_NOTHING,
    "ALMOST_BALANCED": ALMOST_BALANCED,
    "NEGATIVE_SLOPE": NEGATIVE_SLOPE,
    "EPSILON": EPSILON,
    "LARGEST_NUMBER": MAX_WEIGHT,
    "BROWSER_MULTIPLICATIONS": BROWSER_MULTIPLICATIONS,
    "BROWSER_WEIGHTS": BROWSER_WEIGHTS,
    "DIGIT_SIDE": SIDE,
    "DIGIT_BOX": BOX,
    "DIGIT_STROKE": STROKE,
    "BOARD": BOARD,
    "PEN": PEN,
    "MAX_STROKES": MAX_STROKES,
    "MAX_POINTS": MAX_POINTS,
    "LOGIT_PRESETS": PRESETS,
    "MORPH_STEPS": ambiguity.STEPS,
    "MORPH_EVERY": ambiguity.EVERY,
    "MORPH_REACH": ambiguity.REACH,
    "MORPH_HALVINGS": ambiguity.HALVINGS,
}


def javascript() -> str:
    """Return the facts as a JavaScript module."""
    return "".join(f"export const {name} = {json.dumps(value)}\n" for name, value in FACTS.items())
