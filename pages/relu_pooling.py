"""Round after round: convolution, ReLU and pooling, as often as there is something left to pool."""

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.ui.chapters.relu_pooling import round_controls, round_numbers, round_stage, shrinking_maps
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import current, field, fragment
from cnnviz.ui.session.walk_rounds import kernel_of_round

WORDS = ("convolution", "ReLU", "pooling", "feature map", "kernel")


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    stages, end = pipeline.walk(chosen.pixels, current())
    place = min(current().walk.stage, len(stages) - 1)
    n = stages[place].round
    with page_controls():
        round_controls.show(stages, place, end)
    kernel_picker.message()
    with page_stage():
        pictures, proportions = round_stage.places(chosen.pixels)
        with pictures:
            picture = round_stage.show(stages, place, chosen)
        with proportions:
            shrinking_maps.show(stages, place, chosen)
    take_home.offer(export.walk_code(current()), picture)
    if end:
        st.info(end)
    st.toggle("Zoom in to the numbers", **field("walk", "numbers", key="relu-numbers"))
    if current().walk.numbers:
        round_numbers.show(stages, place)
    with st.expander("Edit the kernel, or paste one", key="relu-edit", on_change="rerun") as editing:
        if editing.open:
            kernel_picker.edit(f"relu-{n}", *kernel_of_round(n))
    glossary.expander(*WORDS)


navigation.run(page)
