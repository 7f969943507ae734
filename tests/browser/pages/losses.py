"""Softmax and loss alone, with the logits in the link, and what Python is told."""

import streamlit as st

from cnnviz.pipeline import Pipeline
from cnnviz.ui.components import softmax

START = [0.5, -1.25, 3.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, -9.5]

st.set_page_config(layout="wide")
now = st.session_state.setdefault("now", Pipeline.from_link(st.query_params.to_dict()))
given = st.session_state.setdefault("given", [now.loss.logits, now.loss.temperature, now.loss.true_class])


def hear(*values: object) -> None:
    st.session_state.given = list(values)
    st.session_state.messages = st.session_state.get("messages", 0) + 1


st.button("from elsewhere", on_click=lambda: st.session_state.update(given=[tuple(range(10)), 2.0, 9]))
view = st.segmented_control("View", ("loss", "why"), default=now.loss.view, required=True)
logits, temperature, true_class = st.session_state.given
softmax.show(
    START,
    "softmax",
    label=2,
    view=view,
    logits=logits,
    temperature=temperature,
    true_class=true_class,
    on_settled=hear,
)
st.text(f"messages: {st.session_state.get('messages', 0)}")
st.text(f"given: {st.session_state.given}")
