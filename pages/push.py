"""A push: the smallest change of the pixels that turns a network's answer, beside a random one as large."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.lessons.pushes import PushAsked
from cnnviz.ui.chapters.push import push_choices, push_view, push_words
from cnnviz.ui.controls import digit_source, photo_network_picker, subject_choice
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import explained_answers, photo_in_use
from cnnviz.ui.session.explained_subject import ExplainedSubject, is_drawn, reads_digits, subject_of
from cnnviz.ui.session.open_questions import rerun_when_ready
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    name = current().push.subject
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        subject_choice.choose_network("push", name, toward=None, steps=None)
        push_choices.choose_method()
        class_place = st.container(width="content")
        with st.popover("More", key="push-more"):
            subject_choice.choose_input("push", name)
    if not reads_digits(name):
        photo_network_picker.offer("push")
    with subject_choice.beside_the_pad("push", drawn=is_drawn(name)):
        push_or_say_why_not(name, class_place)
    push_words.show_notes()


def push_or_say_why_not(name: str, class_place: DeltaGenerator) -> None:
    """Push the picture, or show in one sentence why there is no push."""
    if is_drawn(name) and digit_source.is_awaited():
        st.markdown(digit_source.DRAW)
        return
    try:
        push(subject_of(name), class_place)
    except (ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))


def push(subject: ExplainedSubject, class_place: DeltaGenerator) -> None:
    """Show the pushes of a network's picture.

    Args:
        subject: The network with its picture.
        class_place: Where the choice of the class stands.
    """
    question = explained_answers.probabilities(subject.network, subject.x)
    probabilities = question.answer()
    with class_place:
        push_choices.choose_toward(subject, probabilities)
    asked = None if probabilities is None else push_choices.push_asked(subject, probabilities)
    with page_stage():
        still_open = push_view.show(subject, asked)
    offer(subject, asked)
    rerun_when_ready(still_open if asked is not None else [question])


def offer(subject: ExplainedSubject, asked: PushAsked | None) -> None:
    """Offer the pushed picture and the code that makes it, away from the present class if none is known."""
    now = current() if reads_digits(current().push.subject) else photo_in_use.settings()
    code = export.push_code(now, asked or PushAsked(now.push.method), name=subject.network.name)
    found = push_view.ready(subject, asked) if asked and take_home.is_open() else None
    if found is None:
        take_home.offer_and_show(code)
    else:
        picture, numbers = push_view.taken_home(subject, found), push_view.numbers(subject, found)
        take_home.offer_and_show(code, picture, numbers=numbers)


navigation.run(page)
