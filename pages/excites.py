"""What excites it?: for each layer the patches that excite a filter most, and an input grown to do so."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.errors import DataError, ImageError, NetworkError, WorkerError, sentence
from cnnviz.ui.chapters.excites import excites_controls, excites_notes, excites_offer, excites_stage
from cnnviz.ui.chapters.excites.excited_network import ExcitedNetwork, chosen_network, reads_photos
from cnnviz.ui.controls import subject_choice
from cnnviz.ui.frame import navigation
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        excites_controls.choose_network()
        choices_place = st.container(horizontal=True, vertical_alignment="bottom", width="content")
        with st.popover("More", key="excites-more"):
            excites_controls.choose_pictures()
    with page_stage():
        drawn = not reads_photos() and current().digit.source == "drawing"
        with subject_choice.beside_the_pad("excites", drawn=drawn):
            excited = show_or_say_why_not(choices_place)
    excites_notes.show_point()
    if excited is not None:
        excites_offer.show(excited)
    excites_notes.show()


def show_or_say_why_not(choices_place: DeltaGenerator) -> ExcitedNetwork | None:
    """Show what excites the filters of the chosen network and return it, or say why there is nothing.

    Args:
        choices_place: Where the choice of layer and filter stands.
    """
    try:
        excited = chosen_network()
        state = excites_stage.state_of(excited, watch=False)
        with choices_place:
            excites_controls.choose_layer(excited)
            if excited.opened is None:
                excites_controls.show_other_filters()
            else:
                chosen = state.filters[0] if state.filters else None
                excites_controls.choose_filter(excited, excited.opened, chosen)
                excites_controls.show_way_back()
        excites_stage.show(excited)
    except (DataError, ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return None
    return excited


navigation.run(page)
