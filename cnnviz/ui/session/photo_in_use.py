"""The image that a network for photographs reads: the visitor's, or an example until they have chosen one."""

from __future__ import annotations

from cnnviz.pipeline import Pipeline
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current

#: What pages on photographs begin with, until the visitor chooses an image.
EXAMPLE = "cat"
#: The samples that are photographs.
PHOTOGRAPHS = ("cat", "cup", "photographer", "china", "flower")


def example() -> ImageInUse:
    """Return the example."""
    return image_in_use.sample(EXAMPLE)


def picture() -> ImageInUse:
    """Return the visitor's image, or the example until they have chosen one."""
    return image_in_use.chosen() if image_in_use.is_chosen() else example()


def settings() -> Pipeline:
    """Return the visitor's settings, with the example as the image until they have chosen one."""
    return current() if image_in_use.is_chosen() else current().replace(image={"name": EXAMPLE})
