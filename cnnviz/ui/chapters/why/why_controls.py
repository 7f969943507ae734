"""The controls of the page Why?: network, method, class, and what the method needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import captions
from cnnviz.lessons.explanations import METHODS, PATCH_PARTS, Asked, map_layers, patch_side
from cnnviz.pipeline import choices
from cnnviz.ui.chapters.what.what_controls import SAMPLES
from cnnviz.ui.chapters.why.explained_subject import SUBJECTS, ExplainedSubject, reads_digits
from cnnviz.ui.controls import digit_source, image_picker, photo_network_picker
from cnnviz.ui.session import photo_in_use
from cnnviz.ui.session.image_in_use import LABELS
from cnnviz.ui.session.state import bind, change, current, field

Array = npt.NDArray[np.float32]

#: The number of classes that stand first, the best ones.
N_BEST = 5


def choose_network() -> None:
    """Show the choice of the network. Class and layer of another network mean nothing to it."""
    st.segmented_control(
        "Network",
        choices("why", "subject"),
        format_func=SUBJECTS.__getitem__,
        required=True,
        wrap=True,
        **bind(
            "why-subject",
            current().why.subject,
            lambda name: change(why={"subject": name, "target": None, "layer": ""}),
        ),
    )


def choose_method() -> None:
    """Show the choice of the method."""
    st.selectbox(
        "Method",
        choices("why", "method"),
        format_func=lambda name: METHODS[name].label,
        width=270,
        **field("why", "method"),
    )


def choose_class(subject: ExplainedSubject, probabilities: Array | None) -> None:
    """Show the choice of the class: the best ones first, then all others by name.

    Args:
        subject: The network with its picture.
        probabilities: (n_classes,); None if they are not known yet.
    """
    classes = subject.classes
    target = class_index(subject, probabilities)
    if target is None or probabilities is None:
        st.selectbox("Class", ["…"], disabled=True, width=230, key="why-target-awaited")
        return
    best = best_classes(probabilities)
    others = sorted(set(range(len(classes))) - set(best), key=lambda n: (classes[n].lower(), n))
    st.selectbox(
        "Class",
        [*best, *others],
        format_func=lambda n: f"{class_name(subject, n)} {captions.share_among(probabilities, n)}",
        width=230,
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


def choose_input() -> None:
    """Show the choice of the digit, or of a sample photo."""
    if reads_digits():
        digit_source.digit_choice("why")
        return
    photo_network_picker.choose("why")
    name = photo_in_use.settings().image.name
    st.segmented_control(
        "Photo",
        SAMPLES,
        format_func=LABELS.__getitem__,
        wrap=True,
        help="The button Image at the top takes a photo of your own.",
        **bind("why-sample", name if name in SAMPLES else None, _choose_sample),
    )


def _choose_sample(name: str | None) -> None:
    if name is not None:  # a second click on the chosen sample leaves it
        image_picker.choose(name)


def choose_view() -> None:
    """Show the switch to how good the map is."""
    is_judged = current().why.view == "quality"
    st.toggle(
        "How good is it?",
        **bind("why-judged", is_judged, lambda on: change(why={"view": "quality" if on else "map"})),
    )


def best_classes(probabilities: Array) -> list[int]:
    """Return the indices of the most probable classes, the best first."""
    return [int(n) for n in np.argsort(-probabilities, kind="stable")[:N_BEST]]


def class_index(subject: ExplainedSubject, probabilities: Array | None) -> int | None:
    """Return the class that is explained; None if it is the best one, which is not known yet."""
    target = current().why.target
    if target is not None and target < len(subject.classes):
        return target
    return None if probabilities is None else best_classes(probabilities)[0]


def class_name(subject: ExplainedSubject, index: int) -> str:
    """Return the name of a class, with its number if another class has the same name."""
    name = subject.classes[index]
    return f"{name} ({index})" if subject.classes.count(name) > 1 else name


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
