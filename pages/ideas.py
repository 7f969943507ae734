"""The ideas: what made deep networks possible, each as networks that differ in one thing."""

import streamlit as st

from cnnviz import export
from cnnviz.ui.chapters.ideas import (
    drawn_contenders,
    idea_controls,
    idea_notes,
    idea_runs,
    reused_maps,
    time_view,
    watched_training,
)
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    idea, contenders = idea_controls.chosen()
    together = idea_runs.together(contenders)
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        idea_controls.show_idea()
        idea_controls.show_options(idea)
        idea_controls.show_buttons(contenders)
    together.message()
    with page_stage(gap="small"):
        drawn_contenders.show(contenders)
        together.watch(lambda: watched_training.show(idea, contenders))
    name = current().ideas.idea
    if name == "dense":
        reused_maps.show(idea_runs.of(contenders))
    with st.expander("The whole networks, and their time"):
        drawn_contenders.table(contenders)
        time_view.show(contenders)
    idea_notes.show(name, idea)
    take_home.offer_and_show(export.ideas_code(contenders), drawn_contenders.picture(contenders[0]))


navigation.run(page)
