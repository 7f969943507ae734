"""One stepper, of the case that the link or the list names, and what Python hears of it."""

from functools import cache

import streamlit as st

from cnnviz.ui import stepper
from tests.browser import stepped

cases = cache(stepped.table)()


def hear(name: str, *values: object) -> None:
    st.session_state[name] = values
    st.session_state.messages = st.session_state.get("messages", 0) + 1


st.set_page_config(layout="wide")
st.session_state.setdefault("case", st.query_params.get("case", next(iter(cases))))
st.session_state.setdefault("turned", 0)
name = st.selectbox("Case", cases, key="case")
for way in ("left", "right", "space"):
    st.button(way, shortcut=way, on_click=lambda: st.session_state.update(turned=st.session_state.turned + 1))
listening = {
    "on_position": lambda row, column: hear("position", row, column),
    "on_filter": lambda n: hear("filter", n),
    "on_edit": lambda rows, channel, n: hear("edited", rows, channel, n),
}
stepper.show(cases[name], "stepper", **(listening if "listen" in st.query_params else {}))
for heard in ("messages", "position", "filter", "edited", "turned"):
    st.text(f"{heard}: {st.session_state.get(heard)}")
