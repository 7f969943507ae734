"""Inside a trained network: one digit, and what every layer makes of it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export, mnist
from cnnviz.digits import PreparedDigit
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import pictures
from cnnviz.ui.chapters.network import layer_views
from cnnviz.ui.components import stage
from cnnviz.ui.controls import digit_source, network_reading
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import current, fragment

#: In pixels: the layers below the pad stay on a projector's screen.
PAD_WIDTH = 190


@fragment
def page() -> None:
    with page_controls():
        digit_source.controls("network")
    with page_stage():
        beside, below = pad_and_place_beside(), st.container()
    if digit_source.is_awaited():
        beside.markdown(digit_source.DRAW)
        return
    try:
        prepared = digit_source.prepared_digit()
        with beside, st.spinner("The network is reading the digit …"):
            outputs = network_answers.layer_outputs(networks.chosen(), prepared.digit)
    except (ImageError, NetworkError, WorkerError) as error:
        beside.error(sentence(error))
        return
    with beside:
        network_reading.show(outputs, "network-answer")
    with below:
        drawn = current().digit.source == "drawing"
        layer_views.show_all(prepared.digit, outputs, tallest="26vh" if drawn else "46vh")
    layer_views.show_chosen(outputs)
    show_preparation(prepared)
    code = export.network_code(current(), shipped=networks.chosen() == networks.SHIPPED)
    take_home.offer(code, layer_views.large_sheet(outputs[layer_views.chosen_layer(outputs)]))


def pad_and_place_beside() -> DeltaGenerator:
    """Show the pad if the digit is drawn; return the place for what the network makes of the digit."""
    if current().digit.source != "drawing":
        return st.container()
    row = st.container(horizontal=True, vertical_alignment="center")
    with row.container(width=PAD_WIDTH):
        digit_source.drawing_pad("network")
    return row.container(width="stretch")


def show_preparation(prepared: PreparedDigit) -> None:
    """Show the steps from the picture to the digit that the network takes."""
    items = [
        stage.Picture(
            label=step.name,
            detail=step.sentence,
            encoded=pictures.pixels(step.picture),
            operator="→" if n else "",
            alt=f"{step.name}: {step.sentence}",
        )
        for n, step in enumerate(prepared.steps)
    ]
    with st.expander(f"How the picture becomes {mnist.SIDE} × {mnist.SIDE}"):
        stage.show(items, "network-steps", tallest="20vh")


navigation.run(page)
