"""What excites a filter: the pictures that do so most, and the input that would, grown from noise."""

from cnnviz.lessons.exciting.field_patches import FieldBox, Patch, field_box, patch, without_wide_padding
from cnnviz.lessons.exciting.filter_layers import (
    MOST_LAYERS,
    FilterLayer,
    filter_layers,
    layers_on_one_screen,
)
from cnnviz.lessons.exciting.growing import (
    GROWTH_STEPS,
    Excite,
    Growth,
    first_growth,
    grown,
    input_range,
)
from cnnviz.lessons.exciting.regularizers import (
    Regularizers,
    total_variation,
    usual_regularizers,
    variation_gradient,
)
from cnnviz.lessons.exciting.strongest import (
    NINE,
    NO_PICTURE,
    Search,
    Strongest,
    merged,
    search,
    strongest,
)

__all__ = [
    "GROWTH_STEPS",
    "MOST_LAYERS",
    "NINE",
    "NO_PICTURE",
    "Excite",
    "FieldBox",
    "FilterLayer",
    "Growth",
    "Patch",
    "Regularizers",
    "Search",
    "Strongest",
    "field_box",
    "filter_layers",
    "first_growth",
    "grown",
    "input_range",
    "layers_on_one_screen",
    "merged",
    "patch",
    "search",
    "strongest",
    "total_variation",
    "usual_regularizers",
    "variation_gradient",
    "without_wide_padding",
]
