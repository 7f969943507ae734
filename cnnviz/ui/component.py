"""A browser-side component out of its folder: plain JavaScript modules and one CSS file.

Streamlit loads a component from a blob, from where nothing can be imported; so its modules are joined in one
text, in the order given, without their `import` lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import streamlit as st

from cnnviz.colours import NEGATIVE, POSITIVE
from cnnviz.ui.joining import without_imports


def define(name: str, *, html: str, modules: Sequence[str], styles: Sequence[str] = ()) -> Any:
    """Return the component of the folder `cnnviz/ui/<name>`, to be called with `key`, `data` and listeners.

    Args:
        name: of the folder, and of the CSS file in it.
        html: what stands in the page before the script begins.
        modules: the JavaScript files without their ending, each after those that it imports; "stage/cells"
            is one of another component's.
        styles: more CSS files without their ending, which come before the component's own.
    """
    css, js = style(name, styles), script(name, modules)
    return st.components.v2.component(f"cnnviz.{name}", html=html, css=css, js=js)


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


def script(name: str, modules: Sequence[str]) -> str:
    """Return the modules as one that imports nothing."""
    return "".join(without_imports(each, module(name, each)) for each in modules)


def style(name: str, more: Sequence[str] = ()) -> str:
    """Return the component's CSS.

    It has the colours of signed values as `--positive` and `--negative`, and a hundredth of the screen's
    height as `--hundredth`: what is read from the back of a hall is so many of them high. Of a sheet that is
    high and narrow it is less.
    """
    colours = f"--positive: {' '.join(map(str, POSITIVE))}; --negative: {' '.join(map(str, NEGATIVE))};"
    common = f":host {{ {colours} --hundredth: min(1vh, 0.8vw); }}"
    return "\n".join([common, *(_named(name, each, "css") for each in [*more, name])])


def module(name: str, each: str) -> str:
    """Return one module as it stands in its file."""
    return _named(name, each, "js")


def _named(name: str, each: str, ending: str) -> str:
    """Return a file of the component's folder, or of the folder that stands before its name."""
    folder, _, file = each.rpartition("/")
    return files("cnnviz.ui").joinpath(folder or name, f"{file}.{ending}").read_text(encoding="utf-8")
