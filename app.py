"""The frame of the dashboard: page settings, navigation, and the one image that all pages share."""

import streamlit as st

from cnnviz.ui.frame import header_footer, navigation, root_links
from cnnviz.ui.session import state, visitor_photo, visitor_runs, worker_processes

st.set_page_config(
    page_title="cnnviz", page_icon=navigation.icon(), layout="wide", initial_sidebar_state="collapsed"
)

page = st.navigation(navigation.pages(), position="top")
state.read_link()
root_links.follow(page)
visitor_photo.note_address()
visitor_runs.update_networks()
take_home_place = header_footer.header(page)
page.run()
header_footer.footer(page, take_home_place)
state.write_link()
visitor_runs.identify_browser()
worker_processes.warm_up()  # after the page has been sent, which so waits for nothing
