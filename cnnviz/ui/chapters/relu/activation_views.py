"""The views of the page ReLU: cell by cell, on the whole picture, and as a curve."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import pipeline
from cnnviz.figures import captions, pictures
from cnnviz.figures.activations import curve
from cnnviz.layers import ACTIVATIONS
from cnnviz.ui.chapters import whole_image_maps
from cnnviz.ui.components import stage, stepper
from cnnviz.ui.controls import glossary
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]
#: The stepper's height, as a share of the screen's.
TALLEST = 0.64


def show_steps(convolved: ConvolvedCutout) -> pictures.Encoded:
    """Show the activation cell by cell and the zeros before and after; return the activated map's picture."""
    before, name = convolved.done.output, current().relu.activation
    stepper.show(
        stepper.ActivationOperation(before, name),
        "act-stepper",
        position=_cell(convolved),
        tallest=TALLEST,
        on_position=lambda row, column: change(convolution={"position": (row, column)}),
    )
    after = pipeline.activated(before, current())
    glossary.explained(
        f"{_which_map(convolved)}  \nZeros: **{captions.zeros(before)}** before {name}, "
        f"**{captions.zeros(after)}** after it.{_unchanged(before, after)}"
    )
    return pictures.feature_map(after[..., 0])


def _which_map(convolved: ConvolvedCutout) -> str:
    """Return sentences that say which map it is, and why it is not the lecture's."""
    if current().cutout.over != "lecture":
        return convolved_cutout.origin(convolved)
    return (
        "The lecture's kernel has no negative weight, so ReLU has nothing to cut. "
        f"Here **{convolved.now.kernel.name}** slides over the same {convolved.picture.label}."
    )


def _unchanged(before: Array, after: Array) -> str:
    """Return a sentence if the activation changes nothing, or ""."""
    if not np.array_equal(before, after):
        return ""
    return f"  \nNo number changes: {current().relu.activation} only changes negative numbers."


def show_whole_image(convolved: ConvolvedCutout) -> pictures.Encoded:
    """Show the whole image's map before and after."""
    before, after = whole_image_maps.activated(convolved.chosen.key, convolved.chosen.pixels, current())
    maps = [
        whole_image_maps.picture(before, "Feature map"),
        whole_image_maps.picture(after, current().relu.activation, "→"),
    ]
    stage.show(maps, "act-stage", tallest="52vh")
    if before.colours == "toned":
        st.markdown("Black is negative, grey is 0, white is positive. After ReLU no black is left.")
    if differs := convolved_cutout.unlike_whole_image(convolved):
        st.caption(differs)
    return after.encoded


def show_curve(convolved: ConvolvedCutout) -> None:
    """Show the function and its derivative, and the values of both at the cell that is looked at."""
    name = current().relu.activation
    st.plotly_chart(curve(name), key="act-curve", alt=f"{name} and its derivative, from −4 to 4")
    row, column = _cell(convolved)
    x = convolved.done.output[row, column, 0]
    value, derivative = (float(function(x)) for function in ACTIVATIONS[name][1:])
    st.markdown(
        f"At row {row}, column {column}: x = {captions.number(float(x))}, "
        f"{name}(x) = **{captions.number(value)}**, derivative **{captions.number(derivative)}**"
    )
    glossary.explained(
        "Training multiplies each gradient by this derivative. Where it is 0, nothing is learned."
    )


def _cell(convolved: ConvolvedCutout) -> tuple[int, int]:
    """Return row and column of the cell that is looked at; at first, it is the first negative number's."""
    output = convolved.done.output[..., 0]
    row, column = current().convolution.position or convolved_cutout.first_negative(output)
    return min(row, output.shape[0] - 1), min(column, output.shape[1] - 1)
