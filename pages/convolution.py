"""Convolution: a kernel walks over a small part of the image, and every number can be checked."""

import streamlit as st

from cnnviz import export
from cnnviz.figures import pictures
from cnnviz.ui.chapters.convolution import convolution_controls, convolution_steps, cutout_size
from cnnviz.ui.chapters.convolution.convolution_controls import read_kernel, set_kernel
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import fragment

WORDS = ("kernel", "feature map", "stride", "padding", "dilation")


@fragment
def page() -> None:
    with page_controls():
        convolution_controls.show(convolved_cutout.picture())
    kernel_picker.message()
    convolved = convolved_cutout.convolved_cutout()
    if convolved is not None:
        with page_stage():
            convolution_steps.show(convolved)
        convolution_steps.summary(convolved)
    more(convolved)
    glossary.expander(*WORDS)
    if convolved is not None:
        cutout = convolved.cutout
        code = export.convolution_code(cutout.pixels, convolved.done, convolved.now, corner=convolved.corner)
        take_home.offer_and_show(code, pictures.feature_map(convolved.done.output[..., 0]))


def more(convolved: ConvolvedCutout | None) -> None:
    """Show the rarer settings in an expander: the cut-out in numbers, and the kernel in numbers."""
    title = "The cut-out and the kernel in numbers"
    with st.expander(title, key="conv-more", on_change="rerun") as expander:
        if expander.open:
            if convolved is not None:
                cutout_size.show(convolved)
            kernel_picker.edit("conv", read_kernel, set_kernel)


navigation.run(page)
