"""Several visits of a script in one session, so that a browser loads its page once."""

import streamlit as st


def begin() -> str:
    """Forget what the visit before has left in the session, if the link names another one.

    Returns:
        The visit's name, which belongs into the keys of components: each visit has new ones.
    """
    visit: str = st.query_params.get("visit", "")
    if st.session_state.get("visit") != visit:
        st.session_state.clear()
        st.session_state.visit = visit
    return visit
