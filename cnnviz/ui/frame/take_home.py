"""Take home: a page's link, its Python code, picture and numbers; and a button that resets the settings."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.session import state

Arrays: TypeAlias = Mapping[str, npt.NDArray[np.float32]]

_OFFER = "take home offer"
_KEY = "take-home"
_LONG = "take-home-long-code"
#: The file name extension of each type of picture.
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True)
class Offer:
    """A page's Python code, picture, numbers and table."""

    code: str = ""
    picture: Encoded | None = None
    numbers: bytes = b""
    """An .npz file; empty where the page offers none."""
    table: str = ""
    """The text of a CSV file; empty where the page offers none."""


def offer(code: str = "", picture: Encoded | None = None, *, numbers: Arrays | None = None) -> None:
    """Offer the page's Python code, its picture and its numbers for download.

    Args:
        code: The code.
        picture: The picture; None for none.
        numbers: Arrays by their names, which become a file for `numpy.load`; None or empty for none.
    """
    st.session_state[_OFFER] = Offer(code, picture, npz(numbers) if numbers else b"")


def npz(numbers: Arrays) -> bytes:
    """Return arrays as an .npz file."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **dict(numbers))  # type: ignore[arg-type] # the stub's other argument
    return buffer.getvalue()


def offer_and_show(
    code: str,
    picture: Encoded | None = None,
    title: str = "The same in Keras",
    *,
    numbers: Arrays | None = None,
    is_long: bool = False,
) -> None:
    """Offer the page's Python code, its picture and its numbers, and show the code in an expander.

    Args:
        code: The code.
        picture: The picture; None for none.
        title: The title of the expander.
        numbers: Arrays by their names.
        is_long: Whether the browser gets the code only when the expander is opened. Colouring it takes longer
            than the rest of a page.
    """
    offer(code, picture, numbers=numbers)
    if not code:
        return
    shown = st.expander(title, key=_LONG, on_change="rerun") if is_long else st.expander(title)
    if not is_long or shown.open:
        shown.code(code, language="python")


def add_table(table: str) -> None:
    """Add a table, the text of a CSV file, to what the page offers. Call it after `offer`."""
    offered: Offer = st.session_state.get(_OFFER, Offer())
    st.session_state[_OFFER] = replace(offered, table=table)


def is_open() -> bool:
    """Return whether the visitor has opened Take home, for a page whose offer takes time to compute."""
    return bool(st.session_state.get(_KEY))


def clear() -> None:
    """Remove the offer of the page before."""
    st.session_state.pop(_OFFER, None)


def popover() -> None:
    """Show the button Take home with its popover."""
    opened = st.popover("Take home", icon=":material/ios_share:", key=_KEY, on_change="rerun")
    if not opened.open:
        return
    offered: Offer = st.session_state.get(_OFFER, Offer())
    with opened:
        st.markdown("A link to this page with your settings:")
        st.code(link(), language=None)
        if offered.picture is not None:
            ending = ENDINGS[offered.picture.mime]
            st.download_button(
                "The picture",
                offered.picture.data,
                file_name=f"cnnviz.{ending}",
                mime=offered.picture.mime,
                icon=":material/download:",
                on_click="ignore",
            )
        if offered.numbers:
            st.download_button(
                "The numbers, for NumPy",
                offered.numbers,
                file_name="cnnviz.npz",
                mime="application/zip",
                icon=":material/download:",
                on_click="ignore",
            )
        if offered.code:
            st.markdown("The same in Python:")
            st.code(offered.code, language="python")
        if offered.table:
            st.download_button(
                "The table, as CSV",
                offered.table,
                file_name="cnnviz.csv",
                mime="text/csv",
                icon=":material/table:",
                on_click="ignore",
            )
        st.button("Back to the defaults", icon=":material/restart_alt:", on_click=state.reset)


def link() -> str:
    """Return the page's address with the visitor's settings."""
    address = (st.context.url or "").partition("?")[0]
    return f"{address}?{urlencode(state.link(), doseq=True)}"
