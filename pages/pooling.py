"""Pooling: each window of the activated map becomes one number, and what that is good for."""

from collections.abc import Callable

import streamlit as st

from cnnviz import export
from cnnviz.figures.pictures import Encoded
from cnnviz.ui.chapters.pooling import pooled_picture, pooling_steps, shift_invariance
from cnnviz.ui.components import stepper
from cnnviz.ui.controls import glossary
from cnnviz.ui.controls.map_view_control import map_view_control
from cnnviz.ui.controls.pooling_controls import PoolingKeys, pooling_controls
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current, fragment

VIEWS: dict[str, tuple[str, Callable[[ConvolvedCutout], Encoded | None]]] = {
    "cells": ("Cell by cell", pooling_steps.show),
    "picture": ("Whole picture", pooled_picture.show),
    "moved": ("When it moves", shift_invariance.show),
}
KEYS = PoolingKeys("pool-kind", "pool-size", "pool-strides")
WORDS = ("pooling", "window", "stride")


@fragment
def page() -> None:
    convolved = convolved_cutout.convolved_cutout()
    if convolved is None:
        return
    with page_controls():
        views, kind, window, strides, colours = st.columns(
            [11.4, 4.8, 3.4, 3.4, 10.5], vertical_alignment="bottom"
        )
        with views:
            show_view = view_switch("pooling", VIEWS, label="Shown", key="pool-pooling_view")
        pooling_controls(0, KEYS, kind, window, strides)
        if current().pooling.view == "picture":
            with colours:
                map_view_control("pool-map-view")
    picture = show_view(convolved)
    glossary.expander(*WORDS)
    if not stepper.problem(pooling_steps.operation(convolved)):
        code = export.pooling_code(
            convolved.cutout.pixels, convolved.done, current(), corner=convolved.cutout.corner
        )
        take_home.offer_and_show(code, picture)


navigation.run(page)
