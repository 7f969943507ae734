"""One stepper with the case from the link or the list, and what Python is told."""

from dataclasses import replace
from typing import Any

import streamlit as st

from cnnviz.ui.components import stepper
from tests.browser import stepped
from tests.browser.pages import visits

cases: dict[str, Any] = stepped.table() | {"does not fit": stepped.DOES_NOT_FIT}


def hear(name: str, *values: object) -> None:
    st.session_state[name] = values
    st.session_state.messages = st.session_state.get("messages", 0) + 1


def turn(name: str) -> None:
    """Show the next case."""
    names = list(cases)
    st.session_state.case = names[names.index(name) + 1]


st.set_page_config(layout="wide")
visit = visits.begin()
st.session_state.setdefault("case", st.query_params.get("case", next(iter(cases))))
st.session_state.setdefault("turned", 0)
name = st.selectbox("Case", cases, key="case")
for way in ("left", "right", "space"):
    st.button(way, shortcut=way, on_click=lambda: st.session_state.update(turned=st.session_state.turned + 1))
st.button("next case", on_click=turn, args=(name,))
st.button("go to the middle", on_click=lambda: hear("position", 1, 1))


def take(rows: list[list[float]], channel: int, filter_: int) -> None:
    """Accept an edited kernel like a page: an entry that is no number changes nothing."""
    hear("edited", rows, channel, filter_)
    if all(isinstance(weight, float | int) for row in rows for weight in row):
        weights = operation.weights.copy()
        weights[:, :, channel, filter_] = rows
        st.session_state[f"weights of {name}"] = weights


operation = cases[name]
if f"weights of {name}" in st.session_state:
    operation = replace(operation, weights=st.session_state[f"weights of {name}"])
if "listen" in st.query_params:
    stepper.show(
        operation,
        f"stepper {visit}",
        position=st.session_state.get("position", (0, 0)),
        filter=st.session_state.get("filter", (0,))[0],
        on_position=lambda row, column: hear("position", row, column),
        on_filter=lambda n: hear("filter", n),
        on_edit=take,
    )
else:
    stepper.show(operation, f"stepper {visit}")
for heard in ("messages", "position", "filter", "edited", "turned", "visit"):
    st.text(f"{heard}: {st.session_state.get(heard)}")
