"""Overview: a whole network reads the visitor's digit, and below it the chapters."""

import streamlit as st

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.ui.chapters import live_digit
from cnnviz.ui.chapters.overview import network_offer, opened_page, tiles
from cnnviz.ui.frame import followed_link, navigation
from cnnviz.ui.frame.page_controls import page_stage
from cnnviz.ui.session.state import fragment


def page() -> None:
    followed_link.turn()
    network()
    tiles.show()  # after the picture of the network, which so waits for nothing


@fragment
def network() -> None:
    opened_page.turn()
    with page_stage():
        try:
            live_digit.show("overview", on_open=opened_page.open_unit, on_door=opened_page.open_door)
        except (NetworkError, WorkerError) as error:
            st.error(sentence(error))
    network_offer.offer()


navigation.run(page)
