"""The stage: before, the change, after, and after a random change; earlier ones stay while it computes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.pushes import Push, PushAsked, to_levels
from cnnviz.ui.chapters.push import push_words
from cnnviz.ui.components import pushed_picture
from cnnviz.ui.controls.subject_choice import class_name
from cnnviz.ui.session import pushed_answers
from cnnviz.ui.session.explained_answers import Question
from cnnviz.ui.session.explained_subject import ExplainedSubject
from cnnviz.ui.session.state import change, current

KEY = "push-stage"
AWAITED = "The network is reading the picture after many pushes."
_SHOWN = "push shown"


class ShownPush(NamedTuple):
    """Pushes with what they belong to."""

    push: Push
    asked: PushAsked
    subject: ExplainedSubject


def show(subject: ExplainedSubject, asked: PushAsked | None) -> list[Question[Push]]:
    """Show the pushes of a picture; return the question if it is still open.

    Args:
        subject: The network with its picture.
        asked: What is asked for; None if it is not known yet.

    Raises:
        NetworkError: If no push changes the answer.
        WorkerError: If the worker does not answer.
    """
    question = None if asked is None else pushed_answers.push(subject.network, subject.picture, asked)
    found = None if question is None else question.answer()
    if found is not None and asked is not None:
        st.session_state[_SHOWN] = ShownPush(found, asked, subject)
        _show(st.session_state[_SHOWN], subject)
        return []
    before: ShownPush | None = st.session_state.get(_SHOWN)
    same = before is not None and np.array_equal(before.subject.picture, subject.picture)
    _show(before if same else None, subject, is_stale=True)
    return [] if question is None else [question]


def _show(shown: ShownPush | None, subject: ExplainedSubject, *, is_stale: bool = False) -> None:
    """Show pushes, or a picture whose pushes are still to come."""
    subject = subject if shown is None else shown.subject
    names = [class_name(subject, n) for n in range(len(subject.classes))]
    pushed_picture.show(
        KEY,
        to_levels(subject.picture),
        None if shown is None else shown.push,
        names=names,
        label=subject.label,
        headline=AWAITED if shown is None else push_words.headline(shown.push, names),
        words=[] if shown is None else push_words.words(shown.push, names, shown.asked.method),
        is_stale=is_stale,
        steps=current().push.steps,
        enlarged=not current().push.true_size,
        on_settled=lambda steps: change(push={"steps": steps}),
        on_enlarged=lambda enlarged: change(push={"true_size": not enlarged}),
    )


def shown_size(push: Push) -> int:
    """Return the size of the push that is shown: the chosen one, the smallest that turns, or the largest."""
    chosen = current().push.steps
    if chosen is not None:
        return min(chosen, push.n_steps)
    return push.n_steps if push.turned_at is None else push.turned_at


def ready(subject: ExplainedSubject, asked: PushAsked) -> Push | None:
    """Return the pushes if they are ready."""
    question = pushed_answers.push(subject.network, subject.picture, asked)
    return question.answer() if question.is_ready() else None


def taken_home(subject: ExplainedSubject, push: Push) -> Encoded:
    """Return the pushed picture as a file without loss."""
    pushed = push.pushed(to_levels(subject.picture), shown_size(push))
    return pictures.tiles(pushed[np.newaxis, ..., 0] if pushed.shape[2] == 1 else pushed[np.newaxis], 1)


def numbers(subject: ExplainedSubject, push: Push) -> dict[str, npt.NDArray[Any]]:
    """Return the levels before and after the push that is shown, its change, and all probabilities."""
    levels, size = to_levels(subject.picture), shown_size(push)
    return {
        "before": levels,
        "change": push.change(size),
        "after": push.pushed(levels, size),
        "after_random": push.randomly_changed(levels, size),
        "probabilities": push.probabilities,
        "probabilities_random": push.at_random,
    }
