"""What the network cannot know of a picture, in a sentence."""

from __future__ import annotations

from cnnviz.data_sets.imagenet import N_CLASSES
from cnnviz.lessons.thousand_names import ABSENT, SUBJECTS, is_a_name, names_with

#: What is true of every picture.
GENERAL = (
    f"It knows {N_CLASSES:,} names and must choose among them. “{ABSENT.capitalize()}” is not one of them."
)


def sentence(image: str) -> str:
    """Return what the network cannot know of an image.

    Args:
        image: The image's name in a link. What is in an uploaded one is unknown.

    >>> sentence("flower")
    '“Dahlia” is not among its 1,000 names. It must choose another.'
    >>> sentence("cat")
    'None of its 1,000 names is just “cat”. It must choose a kind of cat.'
    """
    subject = SUBJECTS.get(image, "")
    if not subject or is_a_name(subject):
        return GENERAL
    if names_with(subject):
        return f"None of its {N_CLASSES:,} names is just “{subject}”. It must choose a kind of {subject}."
    return f"“{subject.capitalize()}” is not among its {N_CLASSES:,} names. It must choose another."
