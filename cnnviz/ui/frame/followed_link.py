"""A link inside a component that the visitor follows: Streamlit turns no page in a callback."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from cnnviz.pipeline import Pipeline
from cnnviz.ui.session import state

_FOLLOWED = "link followed"


def note(address: str) -> None:
    """Note the address of the page that the visitor wants to see, such as "pooling".

    Its settings, if it has any, as in "relu?relu_view=why", take the place of the visitor's.
    """
    page, _, settings = address.partition("?")
    if settings:
        state.put(Pipeline.from_link(parse_qs(settings)))
    st.session_state[_FOLLOWED] = page


def turn() -> None:
    """Turn to the noted page, if there is one. Call it outside fragments, before a page is built."""
    if page := st.session_state.pop(_FOLLOWED, ""):
        st.switch_page(f"pages/{page}.py")
