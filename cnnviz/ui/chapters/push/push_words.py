"""What the page says of a push, and the text around its stage."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.lessons.pushes import BRIGHTNESS_STEPS, PUSH_METHODS, UNSEEN_STEPS, Push, turned_at
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import current

UNSEEN = "You can hardly see the change, yet the network sees something else."
SEEN = "You may see this change. Would you give another answer, too?"
NOT_AT_RANDOM = "A random change of the same size does not turn the answer. The direction counts."
ELSEWHERE_AT_RANDOM = "A random change of the same size gives “{}”. The direction counts."
ALSO_AT_RANDOM = "Here a random change of the same size turns the answer, too."
NOT_STRONGER = "A larger push is not always a stronger one. Look at the curve."
TRY_MANY = "Try many steps instead of one."

STEPS = (
    "**How far?** Each value of a picture lies between 0 and 255. A push of 2 moves each by at most 2. "
    "The page tries 1, 2, 3 and so on. It marks the first push that turns the answer."
)
MEANING = (
    "**What does it show?** The pushed picture is called an adversarial example. "
    "The gradient of the loss says for each pixel: brighter or darker. "
    "Many tiny changes, all in the right direction, add up."
)
SAVED = (
    "A picture file stores these values exactly. Take home saves the pushed picture as such a file. "
    "A digit from a photo is first rounded to whole numbers."
)
QUESTIONS = """
- Which network needs the larger push: one for digits or one for photos?
- Turn the cat into an espresso. Do you need one step or many?
- Look at the change at its true size. Can you see it?
- Does a larger push always turn the answer more surely?
- Where in a digit does the push change pixels, and where not?
"""
SOURCES = """
- Szegedy and others: Intriguing properties of neural networks. ICLR 2014.
- Goodfellow, Shlens and Szegedy: Explaining and harnessing adversarial examples. ICLR 2015 (FGSM).
- Kurakin, Goodfellow and Bengio: Adversarial examples in the physical world. 2017 (the iterated form).
- Madry and others: Towards deep learning models resistant to adversarial attacks. ICLR 2018.
"""


def headline(push: Push, names: Sequence[str]) -> str:
    """Return the main sentence: which push turns the answer.

    Args:
        push: The pushes.
        names: The names of the classes.
    """
    first, other = (f"“{names[index]}”" for index in (push.first, push.other))
    if push.turned_at is not None:
        return f"A push of {push.turned_at} of {BRIGHTNESS_STEPS} turns {first} into {other}."
    into = "" if push.toward is None else f" into {other}"
    return f"No push up to {push.n_steps} of {BRIGHTNESS_STEPS} turns {first}{into}."


def words(push: Push, names: Sequence[str], method: str) -> list[str]:
    """Return what the push means, and what it does not mean.

    Args:
        push: The pushes.
        names: The names of the classes.
        method: A key of `PUSH_METHODS`.
    """
    size = push.turned_at
    if size is None:
        return [NOT_STRONGER, TRY_MANY] if method == "fgsm" else [NOT_STRONGER]
    return [UNSEEN if size <= UNSEEN_STEPS else SEEN, said_of_chance(push, names, size)]


def said_of_chance(push: Push, names: Sequence[str], size: int) -> str:
    """Return what a random change of this size does."""
    found = push.at_random[[0, size]]
    if turned_at(found, push.toward) is not None:
        return ALSO_AT_RANDOM
    best = int(found[1].argmax())
    return NOT_AT_RANDOM if best == push.first else ELSEWHERE_AT_RANDOM.format(names[best])


def show_notes() -> None:
    """Show what the method does and what the push means and, folded, questions and sources."""
    glossary.explained(f"**What the method does.** {PUSH_METHODS[current().push.method].does}")
    glossary.explained(MEANING)
    st.markdown(f"{STEPS}  \n{SAVED}")
    with st.expander("Questions and sources"):
        st.markdown(QUESTIONS)
        st.markdown(SOURCES)
    glossary.expander("adversarial example", "gradient", "logit", "loss")
