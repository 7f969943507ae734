"""The digits in the visitor's image, found once for all visitors, and the one that networks read."""

from __future__ import annotations

import streamlit as st

from cnnviz import digits
from cnnviz.digits import FoundDigit, PreparedDigit, doubt
from cnnviz.errors import ImageError, sentence
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current

#: What a page says of a picture without digits, before it says why.
NONE = "There is no digit that I know in this picture."
#: Where a visitor chooses a part of a picture with too many digits.
CUT_OUT = "Move Rows and Columns under Image."


def found(image: ImageInUse) -> list[FoundDigit]:
    """Return the digits in an image, in reading order. They are shared: do not change them.

    Raises:
        ImageError: If there is no digit, or there are too many; the sentence says which.
    """
    seen = _found(image.key, image)
    if isinstance(seen, str):
        raise ImageError(seen)
    return seen


@st.cache_resource(max_entries=32, show_spinner=False)
def _found(key: str, _image: ImageInUse) -> list[FoundDigit] | str:  # noqa: ARG001 - the key
    """Return the digits, or the sentence that says why there are none."""
    try:
        seen = digits.find(_image.pixels)
    except ImageError as error:  # The image has been checked before, so it holds too many digits.
        return f"{sentence(error)} {CUT_OUT}"
    try:
        return seen or _why_none(_image)
    except ImageError as error:
        return sentence(error)


def _why_none(image: ImageInUse) -> str:
    """Return why there is no digit: there is no ink, or what stands out most is none.

    Raises:
        ImageError: If nothing stands out.
    """
    why = doubt.reason(digits.from_picture(image.pixels).digit)
    return f"{NONE} {why or 'Write it larger, with a thick dark pen.'}"


def place(seen: list[FoundDigit]) -> int:
    """Return the index of the chosen digit among those that were found."""
    return seen.index(digits.pick(seen, current().digit.found))


def to_choose_from() -> list[FoundDigit]:
    """Return the digits in the visitor's image; none if it is a single digit, or has none."""
    if current().image.name == "digit":
        return []
    try:
        return found(image_in_use.chosen())
    except ImageError:
        return []


def chosen() -> PreparedDigit:
    """Return the chosen digit of the visitor's image.

    Raises:
        ImageError: If there is no digit in it, or there are too many.
    """
    if current().image.name == "digit":
        return digits.from_picture(image_in_use.chosen().pixels)  # it is a digit, however odd
    return digits.pick(found(image_in_use.chosen()), current().digit.found).prepared
