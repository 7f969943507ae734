"""Overview: a whole network reads the visitor's digit, and below it the chapters."""

import streamlit as st

from cnnviz.errors import ImageError, NetworkError, sentence
from cnnviz.ui.chapters import live_digit
from cnnviz.ui.frame import navigation
from cnnviz.ui.frame.page_controls import page_stage
from cnnviz.ui.session.state import fragment

#: Where the page to open is noted: a callback cannot turn to it.
_WANTED = "overview page to open"


@fragment
def page() -> None:
    if wanted := st.session_state.pop(_WANTED, ""):
        st.switch_page(f"pages/{wanted}.py")
    with page_stage():
        try:
            live_digit.show("overview", on_open=lambda unit: open_door(unit.node), on_door=open_door)
        except (ImageError, NetworkError) as error:
            st.error(sentence(error))


def open_door(node: str) -> None:
    """Open the page that explains a node."""
    st.session_state[_WANTED] = live_digit.page_of(node)


navigation.run(page)
