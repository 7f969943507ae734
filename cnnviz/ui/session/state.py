"""The visitor's pipeline: in this session, in the page's link, and in the widgets that set it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeAlias

import streamlit as st

from cnnviz.pipeline import Pipeline

Link: TypeAlias = dict[str, list[str]]

P = ParamSpec("P")

_PIPELINE = "pipeline"
_WRITTEN = "links written"
#: Seconds in which a browser may still send a link that has been replaced; later, Back was pressed.
LATE = 3


def current() -> Pipeline:
    """Return what this visitor has set."""
    pipeline: Pipeline = st.session_state.setdefault(_PIPELINE, Pipeline())
    return pipeline


def change(**chapters: Mapping[str, Any]) -> None:
    """Change some settings, as `Pipeline.replace` does. The link follows when the page has been shown.

    >>> # change(train={"seed": 3})
    """
    put(current().replace(**chapters))


def put(now: Pipeline) -> None:
    """Make this what the visitor has set.

    Values from widgets come from a browser, so they take the way of a link: a value out of range is replaced
    by the default.
    """
    st.session_state[_PIPELINE] = Pipeline.from_link(now.to_link())


def reset() -> None:
    """Set everything back except the visitor's image and drawing."""
    st.session_state[_PIPELINE] = Pipeline(image=current().image)


def fragment(body: Callable[P, None]) -> Callable[P, None]:
    """Make a part of a page that runs by itself, as `st.fragment` does, and writes the link when it is shown.

    A new link costs a browser about as much as a picture, which must not wait for it.
    """

    @wraps(body)
    def shown(*args: P.args, **kwargs: P.kwargs) -> None:
        body(*args, **kwargs)
        write_link()

    return st.fragment(shown)


def read_link() -> None:
    """Take in the link, unless it is this session's own: then the browser only tells what it was told."""
    given = _shown()
    if given and given not in _own_links():
        st.session_state[_PIPELINE] = Pipeline.from_link(given)


def write_link() -> None:
    """Have the page's link say what this visitor has set."""
    link = current().to_link()
    wanted = {name: [text] if isinstance(text, str) else text for name, text in link.items()}
    if wanted != _shown():
        st.query_params.from_dict(wanted)
    now = time.monotonic()
    others = [(other, replaced or now) for other, replaced in _written() if other != wanted]
    st.session_state[_WRITTEN] = [*(one for one in others if now - one[1] < LATE), (wanted, None)]


def _shown() -> Link:
    """Return the parameters of the link as the browser has it."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _written() -> list[tuple[Link, float | None]]:
    """Return the links that this session wrote lately, and when each but the last was replaced."""
    links: list[tuple[Link, float | None]] = st.session_state.get(_WRITTEN, [])
    return links


def _own_links() -> list[Link]:
    now = time.monotonic()
    return [link for link, replaced in _written() if replaced is None or now - replaced < LATE]


def bind(key: str, value: Any, take: Callable[[Any], None]) -> dict[str, Any]:
    """Return the arguments that make a widget show a value, and hand what a visitor sets to `take`.

    >>> # st.pills("Voters", VOTERS, **bind("voters", first, lambda value: change(votes={"voters": value})))
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: take(st.session_state[key])}


def field(chapter: str, name: str, *, key: str = "") -> dict[str, Any]:
    """Return the arguments that bind a widget to a setting.

    >>> # st.slider("Epochs", *bounds("train", "epochs"), **field("train", "epochs"))

    Args:
        chapter: The chapter that owns the setting, as "train".
        name: The setting, as "epochs".
        key: The widget's key, where it is not chapter and name; no two pages share one.
    """
    value = getattr(getattr(current(), chapter), name)
    return bind(key or f"{chapter}-{name}", value, lambda given: change(**{chapter: {name: given}}))
