"""What every round has left of the image, in true proportion."""

from __future__ import annotations

import math
from html import escape

import streamlit as st

from cnnviz.figures import captions
from cnnviz.figures.pictures import Encoded
from cnnviz.pipeline import Stage
from cnnviz.pipeline.rounds import STAGES_OF_A_ROUND
from cnnviz.ui.chapters.relu_pooling import round_stage
from cnnviz.ui.components import stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse

#: The image's height and width are at most these CSS pixels; the maps keep their proportion to it.
HIGHEST, WIDEST = 90, 150
#: A map stays visible.
LEAST = 3


def show(stages: list[Stage], place: int, chosen: ImageInUse) -> None:
    """Show the image and the map that each complete round has left, one smaller than the other.

    Args:
        stages: All stages, from `walk`.
        place: The stage that is shown.
        chosen: The image that the walk begins with.
    """
    height, width = stages[0].values.shape[:2]
    pixel = min(HIGHEST / height, WIDEST / width)
    figures = [_figure("image", stages[0], image_in_use.encoded(chosen.key, stages[0].values), pixel)]
    for n in range(STAGES_OF_A_ROUND, place + 1, STAGES_OF_A_ROUND):
        name = f"round {stages[n].round + 1}"
        figures.append(_figure(name, stages[n], round_stage.map_picture(stages, n), pixel))
    last = place - place % STAGES_OF_A_ROUND
    left = captions.share(math.prod(stages[last].values.shape[:2]) / (height * width))
    figures.append(f'<p class="left"><b>{left}</b> of the pixels remain.</p>')
    st.html(f'<div class="shrinking">{"".join(figures)}</div>')


def _figure(name: str, one: Stage, encoded: Encoded, pixel: float) -> str:
    """Return a picture in true proportion, with its name and shape, as HTML."""
    height, width = (max(LEAST, round(pixel * side)) for side in one.values.shape[:2])
    shape = captions.shape(one.values)
    source = escape(stage.address(encoded, f"shrinking {name}"))
    alt = escape(f"{name}, {shape}, drawn to scale")
    picture = f'<img src="{source}" alt="{alt}" width="{width}" height="{height}">'
    return f"<figure>{picture}<figcaption><b>{escape(name)}</b><br>{escape(shape)}</figcaption></figure>"
