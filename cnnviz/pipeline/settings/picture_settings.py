"""What is set of the image, of how it is shown as numbers, and of the filters over all of it."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz import drawing as drawings
from cnnviz import filters, images, kernels, mnist
from cnnviz.drawing import Drawing
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.settings.declaration import setting

#: Where the one image comes from; "upload" is a file or the camera, and cannot stand in a link.
IMAGES = (*images.sample_images(), "digit", "drawing", "upload")
#: The ways in which an image is shown as numbers.
NUMBER_VIEWS = ("bits", "grey", "channels", "unit", "histogram", "digit", "count")
NOTHING_DRAWN = Drawing()


def _drawing(text: Text) -> Drawing:
    return drawings.parse(codecs.first_text(text))


def _kernel_names(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in codecs.all_texts(text) if name in kernels.KERNELS))


@dataclass(frozen=True)
class ImageSettings:
    """The one image that all pages work on."""

    name: str = setting("china", codecs.one_of(IMAGES), link="image", always=True)
    number: int = setting(0, codecs.integer(0, mnist.N_BUNDLED - 1))
    """Which of the bundled digits."""
    drawing: Drawing = setting(NOTHING_DRAWN, codecs.Codec(drawings.to_text, _drawing))
    grey: bool = setting(False, codecs.FLAG)
    crop: tuple[int, int, int, int] | None = setting(None, codecs.integers(4))
    """Top, bottom, left, right in pixels; None is the whole picture."""


@dataclass(frozen=True)
class NumbersSettings:
    """How the page Numbers shows the image."""

    view: str = setting("bits", codecs.one_of(NUMBER_VIEWS))
    plain: bool = setting(False, codecs.FLAG)
    """Whether each channel is shown in grey, and not in its own colour."""
    place: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the pixel that is magnified; None is the middle."""


@dataclass(frozen=True)
class FiltersSettings:
    """How a kernel is applied to the whole image, here and in the walk; the kernel is the first round's."""

    beside: tuple[str, ...] = setting((), codecs.Codec(list, _kernel_names, choices=tuple(kernels.KERNELS)))
    """Names of kernels shown beside the chosen one."""
    border: str = setting("reflect", codecs.one_of(tuple(filters.BORDERS)))
    flip: bool = setting(False, codecs.FLAG)
    clipped: bool = setting(False, codecs.FLAG)
    """Whether a filtered picture is shown as an 8-bit image, cut to 0 … 255."""
    magnified: bool = setting(False, codecs.FLAG)
    """Whether a magnifier walks over the picture and what the kernel makes of it."""
