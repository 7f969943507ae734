"""The settings of the page A push: whose answer is pushed, how, where to, and how far."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.lessons.pushes import MOST_STEPS, PUSH_METHODS
from cnnviz.pipeline import codecs
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.settings.why_settings import MAX_CLASSES, SUBJECTS


@dataclass(frozen=True)
class PushSettings:
    """The page A push."""

    subject: str = setting("photo", codecs.one_of(SUBJECTS), link="push_network")
    """Whose answer is pushed, one of `SUBJECTS`."""
    method: str = setting("fgsm", codecs.one_of(tuple(PUSH_METHODS)), link="push_method")
    toward: int | None = setting(None, codecs.integer(0, MAX_CLASSES - 1), link="push_toward")
    """The class that the answer should become; None is any but the present one."""
    steps: int | None = setting(None, codecs.integer(0, MOST_STEPS), link="push_steps")
    """The size of the push in steps of 1/255; None is the smallest that turns the answer."""
    true_size: bool = setting(False, codecs.FLAG, link="push_true_size")
    """Whether the change is shown at its true size, not enlarged."""
