"""The frame of the dashboard: page settings, navigation, and the one image that all pages share."""

import streamlit as st

from cnnviz.ui import frame, image, networks, state, visitors

st.set_page_config(
    page_title="cnnviz", page_icon=frame.icon(), layout="wide", initial_sidebar_state="collapsed"
)

page = st.navigation(frame.pages(), position="top")
state.read_link()
visitors.collect()
frame.header(page)
image.messages()
page.run()
frame.footer(page)
state.write_link()
visitors.listen()
networks.warm_up()  # after the page has been sent, which so waits for nothing
