"""What excites the filters of a Keras model: the strongest pictures, and the input grown from noise."""

from cnnviz.lessons.exciting import (
    Search,
    field_box,
    filter_layers,
    first_growth,
    grown,
    layers_on_one_screen,
    merged,
    patch,
    search,
    strongest,
    usual_regularizers,
)
from cnnviz.with_keras.exciting.excitation import excitation, outputs_before_activation, strongest_pictures

__all__ = [
    "Search",
    "excitation",
    "field_box",
    "filter_layers",
    "first_growth",
    "grown",
    "layers_on_one_screen",
    "merged",
    "outputs_before_activation",
    "patch",
    "search",
    "strongest",
    "strongest_pictures",
    "usual_regularizers",
]
