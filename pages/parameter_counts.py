"""Why the numbers differ: published counts of parameters that contradict each other, explained."""

import streamlit as st

from cnnviz import export
from cnnviz.figures.count_bars import count_bars
from cnnviz.pipeline import choices
from cnnviz.ui.chapters.parameter_counts import counts_notes, counts_view
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import fragment

WORDS = ("bias", "parameter", "weight")


@fragment
def page() -> None:
    with page_controls(horizontal=True):
        counts_view.choose_network(choices("parameter_counts", "network"))
    with page_stage():
        counts_view.show()
    glossary.explained(counts_notes.EXPLANATION)
    with st.expander("What is counted"):
        st.markdown(counts_notes.MEANING)
    with st.expander("Questions"):
        st.markdown(counts_notes.QUESTIONS)
    glossary.expander(*WORDS)
    one, index = counts_view.chosen()
    picture = count_bars([(each.name, each.count) for each in one.variants])
    take_home.offer_and_show(export.variant_code(one, one.variants[index]), picture)


navigation.run(page)
