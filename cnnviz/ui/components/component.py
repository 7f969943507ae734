"""A browser-side component, made from its folder: plain JavaScript modules and CSS files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import streamlit as st

from cnnviz.colours import NEGATIVE, OPACITY, POSITIVE
from cnnviz.ui.components import facts
from cnnviz.ui.components.joining import join


def define(name: str, *, html: str, styles: Sequence[str] = ()) -> Any:
    """Return the component of the folder `components/<name>`, to be called with `key`, `data` and listeners.

    Its script is `<name>.js` with all that it imports, its style `<name>.css`.

    Args:
        name: The folder's name.
        html: The HTML that stands in the page before the script runs.
        styles: More CSS files, as paths without their ending, which come before the component's own:
            "shared/grid".
    """
    return st.components.v2.component(f"cnnviz.{name}", html=html, css=style(name, styles), js=script(name))


def hand_on(key: str, name: str, listener: Callable[..., None] | None, fits: Callable[..., bool]) -> None:
    """Call the listener with what the browser has sent under a name: a list of arguments, if they fit.

    Args:
        key: the component's key on this page.
        name: what the component calls it.
        listener: is called with the arguments; None hears nothing.
        fits: is asked first, with the same arguments: they are a stranger's.
    """
    given = st.session_state[key].get(name)
    if listener is None or not isinstance(given, list):
        return
    try:
        good = fits(*given)
    except (TypeError, ValueError):
        return
    if good:
        listener(*given)


def one_place(place: object) -> bool:
    """Whether it is a whole number from 0 on."""
    return type(place) is int and place >= 0


def two_places(row: object, column: object) -> bool:
    """Whether both are whole numbers from 0 on."""
    return one_place(row) and one_place(column)


def digest(message: object) -> str:
    """Return a short text that is another when anything in the message is.

    >>> digest({"place": 1}) == digest({"place": 1}), digest({"place": 1}) == digest({"place": 2})
    (True, False)
    """
    return hashlib.blake2b(json.dumps(message).encode(), digest_size=8).hexdigest()


def script(name: str) -> str:
    """Return the component's JavaScript as one module that imports nothing."""
    return join(f"{name}/{name}.js", read)


def read(path: str) -> str:
    """Return the text of a file in `components`, such as "stage/stage.js"."""
    if path == facts.PATH:
        return facts.javascript()
    return files("cnnviz.ui.components").joinpath(path).read_text(encoding="utf-8")


def style(name: str, more: Sequence[str] = ()) -> str:
    """Return the component's CSS.

    It has the colours of signed values as `--positive` and `--negative`, their opacity as `--opacity`, and as
    `--hundredth` a hundredth of the screen's height, less of a screen that is high and narrow: what is read
    from the back of a hall is so many of them high.
    """
    colours = f"--positive: {' '.join(map(str, POSITIVE))}; --negative: {' '.join(map(str, NEGATIVE))};"
    common = f":host {{ {colours} --opacity: {OPACITY}; --hundredth: min(1vh, 0.8vw); }}"
    return "\n".join([common, *(read(f"{path}.css") for path in [*more, f"{name}/{name}"])])
