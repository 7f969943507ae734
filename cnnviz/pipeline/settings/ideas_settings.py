"""The settings of the page The ideas: which idea, and how its networks are made."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.lessons.ideas import DEPTHS, IDEAS, Options
from cnnviz.pipeline import codecs
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.runs import INITIALIZERS


@dataclass(frozen=True)
class IdeasSettings:
    """The page The ideas."""

    idea: str = setting("skips", codecs.one_of(tuple(IDEAS)))
    """The idea, a key of `IDEAS`."""
    depth: int = setting(Options.depth, codecs.one_of_integers(DEPTHS), link="idea_depth")
    """The number of convolutions in the stack with skips, and in the one without."""
    normalization: bool = setting(Options.normalization, codecs.FLAG, link="idea_normalization")
    """Whether a batch normalization follows each of them."""
    initializer: str = setting(Options.initializer, codecs.one_of(tuple(INITIALIZERS)), link="idea_begins")
    """How the kernels begin, a key of `INITIALIZERS`."""

    @property
    def options(self) -> Options:
        """What the idea's networks are made from."""
        return Options(self.depth, self.normalization, self.initializer)
