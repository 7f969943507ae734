"""Build: put layers together like bricks, and see the output and the cost of each."""

import streamlit as st

from cnnviz import network
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures.opened_network import laid_open
from cnnviz.figures.opened_picture import opened_picture
from cnnviz.network import DIGITS, KINDS, MAX_BRICKS, READY, Network, limits
from cnnviz.ui.chapters.build import brick_controls, edited_bricks
from cnnviz.ui.components import bricks
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import bind, current, fragment

KEY = "build-bricks"


@fragment
def page() -> None:
    built = current().build.bricks
    with page_controls(gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            choose_start()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            brick_controls.show(built, edited_bricks.edited())
            st.space("stretch")
            add_a_layer()
    with page_stage():
        bricks.show(
            built,
            DIGITS,
            KEY,
            chosen=edited_bricks.edited(),
            on_pick=edited_bricks.edit,
            on_move=edited_bricks.move,
            on_remove=edited_bricks.remove,
        )
    brick_controls.describe(built[edited_bricks.edited()])
    show_code()


def choose_start() -> None:
    """Show the networks to start from, the cost of the present one, and the button that leads to Train."""
    chosen = next((name for name, one in READY.items() if one.layers == current().build.bricks), None)
    st.pills(
        "Start from",
        list(READY),
        wrap=True,
        label_visibility="collapsed",
        width="content",
        **bind("build-start", chosen, start_from),
    )
    valid = show_cost()
    if st.button("Train this", type="primary", icon=":material/play_arrow:", disabled=not valid):
        st.switch_page("pages/train.py")


def start_from(name: str | None) -> None:
    if name in READY:
        edited_bricks.replace_all(READY[name].layers)


def show_cost() -> bool:
    """Show what the network costs, or its first fault; return whether it is valid."""
    try:
        built = network.from_bricks(current().build.bricks, DIGITS)
    except NetworkError as error:
        st.markdown(f":red[{sentence(error)}]", width="stretch")
        return False
    glossary.explained(cost_of(built), width="stretch")
    return True


def cost_of(built: Network) -> str:
    """Return the numbers of parameters and multiplications, and how many parameters are statistics."""
    learned = sum(built.trainable)
    measured = built.n_weights - learned
    split = f"{learned:,} learned + {measured:,} measured = " if measured else ""
    multiplications = f"{limits.multiplications(built):,} multiplications"
    return f"{split}**{built.n_weights:,} parameters**, **{multiplications}**"


def add_a_layer() -> None:
    """Show the kinds of layers that can be added after the layer being edited."""
    full = len(current().build.bricks) >= MAX_BRICKS
    key = edited_bricks.adding_key()
    with st.popover("Add", icon=":material/add:", disabled=full, on_change="rerun", key=key):
        st.markdown(f"Insert after layer {edited_bricks.edited() + 1}:")
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


def show_code() -> None:
    """Show the Keras code that builds the network; nothing if the network is not valid."""
    try:
        code = network.keras_code(network.from_bricks(current().build.bricks, DIGITS))
    except NetworkError:
        code = ""
    drawing = laid_open(current().build.bricks, DIGITS.input_shape) if take_home.is_open() else None
    take_home.offer_and_show(code, opened_picture(drawing) if drawing else None)


navigation.run(page)
