"""A small network with branches and most kinds of layers, the unit of the link, and what Python is told."""

import numpy as np
import streamlit as st

from cnnviz.network import packed
from cnnviz.pipeline import Unit
from cnnviz.ui.components import live_network
from tests.browser.carded import INPUT, NETWORK, WEIGHTS


def hear(name: str, unit: Unit | None) -> None:
    st.session_state[name] = unit


st.set_page_config(layout="wide")
pixels = np.rint(255 * INPUT).astype(np.uint8)
named = st.query_params.get("unit")
st.session_state.setdefault("unit", Unit.from_text(named) if named else None)
live_network.show(
    NETWORK,
    packed(NETWORK, WEIGHTS),
    "cards",
    shown=live_network.Shown(pixels=pixels, sample=0),
    samples=pixels[None],
    doors={},
    unit=st.session_state.unit,
    unfolded=True,
    on_drawn=lambda _: None,
    on_sample=lambda _: None,
    on_unit=lambda unit: hear("unit", unit),
    on_open=lambda unit: hear("open", unit),
    on_door=lambda _: None,
)
for heard in ("unit", "open"):
    unit = st.session_state.get(heard)
    st.text(f"{heard}: {unit and unit.to_text()}")
