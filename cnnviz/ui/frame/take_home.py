"""Take home: a page's link, its Python code and its picture; and a button that resets the settings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.session import state

_OFFER = "take home offer"
#: The file name extension of each type of picture.
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True)
class Offer:
    """A page's Python code and picture."""

    code: str = ""
    picture: Encoded | None = None


def offer(code: str = "", picture: Encoded | None = None) -> None:
    """Offer the page's Python code and its picture for download."""
    st.session_state[_OFFER] = Offer(code, picture)


def offer_and_show(code: str, picture: Encoded | None = None, title: str = "The same in Keras") -> None:
    """Offer the page's Python code and its picture, and show the code in an expander."""
    offer(code, picture)
    if code:
        with st.expander(title):
            st.code(code, language="python")


def clear() -> None:
    """Remove the offer of the page before."""
    st.session_state.pop(_OFFER, None)


def popover() -> None:
    """Show the button Take home with its popover."""
    opened = st.popover("Take home", icon=":material/ios_share:", key="take-home", on_change="rerun")
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
        if offered.code:
            st.markdown("The same in Python:")
            st.code(offered.code, language="python")
        st.button("Back to the defaults", icon=":material/restart_alt:", on_click=state.reset)


def link() -> str:
    """Return the page's address with the visitor's settings."""
    address = (st.context.url or "").partition("?")[0]
    return f"{address}?{urlencode(state.link(), doseq=True)}"
