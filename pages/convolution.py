"""Convolution: a kernel walks over a small part of the image, and every number can be checked."""

from functools import partial
from typing import Any

import streamlit as st

from cnnviz import export, formulas, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.kernels import Kernel
from cnnviz.pipeline import (
    Convolved,
    Cutout,
    Pipeline,
    bounds,
    choices,
)
from cnnviz.ui.components import stage, stepper
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import bind, change, current, field, fragment

#: The lecture's feature detector; in the smiley it finds its own pattern once, with the value 4.
DETECTOR = Kernel("custom", ((0, 0, 1), (1, 0, 0), (0, 1, 1)))


@fragment
def page() -> None:
    chosen = image_in_use.chosen()
    cutout = pipeline.cut_out(chosen.pixels, current())
    controls()
    inputs(chosen)
    kernel_picker.message()
    done = convolved(cutout)
    if done is not None:
        step(cutout, done)
        counted(chosen, cutout, done)
    with st.expander(
        "More: which part of the image, the kernel in numbers",
        key="conv-more",
        on_change="rerun",
    ) as more:
        if more.open:
            rarer(chosen, cutout)
    if done is not None:
        code = export.convolution_code(cutout.pixels, done, current())
        take_home.offer_and_show(code, pictures.signed(done.output[..., 0]))


def controls() -> None:
    kernel, strides, padding, mode, dilation = st.columns([3, 3, 2, 2, 2], vertical_alignment="bottom")
    with kernel:
        kernel_picker.choose("conv", present, take)
    down, across = strides.columns(2)
    for axis, (column, name) in enumerate(((down, "Stride down"), (across, "Stride across"))):
        column.slider(name, *bounds("convolution", "strides"), help=glossary.STRIDE, **stride(axis))
    padding.selectbox(
        "Padding",
        choices("convolution", "padding"),
        format_func=padding_name,
        help=glossary.PADDING,
        **field("convolution", "padding", key="conv-padding"),
    )
    mode.selectbox(
        "Filled with",
        choices("convolution", "mode"),
        disabled=current().convolution.padding in {"valid", "0"},
        help=glossary.MODE,
        **field("convolution", "mode", key="conv-mode"),
    )
    dilation.slider(
        "Dilation",
        *bounds("convolution", "dilation_rate"),
        help=glossary.DILATION,
        **field("convolution", "dilation_rate", key="conv-dilation_rate"),
    )


def padding_name(padding: str) -> str:
    return {"valid": "none (valid)"}.get(padding, padding if padding == "same" else f"{padding} each side")


def stride(axis: int) -> dict[str, Any]:
    """Return the arguments that bind a slider to the stride along an axis."""

    def take_stride(value: int) -> None:
        rows, columns = current().convolution.strides
        change(convolution={"strides": (rows, value) if axis else (value, columns), "position": None})

    return bind(f"conv-stride-{axis}", current().convolution.strides[axis], take_stride)


def present() -> Kernel:
    return current().kernel


def take(kernel: Kernel) -> None:
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)}, convolution={"position": None})


def convolved(cutout: Cutout) -> Convolved | None:
    """Return the convolution, or say why there is none."""
    try:
        return pipeline.convolved(cutout.pixels, current())
    except NetworkError as error:
        st.error(f"Nothing comes out. {sentence(error)}")
        return None


def inputs(chosen: image_in_use.Chosen) -> None:
    """Show what the kernel walks over: the lecture's example, or the image in one channel or three."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "The lecture's example", on_click=lecture, help="The smiley under the lecture's feature detector"
        )
        if chosen.pixels.ndim == 3 and (chosen.pixels != chosen.pixels[..., :1]).any():
            st.toggle(
                "Three channels", help=glossary.CHANNELS, **field("cutout", "coloured", key="conv-coloured")
            )


def step(cutout: Cutout, done: Convolved) -> None:
    stepper.show(
        operation(cutout, done),
        "conv-stepper",
        position=current().convolution.position or pipeline.strongest(done.output[..., 0]),
        on_position=lambda row, column: change(convolution={"position": (row, column)}),
        on_edit=edited,
    )


def operation(cutout: Cutout, done: Convolved) -> stepper.Convolution:
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


def edited(rows: list[list[float]], channel: int, filters: int) -> None:  # noqa: ARG001 - all channels alike
    kernel_picker.edited(present, rows, current().filters.flip, take)


def counted(chosen: image_in_use.Chosen, cutout: Cutout, done: Convolved) -> None:
    """Show what has been done: sizes, and what it costs beside a fully connected layer."""
    kernel_size = done.weights.shape[:2]
    kept, few = formulas.convolution_cost(cutout.pixels.shape, kernel_size, done.output.shape)
    before, after = (captions.shape(values) for values in (cutout.pixels, done.output))
    at = pipeline.strongest(done.output[..., 0])
    sizes, weights = st.columns(2)
    sizes.markdown(
        f"{where_from(chosen, cutout)}  \n"
        f"**What have we done?** {before} became {after}: {kept} "
        f"Farthest from 0 is {captions.number(float(done.output[at][0]))}, at row {at[0]}, column {at[1]}."
    )
    weights.markdown(few)
    if cutout.pixels.shape[2] > 1:
        st.caption(
            f"The sum of all channels is divided by {cutout.pixels.shape[2]}, so that the map is that of "
            "their mean. A trained Conv2D has other weights for each channel, and divides by nothing."
        )


def where_from(chosen: image_in_use.Chosen, cutout: Cutout) -> str:
    """Return which part of the image is convolved, as a sentence."""
    if cutout.pixels.shape[:2] == chosen.pixels.shape[:2]:
        return f"The whole image, {chosen.label}."
    return f"A cut-out of {chosen.label}, at row {cutout.top}, column {cutout.left}."


def rarer(chosen: image_in_use.Chosen, cutout: Cutout) -> None:
    where(chosen, cutout)
    kernel_picker.edit("conv", present, take)


def where(chosen: image_in_use.Chosen, cutout: Cutout) -> None:
    """Show which part of the image is stepped through, and how it is set."""
    height, width = chosen.pixels.shape[:2]
    mark = (cutout.top, cutout.left, *cutout.pixels.shape[:2])
    whole = stage.Picture(
        label=chosen.label,
        detail=f"{captions.shape(chosen.pixels)}\nthe cut-out at row {cutout.top}, column {cutout.left}",
        encoded=image_in_use.encoded(chosen.key, chosen.pixels),
        alt=f"The image, {chosen.label}, with the cut-out marked",
        mark=mark,
    )
    stage.show([whole], "conv-whole", tallest="30vh")
    side, row, column = st.columns(3)
    if max(height, width) > bounds("cutout", "side")[0]:
        side.slider(
            "Side of the cut-out", *bounds("cutout", "side"), **field("cutout", "side", key="conv-side")
        )
    corner = cutout.top, cutout.left
    for axis, (place, size, name) in enumerate(((row, height, "Row"), (column, width, "Column"))):
        most = size - cutout.pixels.shape[axis]
        if most > 0:
            place.slider(
                name,
                0,
                most,
                **bind(f"conv-corner-{axis}", corner[axis], partial(move, corner, axis)),
            )


def move(corner: tuple[int, int], axis: int, value: int) -> None:
    """Set the cut-out's corner along one axis."""
    change(
        cutout={"corner": (corner[0], value) if axis else (value, corner[1])}, convolution={"position": None}
    )


def lecture() -> None:
    """Show the lecture's own example."""
    plain = Pipeline().convolution
    change(
        image={"name": "smiley"},
        cutout={"corner": None},
        convolution={
            "position": None,
            "strides": plain.strides,
            "padding": plain.padding,
            "mode": plain.mode,
            "dilation_rate": plain.dilation_rate,
        },
        walk={"rounds": current().walk.rounds_with(0, kernel=DETECTOR)},
    )


navigation.run(page)
