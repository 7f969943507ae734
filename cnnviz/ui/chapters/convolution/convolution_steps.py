"""The convolution of the cut-out, cell by cell, and what it does to sizes and costs."""

from __future__ import annotations

import streamlit as st

from cnnviz import formulas, pipeline
from cnnviz.figures import captions
from cnnviz.pipeline import Convolved, Cutout
from cnnviz.ui.chapters.convolution.convolution_controls import read_kernel, set_kernel
from cnnviz.ui.components import stepper
from cnnviz.ui.controls import kernel_picker
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import change, current


def show(cutout: Cutout, done: Convolved) -> None:
    """Show the convolution cell by cell, with a kernel whose numbers can be changed."""
    stepper.show(
        _operation(cutout, done),
        "conv-stepper",
        position=current().convolution.position or pipeline.strongest(done.output[..., 0]),
        on_position=lambda row, column: change(convolution={"position": (row, column)}),
        on_edit=_set_weights,
    )


def _operation(cutout: Cutout, done: Convolved) -> stepper.Convolution:
    """Return the convolution as the stepper takes it."""
    return stepper.Convolution(
        cutout.pixels,
        done.weights,
        strides=done.strides,
        padding=done.padding,
        mode=done.mode,
        dilation_rate=done.dilation_rate,
        divisor=done.divisor,
        offset=done.offset,
        pixels=True,
    )


def _set_weights(rows: list[list[float]], channel: int, filters: int) -> None:  # noqa: ARG001
    """Set the kernel's weights; all channels have the same."""
    kernel_picker.set_weights(read_kernel, set_kernel, rows, flipped=current().filters.flip)


def summary(chosen: ImageInUse, cutout: Cutout, done: Convolved) -> None:
    """Show the sizes before and after, and the cost beside that of a fully connected layer."""
    kernel_size = done.weights.shape[:2]
    kept, few = formulas.convolution_cost(cutout.pixels.shape, kernel_size, done.output.shape)
    before, after = (captions.shape(values) for values in (cutout.pixels, done.output))
    at = pipeline.strongest(done.output[..., 0])
    sizes, weights = st.columns(2)
    sizes.markdown(
        f"{_origin(chosen, cutout)}  \n"
        f"**What have we done?** {before} became {after}: {kept} "
        f"Farthest from 0 is {captions.number(float(done.output[at][0]))}, at row {at[0]}, column {at[1]}."
    )
    weights.markdown(few)
    if cutout.pixels.shape[2] > 1:
        st.caption(
            f"The sum of all channels is divided by {cutout.pixels.shape[2]}, so that the map is that of "
            "their mean. A trained Conv2D has other weights for each channel, and divides by nothing."
        )


def _origin(chosen: ImageInUse, cutout: Cutout) -> str:
    """Return a sentence that says which part of the image is convolved."""
    if cutout.pixels.shape[:2] == chosen.pixels.shape[:2]:
        return f"The whole image, {chosen.label}."
    return f"A cut-out of {chosen.label}, at row {cutout.top}, column {cutout.left}."
