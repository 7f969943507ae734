"""Inside a trained network: one digit, and what every layer makes of it."""

import streamlit as st

from cnnviz import export, mnist
from cnnviz.digits import PreparedDigit
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import pictures
from cnnviz.ui.chapters.network import layer_views
from cnnviz.ui.components import stage
from cnnviz.ui.controls import digit_source
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    with page_controls():
        digit_source.controls("network")
    if current().digit.source == "drawing":
        left, right = st.columns([1.25, 3])
        with left:
            digit_source.drawing_pad("network")
        with right:
            show_network()
    else:
        show_network()


def show_network() -> None:
    """Show how the digit is prepared, and the output of every layer; or why there is none."""
    try:
        prepared = digit_source.prepared_digit()
        with st.spinner("The network is being asked …"):
            outputs = network_answers.layer_outputs(networks.chosen(), prepared.digit)
    except (ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return
    if current().digit.source == "image":
        st.caption("The network knows nothing but digits: it names one of ten, whatever it is shown.")
    show_preparation(prepared)
    layer_views.show_all(prepared.digit, outputs)
    layer_views.show_chosen(outputs)
    code = export.network_code(current(), shipped=networks.chosen() == networks.SHIPPED)
    take_home.offer(code, layer_views.large_sheet(outputs[layer_views.chosen_layer(outputs)]))


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
    with st.expander(
        f"How it becomes {mnist.SIDE} × {mnist.SIDE}", expanded=current().digit.source != "bundled"
    ):
        stage.show(items, "network-steps", tallest="20vh")


navigation.run(page)
