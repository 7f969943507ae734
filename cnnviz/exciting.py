"""What excites a network's filters: the strongest patches, and inputs grown from noise. Imports Keras.

from cnnviz import exciting, models, reading

layer = exciting.filter_layers(reading.pretrained("pen")[0])[0]
excite = exciting.excitation(models.load_pretrained("pen"), layer.read, 0)
exciting.grown(exciting.first_growth((28, 28, 1)), excite, 60).x
"""

from cnnviz.with_keras.exciting import (
    Search,
    excitation,
    field_box,
    filter_layers,
    first_growth,
    grown,
    layers_on_one_screen,
    merged,
    outputs_before_activation,
    patch,
    search,
    strongest,
    strongest_pictures,
    usual_regularizers,
)

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
