"""Receptive field: layers in a row, and the part of the image that one unit of the last map sees."""

import numpy as np
import streamlit as st

from cnnviz import export, images
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures.receptive_field_picture import seen_pixels
from cnnviz.layers import ReceptiveField
from cnnviz.pipeline import growth
from cnnviz.ui.chapters.receptive_field import field_stage, growth_table, layer_controls, stack_controls
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import current, fragment

#: Larger images are shrunk to this longest side.
LONGEST_SIDE = 224
WORDS = ("receptive field", "unit", "window", "stride", "dilation", "padding")


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    pixels = images.shrink(chosen.pixels, LONGEST_SIDE)
    with page_controls():
        stack_controls.show()
    stage = page_stage()
    shape = pixels.shape[:2]
    try:
        rows, columns = growth.look_back(shape, current())
    except NetworkError as error:
        st.error(sentence(error))
        layer_controls.show(stack_controls.selected())
        growth_table.show(shape)
    else:
        with stage:
            field_stage.show(chosen, pixels, rows, columns)
        layer_controls.show(stack_controls.selected())
        growth_table.show_closed_form(rows, columns)
        growth_table.show(shape)
        glossary.expander(*WORDS)
        offer_and_show(pixels, rows, columns)


def offer_and_show(pixels: np.ndarray, rows: ReceptiveField, columns: ReceptiveField) -> None:
    """Offer what the unit sees, and the Keras code where Keras takes the stack."""
    picture = seen_pixels(pixels, rows, columns)
    stack = current().receptive_field.stack
    if any(layer.refused for layer in stack):
        take_home.offer("", picture)
    else:
        code = export.receptive_field_code(pixels.shape[:2], stack, (rows.unit, columns.unit))
        take_home.offer_and_show(code, picture)


navigation.run(page)
