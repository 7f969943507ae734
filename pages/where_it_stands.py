"""Where it stands: what CNNs are used for, what they do well and what badly, each with its page."""

import streamlit as st

from cnnviz.ui.chapters.where_it_stands import stand_claims, stand_notes
from cnnviz.ui.components import claims
from cnnviz.ui.frame import followed_link, navigation
from cnnviz.ui.frame.page_controls import page_stage


def page() -> None:
    followed_link.turn()
    with page_stage():
        claims.show(stand_claims.columns(), "where_it_stands-claims", on_open=followed_link.note)
    with st.expander("Notes and sources"):
        st.markdown(stand_notes.MEANING)
        st.markdown(stand_notes.SOURCES)


navigation.run(page)
