"""Train: a network on the digits, watched as it learns; several runs beside each other."""

import streamlit as st

from cnnviz.errors import NetworkError, sentence
from cnnviz.network import keras_code
from cnnviz.runs import RunSettings
from cnnviz.ui.chapters.train import (
    network_in_use,
    run_buttons,
    run_controls,
    run_list,
    run_view,
    run_wording,
)
from cnnviz.ui.controls import data_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage


def page() -> None:
    next_run = next_run_settings()
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        run_controls.show()
        with st.popover("More"):
            choose_network_and_data(next_run)
            run_controls.show_more()
        run_buttons.show(next_run)
    data_picker.show_message()
    run_list.NOTICE.show_once()
    with page_stage():
        run_view.show()
    run_view.explain()
    run_list.show()
    network_in_use.show()
    if next_run is not None:
        take_home.offer_and_show(keras_code(next_run.network), title="The network in Keras")


def next_run_settings() -> RunSettings | None:
    """Return the settings of the next run, or show why there is no valid network."""
    try:
        return run_controls.settings()
    except NetworkError as error:
        st.error(sentence(error))
        return None


def choose_network_and_data(next_run: RunSettings | None) -> None:
    """Show which network will be trained, the way to the page that builds another, and the data."""
    if next_run is not None:
        name, n_weights = run_wording.network(next_run.network), next_run.network.n_weights
        st.markdown(f"**{name}** network, {n_weights:,} parameters")
    st.page_link("pages/build.py", label="Build another", icon=":material/stacks:")
    data_picker.choose("train")


navigation.run(page)
