"""The map of all digits: 1,000 digits in the plane, placed by what a layer of the network makes of them."""

import streamlit as st

from cnnviz import export
from cnnviz.errors import DataError, NetworkError, WorkerError, sentence
from cnnviz.figures import digit_map_picture
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons import digit_map
from cnnviz.ui.chapters.digit_map import map_controls, map_view, map_words, tsne_progress
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import current, fragment
from cnnviz.workers import NetworkFile

#: The widths of the drawing pad and of the map beside it.
PAD_AND_MAP = (1, 4)
WORDS = ("convolution", "fully connected", "pixel", "test digits", "unit")


@fragment
def page() -> None:
    network = networks.chosen("reads")
    try:
        layers = network_answers.parts(network)[0]
    except NetworkError as error:
        st.error(sentence(error))
        return
    with page_controls(horizontal=True, vertical_alignment="center", gap="small"):
        map_controls.show(layers)
    layer = digit_map.mapped_layer(layers, map_controls.shown_choice(layers))
    with page_stage():
        if current().digit.source == "drawing":
            beside, middle = st.columns(PAD_AND_MAP)
            with beside:
                digit_source.drawing_pad("digit_map")
            with middle:
                show_map(network, layer)
        else:
            show_map(network, layer)
    explain()


def show_map(network: NetworkFile, layer: str) -> None:
    """Show the map by a layer's outputs, and offer its code and picture."""
    code = export.digit_map_code(layer, current().digit_map.method, name=network.name)
    said = st.empty()
    if not map_view.is_ready(network, layer):
        said.info(map_view.WAITING)  # before the page waits for a quick answer
    try:
        shown = map_view.shown_map(network, layer)
    except (DataError, NetworkError, WorkerError) as error:
        said.error(sentence(error))
        return
    if shown is None:
        map_view.wait(network, layer)
        take_home.offer_and_show(code)
        return
    said.empty()
    if current().digit_map.method == "tsne":
        tsne_progress.show(shown)
    else:
        map_view.show(shown, None)
    take_home.offer_and_show(code, picture(shown) if take_home.is_open() else None)


def picture(shown: map_view.ReadMap) -> Encoded:
    """Return the map as it stands, to download."""
    points = tsne_progress.points(shown) if current().digit_map.method == "tsne" else shown.digit_map.points
    evaluation = shown.evaluation
    return digit_map_picture.drawn(points, evaluation.labels.tolist(), (~evaluation.right).tolist())


def explain() -> None:
    if said := digit_source.must_choose():
        st.markdown(said)
    glossary.explained(map_words.EXPLANATION)
    with st.expander("What the map shows"):
        st.markdown(map_words.MEANING)
    with st.expander("Questions and sources"):
        st.markdown(map_words.QUESTIONS)
        st.markdown(map_words.SOURCES)
    glossary.expander(*WORDS)


navigation.run(page)
