"""Links to the root. The page Numbers once stood there, and old links still open it."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cnnviz.pipeline.settings import SETTINGS
from cnnviz.ui.frame.chapters import AT_ROOT
from cnnviz.ui.session import state

#: The page that once stood at the root.
FORMER = "numbers"
#: The parameters of links that only this page reads.
_OWN = frozenset(one.link for one in SETTINGS.values() if one.chapter == FORMER)
_FOLLOWED = "link followed from the root"


def follow(page: StreamlitPage) -> None:
    """Open Numbers if the link to the root was made there. Call this after the link has been read.

    The browser's back button leads from Numbers to the root with the same link. This second time the
    visitor stays there, so that another step back leaves the dashboard.
    """
    at_root = page.url_path == ""
    state.mark(AT_ROOT if at_root else "")
    if not at_root or not leads_to_former(tuple(st.query_params)):
        return
    link = str(sorted(st.query_params.to_dict().items()))
    if st.session_state.get(_FOLLOWED) != link:
        st.session_state[_FOLLOWED] = link
        state.turn_to(f"pages/{FORMER}.py")


def leads_to_former(names: Collection[str]) -> bool:
    """Return whether a link to the root with parameters of these names was made on the page Numbers.

    >>> leads_to_former(["image", "view"]), leads_to_former(["image"])
    (True, False)
    >>> leads_to_former(["image", "view", "page"])
    False
    """
    return state.PAGE not in names and not _OWN.isdisjoint(names)
