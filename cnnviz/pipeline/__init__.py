"""What the visitor has set, as one frozen value: to and from a link, and each stage's result."""

from cnnviz.pipeline.codecs import MAX_SIDE
from cnnviz.pipeline.collapse import Collapse, collapse
from cnnviz.pipeline.cutouts import Convolved, Cutout, activated, convolved, cut_out
from cnnviz.pipeline.rounds import (
    MAX_ROUNDS,
    POOL_SIZES,
    STRIDES,
    Round,
    kernel_from_text,
    kernel_text,
)
from cnnviz.pipeline.settings import (
    ACTIVATIONS,
    CONVOLUTION_STRIDES,
    DIGITS,
    DILATION_RATES,
    IMAGES,
    MAX_EPOCHS,
    MODES,
    N_BUNDLED,
    PADDINGS,
    SECONDS,
    SIDES,
    VIEWS,
    Pipeline,
)
from cnnviz.pipeline.stages import (
    POOLINGS,
    Stage,
    arithmetic,
    feature_map,
    grey,
    strongest,
    walk,
)

__all__ = [
    "ACTIVATIONS",
    "CONVOLUTION_STRIDES",
    "DIGITS",
    "DILATION_RATES",
    "IMAGES",
    "MAX_EPOCHS",
    "MAX_ROUNDS",
    "MAX_SIDE",
    "MODES",
    "N_BUNDLED",
    "PADDINGS",
    "POOLINGS",
    "POOL_SIZES",
    "SECONDS",
    "SIDES",
    "STRIDES",
    "VIEWS",
    "Collapse",
    "Convolved",
    "Cutout",
    "Pipeline",
    "Round",
    "Stage",
    "activated",
    "arithmetic",
    "collapse",
    "convolved",
    "cut_out",
    "feature_map",
    "grey",
    "kernel_from_text",
    "kernel_text",
    "strongest",
    "walk",
]
