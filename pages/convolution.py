"""Convolution: a kernel walks over a small part of the image, and every number can be checked."""

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import pictures
from cnnviz.pipeline import Convolved, Cutout
from cnnviz.ui.chapters.convolution import convolution_controls, convolution_steps, cutout_place
from cnnviz.ui.chapters.convolution.convolution_controls import read_kernel, set_kernel
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    cutout = pipeline.cut_out(chosen.pixels, current())
    with page_controls():
        convolution_controls.show(chosen)
    kernel_picker.message()
    done = convolved(cutout)
    if done is not None:
        convolution_steps.show(cutout, done)
        convolution_steps.summary(chosen, cutout, done)
    more(chosen, cutout)
    if done is not None:
        code = export.convolution_code(cutout.pixels, done, current(), corner=cutout.corner)
        take_home.offer_and_show(code, pictures.feature_map(done.output[..., 0]))


def convolved(cutout: Cutout) -> Convolved | None:
    """Return the convolution of the cut-out; show the error and return None if the kernel does not fit."""
    try:
        return pipeline.convolved(cutout.pixels, current())
    except NetworkError as error:
        st.error(f"Nothing comes out. {sentence(error)}")
        return None


def more(chosen: ImageInUse, cutout: Cutout) -> None:
    """Show the rarer settings in an expander: where the cut-out lies, and the kernel in numbers."""
    title = "More: which part of the image, the kernel in numbers"
    with st.expander(title, key="conv-more", on_change="rerun") as expander:
        if expander.open:
            cutout_place.show(chosen, cutout)
            kernel_picker.edit("conv", read_kernel, set_kernel)


navigation.run(page)
