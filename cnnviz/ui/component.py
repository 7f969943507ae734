"""A browser-side component out of its folder: plain JavaScript modules and one CSS file.

Streamlit loads a component from a blob, from where nothing can be imported; so its modules are joined in one
text, in the order given, without their `import` lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import streamlit as st

from cnnviz.colours import NEGATIVE, POSITIVE


def define(name: str, *, html: str, modules: Sequence[str]) -> Any:
    """Return the component of the folder `cnnviz/ui/<name>`, to be called with `key`, `data` and listeners.

    Args:
        name: of the folder, and of the CSS file in it.
        html: what stands in the page before the script begins.
        modules: the JavaScript files without their ending, each after those that it imports; "stage/cells"
            is one of another component's.
    """
    return st.components.v2.component(f"cnnviz.{name}", html=html, css=style(name), js=script(name, modules))


def script(name: str, modules: Sequence[str]) -> str:
    """Return the modules as one that imports nothing."""
    lines = "\n".join(module(name, each) for each in modules).splitlines()
    return "\n".join(line for line in lines if not line.startswith("import "))


def style(name: str) -> str:
    """Return the component's CSS, with the colours of signed values as `--positive` and `--negative`."""
    colours = f"--positive: {' '.join(map(str, POSITIVE))}; --negative: {' '.join(map(str, NEGATIVE))};"
    return f":host {{ {colours} }}\n{_read(name, f'{name}.css')}"


def module(name: str, each: str) -> str:
    """Return one module as it stands in its file."""
    folder, _, file = each.rpartition("/")
    return _read(folder or name, f"{file}.js")


def _read(folder: str, file: str) -> str:
    return files("cnnviz.ui").joinpath(folder, file).read_text(encoding="utf-8")
