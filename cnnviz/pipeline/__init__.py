"""What the visitor has set, as one frozen value: to and from a link, and each stage's result.

Settings with their bounds stand in `settings`; `rounds`, `stack` and `examples` have the values that settings
hold, with their texts and limits.
"""

from cnnviz.pipeline import growth
from cnnviz.pipeline.collapse import Collapse, collapse
from cnnviz.pipeline.cutouts import Convolved, Cutout, activated, around, convolved, cut_out
from cnnviz.pipeline.flattening import Flattened, flattened
from cnnviz.pipeline.rounds import Round
from cnnviz.pipeline.settings import Pipeline, bounds, choices
from cnnviz.pipeline.stack import StackLayer
from cnnviz.pipeline.stages import POOLINGS, Stage, arithmetic, feature_map, strongest, walk
from cnnviz.pipeline.tiny import example_grid, example_kernel, example_step

__all__ = [
    "POOLINGS",
    "Collapse",
    "Convolved",
    "Cutout",
    "Flattened",
    "Pipeline",
    "Round",
    "StackLayer",
    "Stage",
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
    "strongest",
    "walk",
]
