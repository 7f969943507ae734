"""Pooling: each window of the activated map becomes one number, and what that is good for."""

from collections.abc import Callable

import streamlit as st

from cnnviz import export
from cnnviz.figures.pictures import Encoded
from cnnviz.pipeline import choices
from cnnviz.ui.chapters.pooling import pooled_picture, pooling_steps, shift_invariance
from cnnviz.ui.components import stepper
from cnnviz.ui.controls import glossary
from cnnviz.ui.controls.map_view_control import map_view_control
from cnnviz.ui.controls.pooling_controls import PoolingKeys, pooling_controls
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current, field, fragment

VIEWS: dict[str, tuple[str, Callable[[ConvolvedCutout], Encoded | None]]] = {
    "cells": ("Cell by cell", pooling_steps.show),
    "picture": ("Whole image", pooled_picture.show),
    "moved": ("Shifted", shift_invariance.show),
}
KEYS = PoolingKeys("pool-kind", "pool-size", "pool-strides")
#: The widths of the controls.
WIDTHS = [4.4, 2.1, 1.7, 1.7, 2.2]
WORDS = ("pooling", "window", "stride")


@fragment
def page() -> None:
    convolved = convolved_cutout.convolved_cutout()
    if convolved is None:
        return
    with page_controls():
        views, kind, window, strides, padding = st.columns(WIDTHS, vertical_alignment="bottom")
        with views:
            show_view = view_switch("pooling", VIEWS, label="Shown", key="pool-pooling_view")
        pooling_controls(0, KEYS, kind, window, strides)
        padding.selectbox(
            "Padding",
            choices("pooling", "padding"),
            format_func=glossary.PADDING_NAMES.__getitem__,
            help=glossary.PADDING,
            **field("pooling", "padding", key="pool-padding"),
        )
        if current().pooling.view == "picture":
            map_view_control("pool-map-view")
    with page_stage():
        picture = show_view(convolved)
    glossary.expander(*WORDS)
    if not stepper.problem(pooling_steps.operation(convolved)):
        plain = convolved.unit is not None and convolved.unit.seen.plain
        x, done = convolved.cutout.pixels, convolved.done
        code = export.pooling_code(x, done, convolved.now, corner=convolved.corner, plain=plain)
        take_home.offer_and_show(code, picture)


navigation.run(page)
