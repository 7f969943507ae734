"""The visitor's pipeline: in this session, in the page's link, and in the widgets that set it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from cnnviz.pipeline import Pipeline, Text

_PIPELINE = "pipeline"
_WRITTEN = "link written"


def current() -> Pipeline:
    """Return what this visitor has set."""
    pipeline: Pipeline = st.session_state.setdefault(_PIPELINE, Pipeline())
    return pipeline


def change(**fields: Any) -> None:
    """Set some fields, and write them into the link.

    What widgets give comes from a browser, so it takes the same way as a link: what is out of range is left out.
    """
    st.session_state[_PIPELINE] = Pipeline.from_link(replace(current(), **fields).to_link())
    write_link()


def read_link() -> None:
    """Take in the link, if it is another than the one that this session wrote last."""
    given: dict[str, Text] = {name: st.query_params.get_all(name) for name in st.query_params}
    if given and given != st.session_state.get(_WRITTEN):
        st.session_state[_PIPELINE] = Pipeline.from_link(given)


def write_link() -> None:
    """Have the page's link say what this visitor has set."""
    link = current().to_link()
    wanted = {name: [text] if isinstance(text, str) else text for name, text in link.items()}
    if wanted != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted


def bind(key: str, value: Any, take: Callable[[Any], None]) -> dict[str, Any]:
    """Return the arguments that make a widget show a value, and hand what a visitor sets to `take`.

    >>> # st.toggle("Flip", **bind("filters-flip", current().flip, lambda flip: change(flip=flip)))
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: take(st.session_state[key])}


def field(page: str, name: str) -> dict[str, Any]:
    """Return the arguments that bind a widget of a page to a field of the pipeline."""
    return bind(f"{page}-{name}", getattr(current(), name), lambda value: change(**{name: value}))
