"""A visitor's own classes: their pictures as features, the layer that learns from them, and its file."""

from cnnviz.lessons.own_classes.head import LEARNING_RATE, STEPS, OwnHead, learned
from cnnviz.lessons.own_classes.own_pictures import (
    MAX_CLASSES,
    MOST_PICTURES,
    ClassPicture,
    OwnClass,
    used,
    why_not,
)
from cnnviz.lessons.own_classes.saved import head_in, with_head

__all__ = [
    "LEARNING_RATE",
    "MAX_CLASSES",
    "MOST_PICTURES",
    "STEPS",
    "ClassPicture",
    "OwnClass",
    "OwnHead",
    "head_in",
    "learned",
    "used",
    "why_not",
    "with_head",
]
