"""The map of all digits: where a layer's outputs put many pictures, in the plane and among each other."""

from cnnviz.lessons.digit_map.arrangement import STEPS, Arrangement, first_arrangement, next_arrangement
from cnnviz.lessons.digit_map.layers_to_map import LAYERS, first_convolution, last_hidden_layer, mapped_layer
from cnnviz.lessons.digit_map.space import NEIGHBOURS, DigitMap, OwnPlace, Space

__all__ = [
    "LAYERS",
    "NEIGHBOURS",
    "STEPS",
    "Arrangement",
    "DigitMap",
    "OwnPlace",
    "Space",
    "first_arrangement",
    "first_convolution",
    "last_hidden_layer",
    "mapped_layer",
    "next_arrangement",
]
