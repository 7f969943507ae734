"""Open a network: all its layers as volumes, where its parameters sit, and where the work is."""

import streamlit as st

from cnnviz import export
from cnnviz.architectures import TIMELINE
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures.opened_network import opened as drawn
from cnnviz.figures.opened_picture import opened_picture
from cnnviz.lessons.architecture_history import published
from cnnviz.network import DIGITS, Network, from_bricks, keras_code
from cnnviz.pipeline import choices
from cnnviz.ui.chapters.architectures import drawing_for
from cnnviz.ui.components import opened_network
from cnnviz.ui.controls import glossary, run_on_photo
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import current, field, fragment

NAMES = {"published": "Published", "built": "As built", "in_use": "Network in use"}
WORDS = ("parameter", "receptive field", "weight")
MEANING = """
**A volume** is the output of a layer. Its height and width are to scale. More channels make it thicker.

**The arrows** carry shapes: height × width, and below it the number of channels.

**A shortcut** passes above the layers that it leaves out. **Branches** stand one below the other.

**× 6** means six such blocks in a row. Click one to see all its layers. Click the coloured head to fold it.

Hold Ctrl and turn the wheel to zoom. On a phone, use two fingers.
"""


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "Whose network",
            choices("architectures", "opened"),
            format_func=NAMES.__getitem__,
            required=True,
            label_visibility="collapsed",
            **field("architectures", "opened"),
        )
        if current().architectures.opened == "published":
            st.selectbox(
                "Network",
                list(TIMELINE),
                format_func=lambda name: f"{published(name).title} ({published(name).year})",
                label_visibility="collapsed",
                width=280,
                **field("architectures", "chosen"),
            )
            drawing_for.offer(current().architectures.chosen)
    try:
        opened, code = chosen_network()
    except NetworkError as error:
        st.error(sentence(error))
        return
    with page_stage():
        opened_network.show(opened, "open-network")
    if current().architectures.opened == "published":
        run_on_photo.link(current().architectures.chosen)
    glossary.explained(MEANING)
    glossary.expander(*WORDS)
    picture = opened_picture(drawn(opened)) if take_home.is_open() else None
    take_home.offer_and_show(code, picture, is_long=True)


def chosen_network() -> tuple[Network, str]:
    """Return the network that is open, and the Keras code that builds it.

    Raises:
        NetworkError: If the bricks do not fit together, or the network in use cannot be read.
    """
    now = current().architectures
    if now.opened == "published":
        return published(now.chosen)(), export.architecture_code(now.chosen)
    if now.opened == "built":
        built = from_bricks(current().build.bricks, DIGITS)
        return built, keras_code(built)
    network, _ = network_answers.parts(networks.chosen())
    return network, keras_code(network)


navigation.run(page)
