"""The controls of the page Why?: network, method, class, and what the method needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import captions
from cnnviz.lessons.explanations import METHODS, PATCH_PARTS, Asked, map_layers, patch_side
from cnnviz.pipeline import choices
from cnnviz.ui.controls.subject_choice import best_classes, best_first, class_name
from cnnviz.ui.session.explained_subject import ExplainedSubject
from cnnviz.ui.session.state import bind, change, current, field

Array = npt.NDArray[np.float32]


def choose_method() -> None:
    """Show the choice of the method."""
    st.selectbox(
        "Method",
        choices("why", "method"),
        format_func=lambda name: METHODS[name].label,
        width=230,
        **field("why", "method"),
    )


def choose_class(subject: ExplainedSubject, probabilities: Array | None) -> None:
    """Show the choice of the class: the best ones first, then all others by name.

    Args:
        subject: The network with its picture.
        probabilities: (n_classes,); None if they are not known yet.
    """
    target = class_index(subject, probabilities)
    if target is None or probabilities is None:
        st.selectbox("Class", ["…"], disabled=True, width=205, key="why-target-awaited")
        return
    best = best_classes(probabilities)
    st.selectbox(
        "Class",
        best_first(subject, probabilities),
        format_func=lambda n: f"{class_name(subject, n)} {captions.share_among(probabilities, n)}",
        width=205,
        help=f"The best {len(best)} come first. Type to find any other.",
        **bind("why-target", target, lambda n: change(why={"target": None if n == best[0] else n})),
    )


def choose_details(subject: ExplainedSubject) -> None:
    """Show the choice of the layer, or of the patch, if the method has one."""
    method = current().why.method
    if method == "grad_cam":
        layers = map_layers(subject.described)
        st.selectbox(
            "Layer",
            ["", *layers[1:]],
            format_func=lambda name: _layer_label(subject, name or (layers[0] if layers else "")),
            width=230,
            disabled=not layers,
            **bind("why-layer", layer(subject), lambda name: change(why={"layer": name})),
        )
    elif method == "occlusion":
        height, width = subject.x.shape[:2]
        sides = {part: patch_side(height, width, part) for part in PATCH_PARTS}
        st.selectbox(
            "Patch",
            list(PATCH_PARTS),
            format_func=lambda part: f"{sides[part]} × {sides[part]}",
            width=150,
            **field("why", "patch_part"),
        )


def choose_view() -> None:
    """Show the switch to how good the map is."""
    is_judged = current().why.view == "quality"
    st.toggle(
        "How good is it?",
        **bind("why-judged", is_judged, lambda on: change(why={"view": "quality" if on else "map"})),
    )


def class_index(subject: ExplainedSubject, probabilities: Array | None) -> int | None:
    """Return the class that is explained; None if it is the best one, which is not known yet."""
    target = current().why.target
    if target is not None and target < len(subject.classes):
        return target
    return None if probabilities is None else best_classes(probabilities)[0]


def layer(subject: ExplainedSubject) -> str:
    """Return the chosen layer; "" is the last convolution, also for a layer that the network has not."""
    chosen = current().why.layer
    return chosen if chosen in map_layers(subject.described)[1:] else ""


def asked(subject: ExplainedSubject, target: int) -> Asked:
    """Return what the worker is asked for."""
    now = current().why
    height, width = subject.x.shape[:2]
    return Asked(
        now.method,
        target,
        layer=layer(subject) if now.method == "grad_cam" else "",
        patch=patch_side(height, width, now.patch_part) if now.method == "occlusion" else 0,
    )


def _layer_label(subject: ExplainedSubject, name: str) -> str:
    """Return a layer's name with the size of its maps."""
    if not name:
        return "None"
    height, width = subject.described.shapes[name][:2]
    return f"{name}, {height} × {width}"
