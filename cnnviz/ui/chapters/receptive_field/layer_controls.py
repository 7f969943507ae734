"""The settings of the selected layer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from cnnviz.layers.windows import PADDINGS
from cnnviz.pipeline.stack import LAYER_DILATIONS, LAYER_STRIDES, STACK_KINDS, WINDOWS
from cnnviz.ui.controls import glossary
from cnnviz.ui.controls.pooling_controls import stride_slider, window_slider
from cnnviz.ui.session.state import bind, change, current

KIND_NAMES = {"conv": "Convolution", "pool": "Pooling"}


def show(n: int) -> None:
    """Show the settings of layer n of the stack."""
    layer = current().receptive_field.stack[n]
    kind, window, strides, dilation, padding = st.columns([3, 3, 2, 2, 3], vertical_alignment="bottom")
    kind.segmented_control(
        f"Layer {n + 1}",
        STACK_KINDS,
        format_func=KIND_NAMES.__getitem__,
        required=True,
        wrap=True,
        **_bind_setting(n, "kind"),
    )
    with window:
        window_slider(WINDOWS, _bind_setting(n, "window"))
    with strides:
        stride_slider(LAYER_STRIDES, _bind_setting(n, "strides"))
    dilation.slider(
        "Dilation",
        *LAYER_DILATIONS,
        help=glossary.DILATION,
        disabled=layer.kind == "pool",
        **_bind_setting(n, "dilation_rate"),
    )
    padding.segmented_control(
        "Padding",
        PADDINGS,
        format_func=glossary.PADDING_NAMES.__getitem__,
        required=True,
        wrap=True,
        help=glossary.PADDING,
        **_bind_setting(n, "padding"),
    )
    if layer.refused:
        st.caption("Keras's Conv2D takes strides above 1 or dilation above 1, not both.")


def _bind_setting(n: int, name: str) -> dict[str, Any]:
    """Return the arguments that bind a widget to a setting of layer n; the other layers stay as they are."""

    def set_value(value: Any) -> None:
        stack = current().receptive_field.stack
        if n < len(stack):
            layer = replace(stack[n], **{name: value})
            change(receptive_field={"stack": (*stack[:n], layer, *stack[n + 1 :])})

    return bind(f"field-{name}", getattr(current().receptive_field.stack[n], name), set_value)
