"""The controls of the page Convolution: the kernel, how it walks, and what it walks over."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz.kernels import Kernel
from cnnviz.pipeline import Pipeline, bounds, choices, walked
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import bind, change, current, field


def show(picture: ImageInUse) -> None:
    """Show the controls in one row.

    Args:
        picture: What the kernel walks over; only a colour picture can be convolved in three channels.
    """
    over, kernel, down, across, padding, more = st.columns(
        [3, 3, 2, 2, 2.2, 1.5], vertical_alignment="bottom"
    )
    over.selectbox(
        "Slide over",
        _pictures(),
        format_func=_pictures().__getitem__,
        **bind("conv-over", current().cutout.over, set_over),
    )
    with kernel:
        kernel_picker.choose("conv", read_kernel, set_kernel)
    for axis, (column, name) in enumerate(((down, "Stride down"), (across, "Stride across"))):
        column.slider(name, *bounds("convolution", "strides"), **_bind_stride(axis))
    padding.selectbox(
        "Padding",
        choices("convolution", "padding"),
        format_func=_padding_name,
        help=glossary.PADDING,
        **field("convolution", "padding", key="conv-padding"),
    )
    with more.popover("More", width="stretch"):
        _rare(picture)


def _pictures() -> dict[str, str]:
    """Return the names of the pictures that a kernel can walk over."""
    own = image_in_use.chosen().label
    names = {"lecture": "The lecture's example", "smiley": "Smiley", "image": own}
    if own == names["smiley"] and current().cutout.over != "smiley":
        names.pop("smiley")
    return names | ({"unit": "A network's input"} if current().cutout.over == "unit" else {})


def set_over(over: str) -> None:
    """Set what the kernel walks over; the lecture's example also sets how it walks."""
    plain = Pipeline().convolution
    walk = {
        "strides": plain.strides,
        "padding": plain.padding,
        "mode": plain.mode,
        "dilation_rate": plain.dilation_rate,
    }
    change(
        cutout={"over": over, "corner": None},
        convolution={"position": None} | (walk if over == "lecture" else {}),
    )


def _rare(picture: ImageInUse) -> None:
    """Show what the padding is filled with, the dilation, and the number of channels."""
    st.selectbox(
        "Padding filled with",
        choices("convolution", "mode"),
        disabled=current().convolution.padding in {"valid", "0"},
        help=glossary.MODE,
        **field("convolution", "mode", key="conv-mode"),
    )
    st.slider(
        "Dilation",
        *bounds("convolution", "dilation_rate"),
        help=glossary.DILATION,
        **field("convolution", "dilation_rate", key="conv-dilation_rate"),
    )
    if picture.pixels.ndim == 3 and (picture.pixels != picture.pixels[..., :1]).any():
        st.toggle(
            "Three channels", help=glossary.CHANNELS, **field("cutout", "coloured", key="conv-coloured")
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


def read_kernel() -> Kernel:
    """Return the kernel that walks over the cut-out, for the kernel picker."""
    return walked(current()).kernel


def set_kernel(kernel: Kernel) -> None:
    """Set the kernel, for the kernel picker; it also replaces the lecture's."""
    over = "smiley" if current().cutout.over == "lecture" else current().cutout.over
    change(walk={"rounds": current().walk.rounds_with(0, kernel=kernel)}, cutout={"over": over})
