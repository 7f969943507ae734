"""Components that run in the browser, each built from a folder of plain JavaScript modules and CSS."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from cnnviz.colours import CHANNELS, NEGATIVE, NEUTRAL, OPACITY, POSITIVE, QUIET
from cnnviz.ui.components.joining import join
from cnnviz.ui.components.sources import read


def define(name: str, *, html: str, styles: Sequence[str] = ()) -> Any:
    """Return the component of the folder `components/<name>`, a function of `key`, `data` and callbacks.

    Its script is `<name>.js` with everything it imports, its style is `<name>.css`.

    Args:
        name: The folder's name.
        html: The HTML on the page before the script runs.
        styles: More CSS files, as paths without suffix such as "shared/grid". They come before the
            component's own.
    """
    return st.components.v2.component(f"cnnviz.{name}", html=html, css=style(name, styles), js=script(name))


def call_listener(
    key: str, name: str, listener: Callable[..., None] | None, fits: Callable[..., bool]
) -> None:
    """Call the listener with the arguments that the browser sent under a name, if they are valid.

    Args:
        key: the component's key on this page.
        name: the name that the component sends under.
        listener: is called with the arguments; None ignores them.
        fits: returns whether the same arguments are valid, as anyone may have sent them.
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


def is_index(place: object) -> bool:
    """Whether it is an integer of at least 0."""
    return type(place) is int and place >= 0


def are_indices(row: object, column: object) -> bool:
    """Whether both are integers of at least 0."""
    return is_index(row) and is_index(column)


def digest(message: object) -> str:
    """Return a short text that changes when anything in the message does.

    >>> digest({"place": 1}) == digest({"place": 1}), digest({"place": 1}) == digest({"place": 2})
    (True, False)
    """
    return hashlib.blake2b(json.dumps(message).encode(), digest_size=8).hexdigest()


def script(name: str) -> str:
    """Return the component's JavaScript as one module that imports nothing."""
    return join(f"{name}/{name}.js", read)


def style(name: str, more: Sequence[str] = ()) -> str:
    """Return the component's CSS, which begins with the variables that all components share.

    `--positive`, `--negative`, `--neutral`, `--red`, `--green` and `--blue` are colours. `--opacity` is that
    of a full colour, `--quiet` that of less important text. `--contrast-ink` is black or white, whichever is
    nearer to the theme's text. `--hundredth` is a hundredth of the screen's height, less on a tall and narrow
    screen; what must be readable from the back of a hall is sized in multiples of it.
    """
    colours = {"positive": POSITIVE, "negative": NEGATIVE, "neutral": NEUTRAL, **CHANNELS}
    variables = {
        **{colour: " ".join(map(str, rgb)) for colour, rgb in colours.items()},
        "opacity": OPACITY,
        "quiet": QUIET,
        "contrast-ink": "oklch(from var(--st-text-color) calc((l - 0.5) * 1000) 0 0)",
        "hundredth": "min(1vh, 0.8vw)",
    }
    common = f":host {{ {' '.join(f'--{key}: {value};' for key, value in variables.items())} }}"
    return "\n".join([common, *(read(f"{path}.css") for path in [*more, f"{name}/{name}"])])
