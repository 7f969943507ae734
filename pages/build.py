"""Build: layers like bricks, what each gives out and costs, and the whole as volumes."""

import streamlit as st

from cnnviz import network
from cnnviz.errors import NetworkError
from cnnviz.figures import volumes
from cnnviz.network import DIGITS, KINDS, MAX_BRICKS, READY, Network
from cnnviz.ui.chapters.build import edited_bricks
from cnnviz.ui.components import bricks
from cnnviz.ui.controls import brick_controls
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session.state import bind, current, fragment

KEY = "build-bricks"


@fragment
def page() -> None:
    built = current().build.bricks
    starts()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        brick_controls.show(built, edited_bricks.edited())
        st.space("stretch")
        more()
    bricks.show(
        built,
        DIGITS,
        KEY,
        chosen=edited_bricks.edited(),
        on_pick=edited_bricks.edit,
        on_move=edited_bricks.move,
        on_remove=edited_bricks.remove,
    )
    code()


def starts() -> None:
    """Show the networks to begin with, what the present one costs, and the way to the page that trains."""
    named = next((name for name, one in READY.items() if one.layers == current().build.bricks), None)
    ready, said, on = st.columns([4, 5, 2], vertical_alignment="bottom")
    ready.pills("Start from", list(READY), wrap=True, **bind("build-start", named, take_start))
    with said.container(gap=None):
        whole = verdict()
    if on.button(
        "Train this",
        type="primary",
        icon=":material/play_arrow:",
        disabled=whole is None,
        width="stretch",
    ):
        st.switch_page("pages/train.py")


def take_start(name: str | None) -> None:
    if name in READY:
        edited_bricks.begin_with(READY[name].layers)


def verdict() -> Network | None:
    """Say what the whole network costs, or where it does not fit; return it if it does."""
    try:
        whole = network.of(current().build.bricks, DIGITS)
    except NetworkError as error:
        where, _, why = str(error).partition(". ")
        st.subheader(f":red[{where}]", anchor=False)
        st.markdown(f":red[{why}]")
        return None
    multiplications = network.limits.multiplications(whole)
    st.subheader(f"{whole.n_weights:,} parameters", anchor=False)
    st.markdown(f"{multiplications:,} multiplications for one digit")
    return whole


def more() -> None:
    """Show what can be added behind the layer that is being set."""
    full = len(current().build.bricks) >= MAX_BRICKS
    with st.popover(
        "Add a layer", icon=":material/add:", disabled=full, on_change="rerun", key=edited_bricks.ADDING
    ):
        st.markdown(f"Behind layer {edited_bricks.edited() + 1}:")
        with st.container(horizontal=True, gap="xsmall"):
            for name, kind in KINDS.items():
                st.button(
                    name,
                    key=f"build-add-{name}",
                    help=kind.about,
                    disabled=full,
                    on_click=edited_bricks.add,
                    args=(name,),
                )


def code() -> None:
    """Show the Keras code that builds the network."""
    try:
        text = network.keras_code(network.of(current().build.bricks, DIGITS))
    except NetworkError:
        text = ""
    take_home.offer_and_show(text, volumes.picture(current().build.bricks, DIGITS.input_shape))


navigation.run(page)
