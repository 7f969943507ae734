"""What the visitor has set, as one frozen value: to and from a link, and each stage's result."""

from cnnviz.pipeline.codecs import MAX_SIDE
from cnnviz.pipeline.rounds import (
    MAX_ROUNDS,
    POOL_SIZES,
    STRIDES,
    Round,
    kernel_from_text,
    kernel_text,
)
from cnnviz.pipeline.settings import DIGITS, IMAGES, MAX_EPOCHS, N_BUNDLED, Pipeline
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
    "DIGITS",
    "IMAGES",
    "MAX_EPOCHS",
    "MAX_ROUNDS",
    "MAX_SIDE",
    "N_BUNDLED",
    "POOLINGS",
    "POOL_SIZES",
    "STRIDES",
    "Pipeline",
    "Round",
    "Stage",
    "arithmetic",
    "feature_map",
    "grey",
    "kernel_from_text",
    "kernel_text",
    "strongest",
    "walk",
]
