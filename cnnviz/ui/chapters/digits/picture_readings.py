"""The page's picture with its digits, and what the network in use reads in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cnnviz import mnist
from cnnviz.digits import FoundDigit, doubt
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures.step_sheet import StepSheet, step_sheet
from cnnviz.lessons.readings import reading
from cnnviz.pipeline import Pipeline
from cnnviz.ui.components import found_digits as component
from cnnviz.ui.components.found_digits import ShownDigit
from cnnviz.ui.session import found_digits, image_in_use, network_answers, networks
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import change, current

#: What the page begins with, until the visitor chooses an image.
EXAMPLE = "phone number"
#: The most digits that are also written in a row below the picture.
MOST_IN_A_ROW = 20


def picture() -> ImageInUse:
    """Return the visitor's image, or the example until they have chosen one."""
    return image_in_use.chosen() if image_in_use.is_chosen() else image_in_use.sample(EXAMPLE)


def settings() -> Pipeline:
    """Return the visitor's settings, with the example as the image until they have chosen one."""
    return current() if image_in_use.is_chosen() else current().replace(image={"name": EXAMPLE})


@dataclass(frozen=True)
class ReadPicture:
    """The digits in a picture with what is read in them, and the index of the chosen one."""

    digits: list[ShownDigit]
    chosen: int


def show(image: ImageInUse) -> ReadPicture | None:
    """Show the picture with its digits; return them, or show why there are none and return None."""
    encoded, alt = image_in_use.encoded(image.key, image.pixels), f"The picture: {image.label}"
    try:
        found = found_digits.found(image)
        digits = read(found)
    except (ImageError, NetworkError, WorkerError) as error:
        component.show(encoded, "digits-found", alt=alt, said=sentence(error))
        return None
    chosen = found_digits.place(found)
    component.show(
        encoded,
        "digits-found",
        alt=alt,
        digits=digits,
        steps=_steps(image.key, found),
        chosen=chosen,
        said=counted(digits),
        on_chosen=choose,
    )
    return ReadPicture(digits, chosen)


def read(found: Sequence[FoundDigit]) -> list[ShownDigit]:
    """Return what the network in use reads in each digit.

    Raises:
        NetworkError: If the network's file cannot be read.
        WorkerError: If the network is too large for this process, and the worker does not answer.
    """
    shares = network_answers.probabilities(networks.chosen(), [one.prepared.digit for one in found])
    return [
        ShownDigit(found=one, reading=reading(row, one.probability), probabilities=row.tolist())
        for one, row in zip(found, shares, strict=True)
    ]


def choose(place: int) -> None:
    """Let networks read this digit of the picture, on all pages."""
    change(image={"name": settings().image.name}, digit={"source": "image", "found": place})


def counted(digits: Sequence[ShownDigit]) -> str:
    """Return how many digits there are, and what the network reads in their row; "?" marks a doubtful one."""
    sure = sum(one.found.probability >= doubt.SURE for one in digits)
    said = [_numbers(sure, len(digits) - sure)]
    if len(digits) > 1:
        said.append("Click one.")
    if sure and 1 < len(digits) <= MOST_IN_A_ROW:
        row = zip(texts(digits), digits, strict=True)
        said.append(
            f"The network reads {''.join(text + '?' * bool(one.reading.doubt) for text, one in row)}."
        )
    return " ".join(said)


def _numbers(sure: int, unsure: int) -> str:
    """Return the number of digits, and of marks that may be digits."""
    found = "1 digit found." if sure == 1 else f"{sure} digits found."
    if not unsure:
        return found
    more = "more " if sure else ""
    may_be = f"1 {more}mark may be a digit." if unsure == 1 else f"{unsure} {more}marks may be digits."
    return f"{found} {may_be}" if sure else f"No clear digit: {may_be}"


def texts(digits: Sequence[ShownDigit]) -> list[str]:
    """Return what the network reads in each digit, such as "7"."""
    return [mnist.CLASS_NAMES[one.reading.label] for one in digits]


@st.cache_resource(max_entries=8, show_spinner=False)
def _steps(key: str, _found: Sequence[FoundDigit]) -> StepSheet:  # noqa: ARG001 - the key
    return step_sheet([one.prepared for one in _found])
