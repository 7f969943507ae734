"""The settings of the image, of its view as numbers, and of the filters on the whole image."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cnnviz import drawing as drawings
from cnnviz import filters, images, kernels, mnist
from cnnviz.drawing import Drawing
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.reading import PHOTOS, RUNNABLE

#: The sources of the image; "upload" is a file or the camera, which a link cannot hold.
IMAGES = (*images.sample_images(), "digit", "drawing", "upload")
#: The views of an image as numbers.
NUMBER_VIEWS = ("bits", "grey", "channels", "unit", "histogram", "digit", "count")
#: The maximum number of characters in words that are looked for.
LONGEST_WORDS = 40
NOTHING_DRAWN = Drawing()
#: Which weights a network for photographs has.
WEIGHTS = ("trained", "random")
#: The views of a feature map; "by kernel" leaves the choice to the kernel. Each with its text in links, which
#: once told only whether maps are toned.
MAP_VIEWS = {"by kernel": "no", "toned": "yes", "signed": "signed", "strength": "strength"}


def _drawing(text: Text) -> Drawing:
    return drawings.parse(codecs.first_text(text))


def _map_view(text: Text) -> str:
    return list(MAP_VIEWS)[list(MAP_VIEWS.values()).index(codecs.first_text(text))]


def plain_words(text: Text) -> str:
    """Return letters, digits and spaces, without what Markdown would take for markup."""
    return " ".join(re.findall(r"[^\W_]+", codecs.first_text(text)[:LONGEST_WORDS]))


def _kernel_names(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in codecs.all_texts(text) if name in kernels.KERNELS))


@dataclass(frozen=True)
class ImageSettings:
    """The one image that all pages work on."""

    name: str = setting("china", codecs.one_of(IMAGES), link="image", always=True)
    number: int = setting(0, codecs.integer(0, mnist.N_BUNDLED - 1))
    """The index of the bundled digit."""
    drawing: Drawing = setting(NOTHING_DRAWN, codecs.Codec(drawings.to_text, _drawing))
    bright: bool = setting(False, codecs.FLAG)
    """Whether a dark picture of the visitor's, with 16 bits per value, is brightened."""
    grey: bool = setting(False, codecs.FLAG)
    crop: tuple[int, int, int, int] | None = setting(None, codecs.integers(4))
    """Top, bottom, left, right in pixels; None is the whole picture."""


@dataclass(frozen=True)
class NumbersSettings:
    """The page Numbers."""

    view: str = setting("bits", codecs.one_of(NUMBER_VIEWS))
    bits_of: str = setting("smiley", codecs.one_of(("smiley", "image")), link="bits")
    """What stands for the first image as 0 and 1: the smiley, until a visitor chooses that image.

    The page Digits begins with an example until then, too.
    """
    plain: bool = setting(False, codecs.FLAG)
    """Whether each channel is shown in grey instead of its own colour."""
    place: tuple[int, int] | None = setting(None, codecs.integers(2))
    """Row and column of the pixel that is magnified; None is the middle."""


@dataclass(frozen=True)
class PhotoSettings:
    """What all pages on photographs share."""

    network: str = setting(PHOTOS, codecs.one_of(tuple(RUNNABLE)), link="photo_network")
    """The name of the network for photographs. Pages that name photos need one with trained weights."""
    weights: str = setting("trained", codecs.one_of(WEIGHTS), link="photo_weights")
    """One of `WEIGHTS`, for Inside the photo network; without trained ones, they are random."""


@dataclass(frozen=True)
class WhatSettings:
    """The page What is it? on the names of what is in a photo."""

    sought: str = setting("", codecs.Codec(str, plain_words), link="sought_name")
    """Words that the visitor looks for among the names."""


@dataclass(frozen=True)
class FiltersSettings:
    """Filters on the whole image, here and in the walk; the kernel is that of the first round."""

    beside: tuple[str, ...] = setting((), codecs.Codec(list, _kernel_names, choices=tuple(kernels.KERNELS)))
    """Names of kernels to compare with the chosen one."""
    border: str = setting("reflect", codecs.one_of(tuple(filters.BORDERS)))
    flip: bool = setting(False, codecs.FLAG)
    clipped: bool = setting(False, codecs.FLAG)
    """Whether a filtered picture is shown as an 8-bit image, clipped to 0 … 255."""
    map_view: str = setting(
        "by kernel", codecs.Codec(MAP_VIEWS.__getitem__, _map_view, choices=tuple(MAP_VIEWS)), link="toned"
    )
    """How feature maps are shown, here and on the pages that follow."""
    magnified: bool = setting(False, codecs.FLAG)
    """Whether a magnifier follows the pointer on the picture and its filtered version."""
