"""The stage: the picture, the map over it, and the same map of a network with random weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import captions
from cnnviz.figures.overlaid_map import overlaid
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.explanations import METHODS, Asked, Explanation
from cnnviz.ui.components import map_overlay
from cnnviz.ui.components.map_overlay import OverlaidMap
from cnnviz.ui.controls.subject_choice import class_name
from cnnviz.ui.frame.take_home import Arrays
from cnnviz.ui.session import explained_answers
from cnnviz.ui.session.explained_answers import Question
from cnnviz.ui.session.explained_subject import ExplainedSubject
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]

KEY = "why-stage"
AWAITED = "The network is computing this map."
EMPTY = "0 everywhere: nothing speaks for this class."
UNMOVED = "0 everywhere: no pixel matters for this class."
RANDOM = "With random weights"
#: The maps that this visitor sees, by their places, each with the picture that it belongs to.
_SHOWN = "why shown"


def questions(subject: ExplainedSubject, asked: Asked) -> tuple[Question[Explanation], Question[Explanation]]:
    """Return the questions for the map, and for that of the network with random weights."""
    return (
        explained_answers.explanation(subject.network, subject.x, asked),
        explained_answers.explanation(subject.network, subject.x, replace(asked, is_random=True)),
    )


def show(
    subject: ExplainedSubject, probabilities: Array | None, asked: Asked | None
) -> list[Question[Explanation]]:
    """Show the picture with the maps that are ready; return the questions that are still open.

    Args:
        subject: The network with its picture.
        probabilities: (n_classes,); None if they are not known yet.
        asked: The method with its class; None if the class is not known yet.

    Raises:
        NetworkError: If the method has no answer for this network.
        WorkerError: If the worker does not answer.
    """
    asked_for = () if asked is None else questions(subject, asked)
    for question in asked_for:
        question.is_ready()  # both are asked before one is awaited
    found: list[Explanation | None] = []
    for question in asked_for:
        is_behind = None in found
        found.append(None if is_behind and not question.is_ready() else question.answer())
    method = METHODS[current().why.method]
    labels = (method.label, RANDOM)
    given = [*found, *[None] * (len(labels) - len(found))]
    map_overlay.show(
        KEY,
        subject.picture,
        [
            _overlaid(subject, place, label, one)
            for place, (label, one) in enumerate(zip(labels, given, strict=True))
        ],
        label=subject.label,
        detail=f"{captions.shape(subject.x)}  {captions.extent(subject.x)}",
        is_signed=method.signed,
        through=current().why.through,
        facts=_facts(subject, probabilities, asked, given[0]),
        on_settled=lambda percent: change(why={"through": percent}),
    )
    return [question for question, one in zip(asked_for, found, strict=True) if one is None]


def _overlaid(subject: ExplainedSubject, place: int, label: str, found: Explanation | None) -> OverlaidMap:
    """Return a map of the stage; while it is computed, the one before stays if it is of the same picture."""
    shown = st.session_state.setdefault(_SHOWN, {})
    if found is not None:
        shown[place] = (subject.picture, found.values)
        return OverlaidMap(label=label, detail=described(found.values), values=found.values)
    picture, before = shown.get(place, (None, None))
    same = picture is not None and np.array_equal(picture, subject.picture)
    return OverlaidMap(label=label, detail=AWAITED, values=before if same else None, is_stale=same)


def described(values: Array) -> str:
    """Return a map's shape and range, or that it is all zero."""
    if values.any():
        return f"{captions.shape(values)}  {captions.extent(values)}"
    return UNMOVED if METHODS[current().why.method].signed else EMPTY


def _facts(
    subject: ExplainedSubject, probabilities: Array | None, asked: Asked | None, found: Explanation | None
) -> list[tuple[str, str]]:
    """Return the numbers that stand beside the pictures."""
    if asked is None or probabilities is None:
        return []
    index = asked.class_index
    name = class_name(subject, index)
    facts = [(f"Probability of {name}", captions.share_among(probabilities, index))]
    if found is not None and found.total is not None and found.difference is not None:
        facts += [
            ("Sum of the map", captions.fixed(found.total, 2)),
            ("Score, less that of black", captions.fixed(found.difference, 2)),
        ]
    return facts


def taken_home(subject: ExplainedSubject, asked: Asked) -> tuple[Encoded | None, Arrays]:
    """Return the map over the picture as a picture, and the numbers behind it, as far as they are ready."""
    numbers = {"picture": subject.picture, "input": subject.x}
    found = [question.answer() if question.is_ready() else None for question in questions(subject, asked)]
    for name, one in zip(("map", "map_with_random_weights"), found, strict=True):
        if one is not None:
            numbers[name] = one.values
    if found[0] is None:
        return None, numbers
    return overlaid(subject.picture, found[0].values, current().why.through / 100), numbers
