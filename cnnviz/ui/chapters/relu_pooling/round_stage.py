"""The stage of the page on rounds: a round's input and its three maps, as pictures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import pipeline
from cnnviz.colours import Colours, MapColours
from cnnviz.figures import captions, pictures
from cnnviz.figures.map_colours import colours_of
from cnnviz.pipeline import Stage
from cnnviz.pipeline.zoom import ZoomRegion, round_input, zoomed
from cnnviz.ui.components import stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current

Array = npt.NDArray[np.float32]
#: The height of wide pictures, with room for the small maps below; and of others, with the small maps beside.
WIDE, TALL = "26vh", "38vh"
#: From this width over height on, a picture is wide.
WIDE_FROM = 1.25
BESIDE = [5, 2]


def places(image: Array) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the containers for the pictures of a round and for the small maps, where the image leaves room.

    Args:
        image: (height, width) or (height, width, 3).
    """
    if _is_wide(image):
        return st.container(), st.container()
    pictures, proportions = st.columns(BESIDE)
    return pictures, proportions


def _is_wide(image: Array) -> bool:
    height, width = image.shape[:2]
    return bool(width >= WIDE_FROM * height)


def show(stages: list[Stage], place: int, chosen: ImageInUse) -> pictures.Encoded:
    """Show the round that a stage belongs to, up to this stage; return the stage's picture.

    Args:
        stages: All stages, from `walk`.
        place: The stage that is shown.
        chosen: The image that the walk begins with.
    """
    first = round_input(stages, place)
    shown = [_picture(stages, n, first, chosen) for n in range(first, place + 1)]
    to_come = [_empty(stages, n) for n in range(place + 1, min(len(stages), first + 4))]
    stage.show([*shown, *to_come], "relu-stage", tallest=WIDE if _is_wide(chosen.pixels) else TALL)
    return shown[-1].encoded


def full_colour(stages: list[Stage], first: int) -> float:
    """Return the value of the full colour in a round: that of its convolution, so that colours compare."""
    return pictures.reach(stages[first + 1].values, map_colours_of(stages, first))


def map_colours_of(stages: list[Stage], first: int) -> MapColours:
    """Return the colours of a round's maps: those that suit its convolution."""
    convolved = stages[first + 1]
    kernel = current().walk.rounds[convolved.round].kernel
    return colours_of(pipeline.map_view(current(), kernel), convolved.values)


def map_picture(stages: list[Stage], n: int) -> pictures.Encoded:
    """Return stage n, a map, as a picture in the colours of its round."""
    own = round_input(stages, n)
    return pictures.feature_map(stages[n].values, full_colour(stages, own), map_colours_of(stages, own))


def _picture(stages: list[Stage], n: int, first: int, chosen: ImageInUse) -> stage.Picture:
    """Return stage n as a picture; the round's input keeps the colours of the round before."""
    shown = stages[n]
    limit: float | None = None
    colours: Colours = "pixels"
    if n == 0:
        encoded = image_in_use.encoded(chosen.key, shown.values)
    else:
        own = round_input(stages, n)
        limit, colours = full_colour(stages, own), map_colours_of(stages, own)
        encoded = map_picture(stages, n)
    extent, zeros = captions.extent(shown.values), captions.zeros(shown.values)
    detail = f"{shown.operation}\n{captions.shape(shown.values)}\n{extent} · zeros {zeros}"
    return stage.Picture(
        label=shown.name,
        operator="→" if n > first else "",
        encoded=encoded,
        limit=limit if n > first else None,
        colours=colours,
        detail=detail.strip(),
        alt=f"{shown.name}: {detail}".replace("\n", ", "),
        mark=_mark(stages, n, first),
    )


def _mark(stages: list[Stage], n: int, first: int) -> ZoomRegion | None:
    """Return the part of stage n whose numbers are shown below, if they are."""
    if not current().walk.numbers or first + 1 >= len(stages):
        return None
    return zoomed(stages, n, first, current())


def _empty(stages: list[Stage], n: int) -> stage.Empty:
    """Return the place of a stage that has not come yet."""
    height, width = stages[n].values.shape[:2]
    return stage.Empty(label=stages[n].name, operator="→", detail=stages[n].operation, aspect=width / height)
