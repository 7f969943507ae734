"""The text of each JavaScript module and style: files of this folder, and modules that Python generates.

A generated module is no file. A `.d.ts` in its place declares its names for the type checker.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from cnnviz.network import KINDS
from cnnviz.ui.components import facts

#: The path of the table of all kinds of layers, each from its own module in the same folder.
KINDS_PATH = "shared/kinds/all_kinds.js"


def kinds_javascript() -> str:
    """Return the module that exports all kinds of layers as one table, `LAYER_KINDS`."""
    imports = (f'import {{ {name} }} from "./{stem_of(name)}.js"\n' for name in KINDS)
    return f"{''.join(imports)}export const LAYER_KINDS = {{ {', '.join(KINDS)} }}\n"


def stem_of(kind: str) -> str:
    """Return the name of the file, in Python as in JavaScript, of a kind of layer: "conv2d" for "Conv2D"."""
    return KINDS[kind].__module__.rpartition(".")[2]


#: What generates each module that is no file.
GENERATED: dict[str, Callable[[], str]] = {facts.PATH: facts.javascript, KINDS_PATH: kinds_javascript}


def read(path: str) -> str:
    """Return the text of a module or style, such as "stage/stage.js"."""
    if path in GENERATED:
        return GENERATED[path]()
    return files("cnnviz.ui.components").joinpath(path).read_text(encoding="utf-8")


def generated() -> dict[str, str]:
    """Return the text of each generated module by its path."""
    return {path: text() for path, text in GENERATED.items()}
