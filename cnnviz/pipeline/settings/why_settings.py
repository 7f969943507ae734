"""The settings of the page Why?: whose answer is explained, by which method, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.lessons.explanations import METHODS, PATCH_PARTS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.settings.network_settings import LAYER_NAME
from cnnviz.reading import READERS

#: Whose answer is explained: the network for photographs, a shipped one for digits, or the visitor's own.
SUBJECTS = ("photo", *READERS, "own")
#: The views: the map over the picture, or how good the map is.
WHY_VIEWS = ("map", "quality")
#: More classes than any network here has.
MAX_CLASSES = 1000


@dataclass(frozen=True)
class WhySettings:
    """The page Why?."""

    subject: str = setting("photo", codecs.one_of(SUBJECTS), link="why_network")
    """Whose answer is explained, one of `SUBJECTS`."""
    method: str = setting("grad_cam", codecs.one_of(tuple(METHODS)), link="why_method")
    target: int | None = setting(None, codecs.integer(0, MAX_CLASSES - 1), link="why_class")
    """The class that is explained; None is the network's best."""
    layer: str = setting("", LAYER_NAME, link="why_layer")
    """The layer whose maps Grad-CAM takes; "" is the last convolution."""
    patch_part: int = setting(7, codecs.one_of_integers(PATCH_PARTS), link="why_patch")
    """The side of occlusion's patch: the picture's shorter side by this number."""
    through: int = setting(65, codecs.integer(0, 100), link="why_shown")
    """How much of the map shows over the picture, in percent."""
    view: str = setting("map", codecs.one_of(WHY_VIEWS), link="why_view")
