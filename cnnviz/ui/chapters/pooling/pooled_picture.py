"""Both poolings of the whole picture's map, side by side."""

from __future__ import annotations

import streamlit as st

from cnnviz.errors import NetworkError, sentence
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.chapters import whole_image_maps
from cnnviz.ui.components import stage
from cnnviz.ui.controls.pooling_controls import POOLING_NAMES
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current


def show(convolved: ConvolvedCutout) -> Encoded | None:
    """Show the activated map and both poolings of it; return the chosen pooling's picture."""
    try:
        maps = whole_image_maps.pooled(convolved.chosen.key, convolved.chosen.pixels, current())
    except NetworkError as error:
        st.info(sentence(error))
        return None
    items = [whole_image_maps.picture(maps["no"], current().relu.activation)]
    items += [
        whole_image_maps.picture(maps[kind], f"{name} pooling", "→" if kind == "max" else "or")
        for kind, name in POOLING_NAMES.items()
    ]
    stage.show(items, "pool-stage", tallest="44vh")
    if differs := convolved_cutout.unlike_whole_image(convolved):
        st.caption(differs)
    return maps[current().walk.rounds[0].pooling].encoded
