"""The convolution of the cut-out, cell by cell, and what it does to sizes and costs."""

from __future__ import annotations

import streamlit as st

from cnnviz import formulas, pipeline
from cnnviz.figures import captions
from cnnviz.ui.chapters.convolution.convolution_controls import read_kernel, set_kernel
from cnnviz.ui.chapters.convolution.cutout_size import move_corner
from cnnviz.ui.components import stepper
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import change, current
from cnnviz.ui.session.walked_unit import WalkedUnit

#: The stepper's height, as a share of the screen's.
TALLEST = 0.7


def show(convolved: ConvolvedCutout) -> None:
    """Show the convolution cell by cell, with a kernel whose numbers can be changed."""
    stepper.show(
        _operation(convolved),
        "conv-stepper",
        position=current().convolution.position or (0, 0),
        tallest=TALLEST,
        whole=_whole(convolved),
        on_position=lambda row, column: change(convolution={"position": (row, column)}),
        on_edit=_set_weights,
        on_move=move_corner,
    )


def _operation(convolved: ConvolvedCutout) -> stepper.Convolution:
    """Return the convolution as the stepper takes it."""
    done = convolved.done
    return stepper.Convolution(
        convolved.cutout.pixels,
        done.weights,
        strides=done.strides,
        padding=done.padding,
        mode=done.mode,
        dilation_rate=done.dilation_rate,
        divisor=done.divisor,
        offset=done.offset,
        others=done.others,
        n_others=done.n_others,
        pixels=convolved.unit is None or convolved.unit.pixels,
    )


def _whole(convolved: ConvolvedCutout) -> stepper.WholePicture | None:
    """Return the picture that the cut-out lies in, or None if the cut-out is all of it."""
    picture, cutout = convolved.picture, convolved.cutout
    if cutout.pixels.shape[:2] == picture.pixels.shape[:2]:
        return None
    return stepper.WholePicture(
        picture.label,
        picture.pixels,
        image_in_use.encoded(picture.key, picture.pixels),
        (cutout.top, cutout.left),
        picture.key,
    )


def _set_weights(rows: list[list[float]], channel: int, filters: int) -> None:  # noqa: ARG001
    """Set the kernel's weights; all channels have the same."""
    kernel_picker.set_weights(read_kernel, set_kernel, rows, flipped=current().filters.flip)


def summary(convolved: ConvolvedCutout) -> None:
    """Show the sizes before and after, and the cost beside that of a fully connected layer."""
    cutout, done = convolved.cutout, convolved.done
    kernel_size, (height, width, channels) = done.weights.shape[:2], cutout.pixels.shape
    shape = height, width, channels + done.n_others
    kept, few = formulas.convolution_cost(shape, kernel_size, done.output.shape)
    before, after = str(shape), captions.shape(done.output)
    at = pipeline.strongest(done.output[..., 0])
    strongest = captions.number(float(done.output[at][0]))
    sizes, weights = st.columns(2)
    with sizes:
        glossary.explained(
            f"{_origin(convolved)}  \nThe shape {before} became {after}. {kept} "
            f"The strongest response is {strongest}, at row {at[0]}, column {at[1]}."
        )
    with weights:
        glossary.explained(few)
    if cutout.pixels.shape[2] > 1:
        st.caption(
            f"Here all channels share one kernel, and the sum is divided by {cutout.pixels.shape[2]}. "
            "A trained Conv2D has its own weights for each channel."
        )


def _origin(convolved: ConvolvedCutout) -> str:
    """Return a sentence that says which part of the picture is convolved."""
    cutout, picture = convolved.cutout, convolved.picture
    if convolved.unit is not None:
        return _origin_of_unit(convolved.unit, convolved.done.n_others)
    if cutout.pixels.shape[:2] == picture.pixels.shape[:2]:
        return f"The kernel slides over the whole picture, {picture.label}."
    return f"The kernel slides over a part of {picture.label}, from row {cutout.top}, column {cutout.left}."


def _origin_of_unit(unit: WalkedUnit, n_others: int) -> str:
    """Return sentences that say whose feature map it is, and what its other inputs do."""
    text = f"This makes {unit.name}. The kernel slides over {unit.source}."
    if not n_others:
        return text
    return f"{text} It is the strongest of {n_others + 1} input maps. The sums of the others are added."
