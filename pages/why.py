"""Why?: which pixels speak for a network's answer, by six methods, and how far each can be trusted."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.lessons.explanations import Asked
from cnnviz.ui.chapters.why import explained_maps, quality_view, why_controls, why_notes
from cnnviz.ui.controls import digit_source, photo_network_picker, subject_choice
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import explained_answers, photo_in_use
from cnnviz.ui.session.explained_answers import Question
from cnnviz.ui.session.explained_subject import ExplainedSubject, is_drawn, reads_digits, subject_of
from cnnviz.ui.session.open_questions import rerun_when_ready
from cnnviz.ui.session.state import current, fragment

Array = npt.NDArray[np.float32]


@fragment
def page() -> None:
    name = current().why.subject
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        subject_choice.choose_network("why", name, target=None, layer="")
        why_controls.choose_method()
        class_place = st.container(width="content")
        why_controls.choose_view()
        with st.popover("More", key="why-more"):
            subject_choice.choose_input("why", name)
            details_place = st.container()
    if not reads_digits(name):
        photo_network_picker.offer("why")
    with subject_choice.beside_the_pad("why", drawn=is_drawn(name)):
        explain_or_say_why_not(class_place, details_place)
    why_notes.show()


def explain_or_say_why_not(class_place: DeltaGenerator, details_place: DeltaGenerator) -> None:
    """Explain the network's answer, or show in one sentence why there is no explanation."""
    name = current().why.subject
    if is_drawn(name) and digit_source.is_awaited():
        st.markdown(digit_source.DRAW)
        return
    try:
        explain(subject_of(name), class_place, details_place)
    except (ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))


def explain(subject: ExplainedSubject, class_place: DeltaGenerator, details_place: DeltaGenerator) -> None:
    """Show what explains one class of a network's answer.

    Args:
        subject: The network with its picture.
        class_place: Where the choice of the class stands.
        details_place: Where the choice of what the method needs stands.
    """
    question = explained_answers.probabilities(subject.network, subject.x)
    probabilities = question.answer()
    target = why_controls.class_index(subject, probabilities)
    with class_place:
        why_controls.choose_class(subject, probabilities)
    with details_place:
        why_controls.choose_details(subject)
    asked = None if target is None else why_controls.asked(subject, target)
    with page_stage():
        still_open = show_view(subject, probabilities, asked)
    why_notes.show_method()
    offer(subject, asked)
    rerun_when_ready(still_open if probabilities is not None else [question, *still_open])


def show_view(
    subject: ExplainedSubject, probabilities: Array | None, asked: Asked | None
) -> Sequence[Question[Any]]:
    """Show the map, or how good it is; return the questions that are still open."""
    if current().why.view == "quality":
        return quality_view.show(subject, asked)
    return explained_maps.show(subject, probabilities, asked)


def offer(subject: ExplainedSubject, asked: Asked | None) -> None:
    """Offer the map over the picture, and the code that makes it: of the best class if none is known yet."""
    now = current() if reads_digits(current().why.subject) else photo_in_use.settings()
    code = export.why_code(
        now,
        asked or why_controls.asked(subject, 0),
        name=subject.network.name,
        quality=now.why.view == "quality",
        best=asked is None,
    )
    if asked is None or not take_home.is_open():
        take_home.offer_and_show(code)
        return
    picture, numbers = explained_maps.taken_home(subject, asked)
    if now.why.view == "quality":
        numbers = {**numbers, **quality_view.taken_home(subject, asked)}
    take_home.offer_and_show(code, picture, numbers=numbers)


navigation.run(page)
