"""The visitor's settings as one frozen value that links can hold, and the result of each stage.

`settings` has the settings with their bounds; `rounds`, `stack` and `example_input` have the types of their
values, with texts for links and limits.
"""

from cnnviz.pipeline import growth
from cnnviz.pipeline.collapse import Collapse, collapse
from cnnviz.pipeline.cutouts import (
    LECTURE_KERNEL,
    Convolved,
    Cutout,
    OtherMaps,
    activated,
    around,
    convolved,
    cut_out,
    keras_pooling,
    pooled,
    walked,
)
from cnnviz.pipeline.example_step import example_grid, example_kernel, example_step
from cnnviz.pipeline.flattening import Flattened, flattened
from cnnviz.pipeline.map_views import map_view
from cnnviz.pipeline.rounds import POOLINGS, Round
from cnnviz.pipeline.settings import Pipeline, bounds, choices
from cnnviz.pipeline.stack import StackLayer
from cnnviz.pipeline.stages import Stage, arithmetic, feature_map, strongest, walk
from cnnviz.pipeline.unit import Unit
from cnnviz.pipeline.unit_maps import UnitMap, unit_map
from cnnviz.pipeline.unit_window import UnitWindow, unit_window
from cnnviz.pipeline.window_part import WindowPart

__all__ = [
    "LECTURE_KERNEL",
    "POOLINGS",
    "Collapse",
    "Convolved",
    "Cutout",
    "Flattened",
    "OtherMaps",
    "Pipeline",
    "Round",
    "StackLayer",
    "Stage",
    "Unit",
    "UnitMap",
    "UnitWindow",
    "WindowPart",
    "activated",
    "arithmetic",
    "around",
    "bounds",
    "choices",
    "collapse",
    "convolved",
    "cut_out",
    "example_grid",
    "example_kernel",
    "example_step",
    "feature_map",
    "flattened",
    "growth",
    "keras_pooling",
    "map_view",
    "pooled",
    "strongest",
    "unit_map",
    "unit_window",
    "walk",
    "walked",
]
