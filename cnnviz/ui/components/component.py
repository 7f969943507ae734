"""A browser-side component, made from its folder: plain JavaScript modules and CSS files.

Streamlit loads a component's script from a blob, where a relative import leads nowhere. So the modules are
joined into one script: each after those that it imports, without its `import` statements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from cnnviz.colours import NEGATIVE, POSITIVE

#: An import statement, on one line or on several; its group is the path of the module.
IMPORT = re.compile(r'^import\s[^"]*"(\.[^"]+)\.js"[ \t]*;?[ \t]*\n', re.MULTILINE)


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


def script(name: str) -> str:
    """Return the component's modules as one script that imports nothing."""
    return joined(f"{name}/{name}")


def joined(path: str) -> str:
    """Return a module and all that it imports as one script that imports nothing."""
    return "\n".join(IMPORT.sub("", _read(f"{each}.js")) for each in modules(path))


def modules(path: str) -> list[str]:
    """Return the modules that one module needs, each after those that it imports, and itself at the end.

    >>> modules("visitor_secret/visitor_secret")
    ['visitor_secret/secret', 'visitor_secret/visitor_secret']
    """
    return list(dict.fromkeys(_with_imports(path)))


def _with_imports(path: str) -> Iterator[str]:
    """Yield the modules that one module needs, then itself."""
    for source in imports(path):
        yield from _with_imports(source)
    yield path


@cache
def imports(path: str) -> tuple[str, ...]:
    """Return the modules that one module imports, as paths without their ending."""
    folder = path.rpartition("/")[0]
    sources = IMPORT.findall(_read(f"{path}.js"))
    return tuple(
        source.removeprefix("../") if source.startswith("../") else f"{folder}/{source.removeprefix('./')}"
        for source in sources
    )


def style(name: str, more: Sequence[str] = ()) -> str:
    """Return the component's CSS.

    It has the colours of signed values as `--positive` and `--negative`, and a hundredth of the screen's
    height as `--hundredth`: what is read from the back of a hall is so many of them high. Of a sheet that is
    high and narrow it is less.
    """
    colours = f"--positive: {' '.join(map(str, POSITIVE))}; --negative: {' '.join(map(str, NEGATIVE))};"
    common = f":host {{ {colours} --hundredth: min(1vh, 0.8vw); }}"
    return "\n".join([common, *(_read(f"{path}.css") for path in [*more, f"{name}/{name}"])])


def _read(path: str) -> str:
    """Return the text of a file in the folder `components`."""
    return files("cnnviz.ui.components").joinpath(path).read_text(encoding="utf-8")
