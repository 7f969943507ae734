"""What can be taken home from a page: its link, its Python, its picture; and the way back to the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.session import state

_OFFERED = "taken home"
#: How the name of a picture's file ends.
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True)
class Offer:
    """What a page has to give besides its link."""

    code: str = ""
    picture: Encoded | None = None


def offer(code: str = "", picture: Encoded | None = None) -> None:
    """Have the page's Python, and its picture, ready to be taken."""
    st.session_state[_OFFERED] = Offer(code, picture)


def offer_and_show(code: str, picture: Encoded | None = None, title: str = "The same in Keras") -> None:
    """Offer the page's Python and its picture, and show the Python below the page, folded."""
    offer(code, picture)
    if code:
        with st.expander(title):
            st.code(code, language="python")


def clear() -> None:
    """Begin a page, which has nothing to give so far."""
    st.session_state.pop(_OFFERED, None)


def popover() -> None:
    """Show the one place where all that can be taken home is."""
    opened = st.popover("Take home", icon=":material/ios_share:", key="take-home", on_change="rerun")
    if not opened.open:
        return
    given: Offer = st.session_state.get(_OFFERED, Offer())
    with opened:
        st.markdown("This page as it is, as a link:")
        st.code(link(), language=None)
        if given.picture is not None:
            ending = ENDINGS[given.picture.mime]
            st.download_button(
                "The picture",
                given.picture.data,
                file_name=f"cnnviz.{ending}",
                mime=given.picture.mime,
                icon=":material/download:",
                on_click="ignore",
            )
        if given.code:
            st.markdown("The same in Python:")
            st.code(given.code, language="python")
        st.button("Back to the defaults", icon=":material/restart_alt:", on_click=state.reset)


def link() -> str:
    """Return the page's address with all that the visitor has set."""
    address = (st.context.url or "").partition("?")[0]
    return f"{address}?{urlencode(state.current().to_link(), doseq=True)}"
