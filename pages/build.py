"""Build: layers like bricks, what each gives out and costs, and the whole as volumes."""

import streamlit as st

from cnnviz import network
from cnnviz.errors import NetworkError
from cnnviz.figures import volumes
from cnnviz.network import MAX_BRICKS, READY, Network
from cnnviz.ui import brick_controls, bricks, building, frame, take_home, words
from cnnviz.ui.state import bind, current, fragment

KEY = "build-bricks"


@fragment
def page() -> None:
    built = current().built
    starts()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        brick_controls.show(built[building.edited()], building.edited())
        st.space("stretch")
        more()
    bricks.show(
        built,
        KEY,
        chosen=building.edited(),
        on_pick=building.edit,
        on_move=building.move,
        on_remove=building.remove,
    )
    code()


def starts() -> None:
    """Show the networks to begin with, what the present one costs, and the way to the page that trains."""
    named = next((name for name, one in READY.items() if one.layers == current().built), None)
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
        building.begin_with(READY[name].layers)


def verdict() -> Network | None:
    """Say what the whole network costs, or where it does not fit; return it if it does."""
    try:
        whole = network.of(current().built)
    except NetworkError as error:
        where, _, why = str(error).partition(". ")
        st.subheader(f":red[{where}]", anchor=False)
        st.markdown(f":red[{why}]")
        return None
    multiplications = sum(one.multiplications for one in network.costs(whole))
    st.subheader(f"{whole.n_weights:,} parameters", anchor=False)
    st.markdown(f"{multiplications:,} multiplications for one digit")
    return whole


def more() -> None:
    """Show what can be added behind the layer that is being set."""
    full = len(current().built) >= MAX_BRICKS
    with st.popover(
        "Add a layer", icon=":material/add:", disabled=full, on_change="rerun", key=building.ADDING
    ):
        st.markdown(f"Behind layer {building.edited() + 1}:")
        with st.container(horizontal=True, gap="xsmall"):
            for kind in building.NEW:
                st.button(
                    kind,
                    key=f"build-add-{kind}",
                    help=words.LAYERS[kind],
                    disabled=full,
                    on_click=building.add,
                    args=(kind,),
                )


def code() -> None:
    """Show the Keras code that builds the network."""
    try:
        text = network.keras_code(network.of(current().built))
    except NetworkError:
        text = ""
    take_home.offer(text, volumes.picture(current().built))
    if text:
        with st.expander("The same in Keras"):
            st.code(text, language="python")


frame.run(page)
