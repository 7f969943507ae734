"""Inside a network: all layers with all their maps, alive under the pen, and one layer enlarged."""

import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.ui.chapters import live_digit, preparation_steps
from cnnviz.ui.chapters.network import code_picture, enlarged_layer
from cnnviz.ui.chapters.overview import opened_page
from cnnviz.ui.controls import digit_source, network_facts
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    opened_page.turn()
    with page_controls():
        digit_source.controls("network", "reads", has_switch=True)
    try:
        with page_stage():
            live_digit.show(
                "network", unfolded=True, on_open=opened_page.open_unit, on_door=opened_page.open_door
            )
        show_details()
    except (NetworkError, WorkerError) as error:
        st.error(sentence(error))


def show_details() -> None:
    """Show one layer enlarged and the steps of the preparation, if there is a digit."""
    try:
        prepared = digit_source.prepared_digit()
    except ImageError:
        return  # the picture of the network has said so
    outputs = enlarged_layer.outputs_for(prepared.digit)
    code_picture.show(network_answers.parts(networks.chosen())[0], outputs)
    enlarged_layer.show(outputs)
    preparation_steps.show(prepared, "network-steps")
    network_facts.show_all()
    code = export.network_code(current(), name=networks.chosen().name)
    take_home.offer(code, enlarged_layer.picture(outputs[enlarged_layer.chosen_layer(outputs)]))


navigation.run(page)
