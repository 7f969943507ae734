"""The controls of the page Convolution: the kernel, how it walks, and what it walks over."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.kernels import Kernel
from cnnviz.pipeline import Pipeline, bounds, choices
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import bind, change, current, field

#: The lecture's feature detector; in the smiley it finds its own pattern once, with the value 4.
DETECTOR = Kernel("custom", ((0, 0, 1), (1, 0, 0), (0, 1, 1)))


def show(chosen: ImageInUse) -> None:
    """Show the controls above the stage.

    Args:
        chosen: The image; only a colour image can be convolved in three channels.
    """
    kernel, strides, padding, mode, dilation = st.columns([3, 3, 2, 2, 2], vertical_alignment="bottom")
    with kernel:
        kernel_picker.choose("conv", read_kernel, set_kernel)
    for axis, (column, name) in enumerate(
        zip(strides.columns(2), ("Stride down", "Stride across"), strict=True)
    ):
        column.slider(name, *bounds("convolution", "strides"), help=glossary.STRIDE, **_bind_stride(axis))
    _padding(padding, mode)
    dilation.slider(
        "Dilation",
        *bounds("convolution", "dilation_rate"),
        help=glossary.DILATION,
        **field("convolution", "dilation_rate", key="conv-dilation_rate"),
    )
    _input(chosen)


def _padding(padding: DeltaGenerator, mode: DeltaGenerator) -> None:
    """Show how many cells are padded, and what they are filled with."""
    padding.selectbox(
        "Padding",
        choices("convolution", "padding"),
        format_func=_padding_name,
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


def _padding_name(padding: str) -> str:
    """Return the name of a padding on the screen."""
    return glossary.PADDING_NAMES.get(padding, f"{padding} each side")


def _bind_stride(axis: int) -> dict[str, Any]:
    """Return the arguments that bind a slider to the stride along an axis."""

    def set_stride(value: int) -> None:
        rows, columns = current().convolution.strides
        change(convolution={"strides": (rows, value) if axis else (value, columns), "position": None})

    return bind(f"conv-stride-{axis}", current().convolution.strides[axis], set_stride)


def _input(chosen: ImageInUse) -> None:
    """Show what the kernel walks over: the lecture's example, or the image in one channel or three."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "The lecture's example",
            on_click=_set_lecture_example,
            help="The smiley under the lecture's feature detector",
        )
        if chosen.pixels.ndim == 3 and (chosen.pixels != chosen.pixels[..., :1]).any():
            st.toggle(
                "Three channels", help=glossary.CHANNELS, **field("cutout", "coloured", key="conv-coloured")
            )


def _set_lecture_example() -> None:
    """Set the image, the kernel and its walk to the lecture's example."""
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


def read_kernel() -> Kernel:
    """Return the kernel, for the kernel picker."""
    return current().kernel


def set_kernel(kernel: Kernel) -> None:
    """Set the kernel, for the kernel picker; the strongest response is looked at again."""
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)}, convolution={"position": None})
