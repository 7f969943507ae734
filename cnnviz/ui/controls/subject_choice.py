"""Whose answer a page asks about: the choice of the network, of its picture, and of a class."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.pipeline import choices
from cnnviz.ui.controls import digit_source, image_picker, photo_network_picker
from cnnviz.ui.session import photo_in_use
from cnnviz.ui.session.explained_subject import SUBJECTS, ExplainedSubject, reads_digits
from cnnviz.ui.session.image_in_use import LABELS
from cnnviz.ui.session.state import bind, change

Array = npt.NDArray[np.float32]

#: The widths of the drawing pad and of what is beside it.
PAD_AND_STAGE = (1, 4)
#: The number of classes that stand first, the best ones.
N_BEST = 5


def choose_network(page: str, chosen: str, **forgotten: object) -> None:
    """Show the choice of the network.

    Args:
        page: The chapter with the setting `subject`; the widget's key begins with it.
        chosen: The present choice.
        forgotten: Settings of the chapter that mean nothing to another network, with their defaults.
    """
    st.segmented_control(
        "Network",
        choices(page, "subject"),
        format_func=SUBJECTS.__getitem__,
        required=True,
        wrap=True,
        **bind(f"{page}-subject", chosen, lambda name: change(**{page: {"subject": name, **forgotten}})),
    )


def choose_input(page: str, subject: str) -> None:
    """Show the choice of the digit; or of the network for photographs, and of a sample photo.

    Args:
        page: The beginning of the widgets' keys.
        subject: A key of `SUBJECTS`.
    """
    if reads_digits(subject):
        digit_source.digit_choice(page)
        return
    photo_network_picker.choose(page)
    choose_photo(page)


def beside_the_pad(page: str, *, drawn: bool) -> AbstractContextManager[object]:
    """Return the place for a page's stage: beside the drawing pad, which is shown here, where it is drawn.

    Args:
        page: The beginning of the pad's key.
        drawn: Whether the network reads what the visitor draws.
    """
    if not drawn:
        return nullcontext()
    beside, middle = st.columns(PAD_AND_STAGE)
    with beside:
        digit_source.drawing_pad(page)
    return middle


def choose_photo(page: str, *, labelled: bool = True) -> None:
    """Show the choice of a sample photo.

    Args:
        page: The beginning of the widget's key.
        labelled: Whether the label takes a line above it.
    """
    name = photo_in_use.settings().image.name
    st.segmented_control(
        "Photo",
        photo_in_use.PHOTOGRAPHS,
        format_func=LABELS.__getitem__,
        wrap=True,
        label_visibility="visible" if labelled else "collapsed",
        help="The button Image at the top takes a photo of your own." if labelled else None,
        **bind(f"{page}-sample", name if name in photo_in_use.PHOTOGRAPHS else None, _choose_sample),
    )


def _choose_sample(name: str | None) -> None:
    if name is not None:  # a second click on the chosen sample leaves it
        image_picker.choose(name)


def best_classes(probabilities: Array) -> list[int]:
    """Return the indices of the most probable classes, the best first."""
    return [int(n) for n in np.argsort(-probabilities, kind="stable")[:N_BEST]]


def best_first(subject: ExplainedSubject, probabilities: Array) -> list[int]:
    """Return the indices of all classes: the best ones first, then all others by name."""
    best, classes = best_classes(probabilities), subject.classes
    others = sorted(set(range(len(classes))) - set(best), key=lambda n: (classes[n].lower(), n))
    return [*best, *others]


def class_name(subject: ExplainedSubject, index: int) -> str:
    """Return the name of a class, with its number if another class has the same name."""
    name = subject.classes[index]
    return f"{name} ({index})" if subject.classes.count(name) > 1 else name
