"""The visitor's settings: in this session, in the page's link, and in the widgets that set them."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeAlias

import streamlit as st

from cnnviz.pipeline import Pipeline
from cnnviz.pipeline.codecs import Text

Link: TypeAlias = dict[str, list[str]]

P = ParamSpec("P")

#: The parameter that names the page at the root, in links that could be taken for those of another page.
PAGE = "page"
_PIPELINE = "pipeline"
_MARK = "page at the root"
_WRITTEN = "links written"
#: Seconds in which a browser may still send a replaced link by itself; later, the visitor has gone back.
GRACE = 3


def current() -> Pipeline:
    """Return this visitor's settings."""
    pipeline: Pipeline = st.session_state.setdefault(_PIPELINE, Pipeline.opening())
    return pipeline


def change(**chapters: Mapping[str, Any]) -> None:
    """Change some settings, as `Pipeline.replace` does. The link is updated after the page has run.

    Another image or kernel also takes the place of the lecture's example, which the pages walk over cell by
    cell at first.

    >>> # change(train={"seed": 3})
    """
    before, after = current(), current().replace(**chapters)
    if _picture(after) != _picture(before):
        after = after.replace(cutout={"over": "image"})
    elif after.kernel != before.kernel and after.cutout.over == "lecture":
        after = after.replace(cutout={"over": "smiley"})
    put(after)


def _picture(pipeline: Pipeline) -> tuple[Any, ...]:
    """Return the settings that another image differs in."""
    return pipeline.image.name, pipeline.image.crop, pipeline.image.grey


def put(pipeline: Pipeline) -> None:
    """Replace all settings.

    Values from widgets come from a browser, so they are converted to a link and back: a value out of range
    becomes the default.
    """
    st.session_state[_PIPELINE] = Pipeline.from_link(pipeline.to_link())


def reset() -> None:
    """Reset all settings except the visitor's image and drawing."""
    image, opening = current().image, Pipeline.opening()
    own = image != opening.image
    st.session_state[_PIPELINE] = dataclasses.replace(
        opening.replace(cutout={"over": "image"}) if own else opening, image=image
    )


def fragment(body: Callable[P, None]) -> Callable[P, None]:
    """Return a fragment, as `st.fragment` does, that updates the link after it has run.

    A new link costs a browser about as much as a picture, so the pictures come first.
    """

    @wraps(body)
    def with_link(*args: P.args, **kwargs: P.kwargs) -> None:
        body(*args, **kwargs)
        write_link()

    return st.fragment(with_link)


def read_link() -> None:
    """Take the settings from the link, unless this session wrote it: then the settings may be newer."""
    given = _browser_link()
    if given and given not in _own_links():
        st.session_state[_PIPELINE] = Pipeline.from_link(given)


def mark(page: str) -> None:
    """Note which page the root shows; "" away from the root. Links from there name it where needed."""
    st.session_state[_MARK] = page


def link() -> dict[str, Text]:
    """Return the parameters of this page's link.

    At the root, links with settings of the page Numbers were once links to that page. One that is not names
    its page.
    """
    now, page = current(), st.session_state.get(_MARK, "")
    named = {PAGE: page} if page and now.numbers != Pipeline().numbers else {}
    return now.to_link() | named


def write_link() -> None:
    """Write the settings into the page's link."""
    wanted = {name: [text] if isinstance(text, str) else text for name, text in link().items()}
    if wanted != _browser_link():
        st.query_params.from_dict(wanted)
    now = time.monotonic()
    replaced = [(one, since or now) for one, since in _written_links() if one != wanted]
    recent = [(one, since) for one, since in replaced if now - since < GRACE]
    st.session_state[_WRITTEN] = [*recent, (wanted, None)]


def turn_to(page: str) -> NoReturn:
    """Turn to a page with its link, so that the browser's way back leads to the page before.

    Args:
        page: The page's file, away from the root.
    """
    st.switch_page(page, query_params=current().to_link())


def _browser_link() -> Link:
    """Return the link's parameters as the browser sent them."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _written_links() -> list[tuple[Link, float | None]]:
    """Return the links that this session wrote recently, each with the time at which it was replaced."""
    links: list[tuple[Link, float | None]] = st.session_state.get(_WRITTEN, [])
    return links


def _own_links() -> list[Link]:
    """Return the links that a browser may send although the visitor has not chosen them."""
    now = time.monotonic()
    return [one for one, since in _written_links() if since is None or now - since < GRACE]


def bind(key: str, value: Any, take: Callable[[Any], None]) -> dict[str, Any]:
    """Return the arguments with which a widget shows a value, and calls `take` when the visitor changes it.

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
        key: The widget's key, by default made of chapter and name. It must be unique over all pages.
    """
    value = getattr(getattr(current(), chapter), name)
    return bind(key or f"{chapter}-{name}", value, lambda new_value: change(**{chapter: {name: new_value}}))
