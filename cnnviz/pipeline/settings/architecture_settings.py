"""The settings of the pages on published networks: which is shown, which two are compared."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.architectures import TIMELINE
from cnnviz.lessons.architecture_history import published
from cnnviz.pipeline import codecs
from cnnviz.pipeline.settings.declaration import setting

#: The views of the history: one figure, a table, or two networks layer by layer.
HISTORY_VIEWS = ("timeline", "table", "compared")
#: What a row of the comparison is.
COMPARED_BY = ("stages", "layers")
#: Whose drawing is open: a published network, the one that is being built, or the visitor's network in use.
OPENED = ("published", "built", "in_use")
#: The networks whose published counts contradict each other.
COUNTED = tuple(name for name in TIMELINE if published(name).variants)
#: The variant that is shown beside the first one when the page opens, counted from 0.
SECOND = 1
MAX_VARIANTS = max(len(published(name).variants) for name in COUNTED)
_NAMES = codecs.one_of(TIMELINE)


@dataclass(frozen=True)
class ArchitecturesSettings:
    """The page From LeNet to DenseNet."""

    view: str = setting("timeline", codecs.one_of(HISTORY_VIEWS), link="architectures_view")
    chosen: str = setting("alexnet-grouped", _NAMES, link="architecture")
    """The network whose card is shown, one of `TIMELINE`."""
    first: str = setting("alexnet-grouped", _NAMES, link="compared_first")
    """The first of the two compared networks."""
    second: str = setting("zfnet", _NAMES, link="compared_second")
    compared_by: str = setting("stages", codecs.one_of(COMPARED_BY), link="compared_by")
    """Whether a row is a stage, where maps have one size, or a layer."""
    opened: str = setting("published", codecs.one_of(OPENED), link="opened")
    """Whose drawing the page Open a network shows."""


@dataclass(frozen=True)
class ParameterCountsSettings:
    """The page Why the numbers differ."""

    network: str = setting("alexnet-grouped", codecs.one_of(COUNTED), link="counted")
    """The network whose published counts are explained."""
    variant: int = setting(SECOND, codecs.integer(0, MAX_VARIANTS - 1), link="counted_variant")
    """The chosen one of its variants."""
