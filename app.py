"""The frame of the dashboard: page settings, navigation, and the one image that all pages share."""

import streamlit as st

from cnnviz.ui.controls import image_picker
from cnnviz.ui.frame import frame
from cnnviz.ui.session import networks, state, visitor_runs

st.set_page_config(
    page_title="cnnviz", page_icon=frame.icon(), layout="wide", initial_sidebar_state="collapsed"
)

page = st.navigation(frame.pages(), position="top")
state.read_link()
visitor_runs.collect()
frame.header(page)
image_picker.messages()
page.run()
frame.footer(page)
state.write_link()
visitor_runs.listen()
networks.warm_up()  # after the page has been sent, which so waits for nothing
